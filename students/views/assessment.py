"""Quizzes and practice exams: start, one question a page, submit, result."""

import json
import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acg.shared.errors import DomainError
from acg.users.models import User
from students.models import Attempt
from students.selectors import assessment_of, own_attempt, result_of, running_form
from students.services import save_answer, start_attempt, submit_attempt, submit_if_over
from students.views.lesson import closed, found_lesson

LARGEST_SEQ = 2**53  # the largest whole number that a script can count to
SHOWN = ("all", "missed", "flagged")


def _own(request: HttpRequest, attempt: uuid.UUID) -> Attempt:
    """Return the viewer's own attempt, handed in when its time has run out; anybody else's is not found."""
    user = cast("User", request.user)
    found = own_attempt(user=user, attempt_id=attempt)
    if found is None:
        raise Http404
    if found.submitted_at is None and found.is_over(timezone.now()):
        return submit_if_over(user=user, attempt_id=attempt)
    return found


@require_POST
@login_required
def start(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Begin, or go on with what is open; `missed` names an attempt whose wrong answers are asked again."""
    found = found_lesson(course, lesson)
    missed = request.POST.get("missed", "")
    try:
        missed_of = _own(request, uuid.UUID(missed)) if missed else None
        attempt = start_attempt(user=cast("User", request.user), lesson=found, missed_of=missed_of)
    except ValueError:
        raise Http404 from None
    except DomainError as error:
        if error.code == "forbidden":
            return closed(request, found)
        messages.error(request, error.message)
        return redirect("students:lesson", course=course, lesson=lesson)
    return redirect("students:attempt", attempt=attempt.public_id)


@require_safe
@never_cache
@login_required
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Go to the first question without an answer, or to the result."""
    found = _own(request, attempt)
    if found.submitted_at is not None:
        return redirect("students:result", attempt=attempt)
    number = next((question.number for question in running_form(attempt=found) if not question.is_answered), 1)
    return redirect("students:question", attempt=attempt, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def question(request: HttpRequest, attempt: uuid.UUID, number: int) -> HttpResponse:
    """Show a question; a post keeps its answer and goes where its button says."""
    found = _own(request, attempt)
    if found.submitted_at is not None:
        return redirect("students:result", attempt=attempt)
    form = running_form(attempt=found)
    if not 1 <= number <= len(form):
        raise Http404
    error: DomainError | None = None
    if request.method == "POST":
        try:
            _save(request, found, form[number - 1].public_id, request.POST.getlist("options"), request.POST)
        except DomainError as refusal:
            if refusal.code == "attempt_over":
                messages.info(request, refusal.message)
                return redirect("students:result", attempt=attempt)
            error = refusal
        else:
            return _onwards(request, attempt, number, len(form))
    context: dict[str, Any] = {
        "attempt": found,
        "lesson": found.lesson,
        "course": found.lesson.course,
        "form": form,
        "question": form[number - 1],
        "now": timezone.now(),
        "error": error,
        "answered_count": sum(question.is_answered for question in form),
    }
    return render(request, "students/question.html", context, status=422 if error else 200)


def _onwards(request: HttpRequest, attempt: uuid.UUID, number: int, last: int) -> HttpResponse:
    step = request.POST.get("go", "next")
    target = number + {"next": 1, "previous": -1}.get(step, 0)
    if step == "review" or target > last:
        return redirect("students:submit", attempt=attempt)
    return redirect("students:question", attempt=attempt, number=max(target, 1))


def _save(request: HttpRequest, attempt: Attempt, question_id: uuid.UUID, options: list[str], fields: Any) -> None:
    """Keep an answer of a form or of the script.

    Raises:
        DomainError: `bad_input`, and what `save_answer` refuses.
    """
    try:
        chosen = [uuid.UUID(option) for option in options]
        seq = fields.get("seq")
        counter = int(seq) if seq not in {None, ""} else None
    except (TypeError, ValueError, AttributeError):
        counter = -1
    if counter is not None and not 0 <= counter < LARGEST_SEQ:
        raise DomainError("bad_input", _("This answer could not be read. Choose again."))
    save_answer(
        user=cast("User", request.user),
        attempt_id=attempt.public_id,
        question_id=question_id,
        option_ids=chosen,
        is_flagged=bool(fields.get("flagged")),
        seq=counter,
    )


@require_POST
@login_required
def save(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    """Keep an answer that the page's script sends as JSON: {question, options, flagged, seq}; again changes nothing.

    Answers 200 {"saved": seq}, 400 for what no page sends, 409 with where to go when the exam is over, 422 for what the question
    does not take; errors are {"code", "message"}.
    """
    found = _own(request, attempt)
    try:
        fields = json.loads(request.body)
        question_id, options = uuid.UUID(fields["question"]), list(fields["options"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"code": "bad_input", "message": _("This answer could not be read. Choose again.")}, status=400)
    try:
        _save(request, found, question_id, options, fields)
    except DomainError as error:
        answer = {"code": error.code, "message": error.message}
        if error.code == "attempt_over":
            return JsonResponse(answer | {"next": f"/learn/attempts/{attempt}/result/"}, status=409)
        return JsonResponse(answer, status=422)
    return JsonResponse({"saved": fields.get("seq")})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def submit(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Ask whether to hand in, naming what has no answer; a post hands in."""
    found = _own(request, attempt)
    if request.method == "POST":
        submit_attempt(user=cast("User", request.user), attempt_id=attempt)
    if request.method == "POST" or found.submitted_at is not None:
        return redirect("students:result", attempt=attempt)
    form = running_form(attempt=found)
    context = {
        "attempt": found,
        "lesson": found.lesson,
        "course": found.lesson.course,
        "form": form,
        "now": timezone.now(),
        "unanswered": [question for question in form if not question.is_answered],
        "flagged": [question for question in form if question.is_flagged],
    }
    return render(request, "students/submit.html", context)


@require_safe
@never_cache
@login_required
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Show how a submitted attempt went; `show` filters the questions: all, missed or flagged."""
    found = _own(request, attempt)
    if found.submitted_at is None:
        return redirect("students:attempt", attempt=attempt)
    outcome = result_of(attempt=found)
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    questions = {
        "all": outcome.questions,
        "missed": tuple(question for question in outcome.questions if not question.is_correct),
        "flagged": tuple(question for question in outcome.questions if question.is_flagged),
    }
    context = {
        "attempt": found,
        "lesson": found.lesson,
        "course": found.lesson.course,
        "result": outcome,
        "show": show,
        "questions": questions[show],
        "counts": {name: len(rows) for name, rows in questions.items()},
        "assessment": assessment_of(user=cast("User", request.user), lesson=found.lesson),
    }
    return render(request, "students/result.html", context)
