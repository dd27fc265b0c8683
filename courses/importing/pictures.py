"""Which files of a source are pictures, by their bytes: an ending may say anything."""

from django.utils.translation import gettext as _

from acg.shared.pictures import picture_type
from courses.importing.documents import CourseDoc, ImageDoc
from courses.importing.links import picture_key
from courses.importing.source import Source

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".ico", ".tif", ".tiff")
MAX_PICTURE_BYTES = 5 * 1024**2


def collect_pictures(source: Source, course: CourseDoc, *, folder: str = "") -> set[str]:
    """Give the course every picture of a folder, and list those that are refused; return the paths of those taken."""
    taken = set()
    for path in source.under(folder, *ENDINGS):
        if source.size(path) > MAX_PICTURE_BYTES:
            course.skip(path, _("a picture larger than 5 MB"))
        elif not picture_type(source.read(path)):
            course.skip(path, _("not a PNG, JPEG, GIF or WebP picture; SVG is refused because it may carry scripts"))
        else:
            course.images.append(ImageDoc(picture_key(path), source.file(path)))
            taken.add(path)
    return taken
