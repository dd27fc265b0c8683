"""The pictures of courses: covers, and those inside the texts.

What a file is, its bytes tell; anything but a PNG, JPEG, GIF or WebP is not sent, whatever its name and however it came in. Pictures of
a published course are for everyone, those of a draft for its authors.
"""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from acg.shared.files import direct_address
from acg.shared.pictures import picture_type
from courses.models import Course, CourseImage

SECONDS_FRESH = 3600


@require_safe
def picture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a picture of a course's text; 404 when there is none that the asker may see."""
    visible = Course.objects.visible_to(request.user)
    image = CourseImage.objects.select_related("course").filter(public_id=public_id, course__in=visible).first()
    if image is None:
        raise Http404
    return _sent(request, image.file, is_public=image.course.is_published)


@require_safe
def cover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a course's cover; 404 when it has none or the asker may not see the course."""
    course = Course.objects.visible_to(request.user).filter(public_id=public_id).first()
    if course is None or not course.cover:
        raise Http404
    return _sent(request, course.cover, is_public=course.is_published)


def _sent(request: HttpRequest, file: FieldFile, *, is_public: bool) -> HttpResponse:
    if address := direct_address(file, seconds=2 * SECONDS_FRESH):
        response: HttpResponse = HttpResponseRedirect(address)
        response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}" if is_public else "private, no-store"
        return response
    etag = f'"{str(file.name).rpartition("/")[2]}"'  # a stored file never changes: another content gets another name
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        try:
            with file.open("rb") as stored:
                data = stored.read()
        except FileNotFoundError:
            raise Http404 from None
        kind = picture_type(data)
        if not kind:
            raise Http404
        response = HttpResponse(data, content_type=kind)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Disposition"] = "inline"
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}" if is_public else "private, no-store"
    return response
