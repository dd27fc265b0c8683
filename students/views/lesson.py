"""A lesson: read, watched, marked as done; its files."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from acg.shared.errors import DomainError
from acg.shared.files import download_address
from acg.users.models import User
from courses.models import Lesson, LessonResource
from students.selectors import assessment_of, lesson_by_slugs, lesson_page, may_open, teaches
from students.services import complete_lesson, touch_lesson
from students.services.progressing import INTERVAL_SECONDS

RESOURCE_SECONDS = 300


def found_lesson(course: str, lesson: str) -> Lesson:
    """Return the lesson at an address.

    Raises:
        Http404: there is none.
    """
    found = lesson_by_slugs(course=course, lesson=lesson)
    if found is None:
        raise Http404
    return found


def closed(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """Say kindly what the lesson is part of and how to get it: 403; 404 when the course is not public."""
    if not lesson.course.is_published:
        raise Http404
    return render(request, "students/closed.html", {"lesson": lesson, "course": lesson.course}, status=403)


@require_safe
@never_cache
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Show a lesson to whoever may open it; a student takes part from the first one that they open."""
    found = found_lesson(course, lesson)
    page = lesson_page(lesson=found, viewer=request.user)
    if page is None:
        return closed(request, found)
    is_draft = not found.course.is_published and teaches(user=request.user, course=found.course)
    if page.may_learn and request.method == "GET" and not is_draft:  # whoever looks at a draft takes no part
        touch_lesson(user=cast("User", request.user), lesson=found)
    context: dict[str, Any] = {"page": page, "lesson": found, "course": found.course, "interval": INTERVAL_SECONDS}
    context["is_draft"] = is_draft
    if found.is_assessed and page.may_learn:
        context["assessment"] = assessment_of(user=cast("User", request.user), lesson=found)
    return render(request, "students/lesson.html", context)


@require_POST
@login_required
def complete(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Mark a lesson as done; go on to the next when the button says so."""
    found = found_lesson(course, lesson)
    try:
        progress = complete_lesson(user=cast("User", request.user), lesson=found)
    except DomainError as error:
        if error.code == "forbidden":
            return closed(request, found)
        messages.error(request, error.message)
        return redirect("students:lesson", course=course, lesson=lesson)
    following = Lesson.objects.filter(course=found.course, slug=request.POST.get("next", "")).values_list("slug", flat=True).first()
    if progress.enrollment.completed_at is not None and not following:
        messages.success(request, _("You have completed every lesson of this course."))
    return redirect("students:lesson", course=course, lesson=following or lesson)


@require_safe
def resource(request: HttpRequest, course: str, lesson: str, public_id: UUID) -> HttpResponseBase:
    """Send a lesson's file to whoever may open the lesson, always as a download."""
    found = found_lesson(course, lesson)
    if not may_open(user=request.user, lesson=found):
        return closed(request, found)
    row = LessonResource.objects.filter(lesson=found, public_id=public_id).exclude(file="").first()
    if row is None:
        raise Http404
    ending = str(row.file.name).rpartition(".")[2]
    filename = f"{slugify(row.title) or 'file'}.{ending}"
    if address := download_address(row.file, filename=filename, seconds=RESOURCE_SECONDS):
        away = HttpResponseRedirect(address)
        away["Cache-Control"] = "private, no-store"
        return away
    try:
        opened = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=True, filename=filename)
    response["Cache-Control"] = "private, no-store"
    return response
