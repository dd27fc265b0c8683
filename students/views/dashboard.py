"""The student's own pages: the dashboard, and the way back into a course."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from acg.users.models import User
from students.selectors import dashboard as dashboard_of
from students.selectors import place_in_course


@require_safe
@never_cache
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show where to go on, what is the student's, and why."""
    return render(request, "students/dashboard.html", {"page": dashboard_of(user=cast("User", request.user))})


@require_safe
@never_cache
def course(request: HttpRequest, course: str) -> HttpResponse:
    """Lead to the lesson where the viewer left the course, or to its first."""
    slug = place_in_course(viewer=request.user, course=course)
    if not slug:
        raise Http404
    return redirect("students:lesson", course=course, lesson=slug)
