"""Pictures that a course's text shows."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.models import Course, CourseImage

MAX_BYTES = 5 * 1024**2
MAX_PIXELS = 40_000_000
FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}


@transaction.atomic
def save_image(*, course: Course, name: str, file: Any) -> CourseImage:
    """Keep a picture under a name that the course's Markdown may use; one of that name is replaced.

    Args:
        course: whose text shows it.
        name: what `![...](name)` says; other characters than letters, digits, dots and dashes give way.
        file: a PNG, JPEG, WebP or GIF, known by its bytes: an SVG may carry scripts and is refused.

    Raises:
        DomainError: `image_too_large` (5 MB, 40 megapixels), `image_invalid`.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise DomainError("image_too_large", _("The picture is too large: at most 5 MB."), field="file")
    ending = _ending(ContentFile(content))
    key = get_valid_filename(name.rpartition("/")[2] or "picture")
    image = CourseImage.objects.filter(course=course, key=key).first() or CourseImage(course=course, key=key)
    old = image.file.name
    image.sha256 = hashlib.sha256(content).hexdigest()
    image.file.save(f"picture.{ending}", ContentFile(content), save=False)
    image.save()
    if old:
        storage = image.file.storage
        transaction.on_commit(lambda: storage.delete(old))
    return image


def _ending(file: "ContentFile[bytes]") -> str:
    """Return the ending that a picture's bytes deserve."""
    from PIL import Image  # noqa: PLC0415 -- by who uploads a picture, not by every start

    try:
        with Image.open(file, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise DomainError("image_too_large", _("The picture is too large: at most 40 megapixels."), field="file")
            picture.verify()
            return FORMATS[str(picture.format)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DomainError("image_invalid", _("Choose a PNG, JPEG, WebP or GIF picture."), field="file") from error
