"""Sections and lessons in their order: dragged, or moved by buttons, which also serve the keyboard."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, IntegerField, Prefetch, Value
from django.db.models.functions import Ceil
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.models import Course, Lesson, LessonKind, Section
from courses.services import move_lesson, move_section, reorder_lessons, reorder_sections, save_section

ICONS = {
    LessonKind.VIDEO: "play_circle",
    LessonKind.ARTICLE: "article",
    LessonKind.QUIZ: "quiz",
    LessonKind.EXAM: "assignment",
}


def curriculum(request: HttpRequest, *, course: Course) -> dict[str, Any] | HttpResponse:
    """Return what the page shows, in two queries whatever the course's length; a posted `title` adds a section."""
    address = reverse("admin:courses_course_curriculum", args=[course.pk])
    if request.method == "POST":
        section = save_section(section=Section(course=course, title=request.POST.get("title", "").strip()[:200]))
        return HttpResponseRedirect(f"{address}#section-{section.public_id}")
    minutes = Ceil(F("duration_seconds") / Value(60.0), output_field=IntegerField())
    lessons = Lesson.objects.order_by("position").defer("body", "body_html", "search").annotate(minutes=minutes)
    sections = course.sections.order_by("position").prefetch_related(Prefetch("lessons", lessons))
    return {"sections": sections, "kinds": [(kind, kind.label, ICONS[kind]) for kind in LessonKind], "icons": ICONS}


def arrange(request: HttpRequest, *, course: Course) -> HttpResponse:
    """Change the order, by what is posted, and answer a script with 204 or 409, a form with the page.

    * `sections`: the public id of every section, in order.
    * `section` and `lessons`: a section's public id and those of the lessons it holds afterwards, in order.
    * `move`: one step, as `up:lesson:<public id>` or `down:section:<public id>`.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    is_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        _arrange(request, course)
    except DomainError as error:
        if is_script:
            return JsonResponse({"code": error.code, "message": error.message}, status=409)
        messages.error(request, error.message)
    if is_script:
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("admin:courses_course_curriculum", args=[course.pk]))


def _arrange(request: HttpRequest, course: Course) -> None:
    posted = request.POST
    if "move" in posted:
        _move(course, posted["move"])
    elif "section" in posted:
        section = _row(course.sections.select_related("course"), posted["section"])
        reorder_lessons(section=section, lesson_ids=_uuids(posted.getlist("lessons")))
    else:
        reorder_sections(course=course, section_ids=_uuids(posted.getlist("sections")))


def _move(course: Course, step: str) -> None:
    way, _colon, rest = step.partition(":")
    kind, _colon, public_id = rest.partition(":")
    if kind == "lesson":
        move_lesson(lesson=_row(course.lessons.select_related("section__course"), public_id), up=way == "up")
    else:
        move_section(section=_row(course.sections.select_related("course"), public_id), up=way == "up")


def _row(rows: Any, public_id: str) -> Any:
    return get_object_or_404(rows, public_id=_uuids([public_id])[0])


def _uuids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise DomainError("id_invalid", _("The page is out of date. Reload it and try again.")) from None
