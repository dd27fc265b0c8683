"""How Markdown will look, drawn as it will be stored."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from courses.models import Course
from courses.services import render

MAX_CHARACTERS = 500_000


def render_markdown(request: HttpRequest, *, course: Course | None) -> HttpResponse:
    """Return the posted `text` as sanitised HTML, with the course's pictures.

    Args:
        request: by someone who may author; for a course, by someone who may change it.
        course: whose pictures the text may show.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    text = request.POST.get("text", "")
    if len(text) > MAX_CHARACTERS:
        return HttpResponse(_("The text is too long to show here."), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(render(text, course=course))
