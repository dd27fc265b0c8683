"""Quizzes and practice exams: start, one question a page, submit, result."""

import datetime as dt
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
from students.models import Answer, Attempt
from students.selectors import assessment_of, own_attempt, result_of, running_form
from students.selectors.attempts import FormQuestion
from students.services import save_answer, start_attempt, submit_attempt, submit_if_over
from students.views.lesson import closed, found_lesson

LARGEST_SEQ = 2**53  # the largest whole number that a script can count to


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
    """Show a question; a post keeps its answer and goes where its button says.

    The page holds all questions, so that its script can go from one to the other without a connection.
    """
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
    context = _context(found, form) | {"question": form[number - 1], "error": error}
    return render(request, "students/attempt.html", context, status=422 if error else 200)


def _context(attempt: Attempt, form: list[FormQuestion]) -> dict[str, Any]:
    answered = sum(question.is_answered for question in form)
    return {
        "attempt": attempt,
        "lesson": attempt.lesson,
        "course": attempt.lesson.course,
        "form": form,
        "now": timezone.now(),
        "answered_count": answered,
        "open_count": len(form) - answered,
        "flagged_count": sum(question.is_flagged for question in form),
    }


def _onwards(request: HttpRequest, attempt: uuid.UUID, number: int, last: int) -> HttpResponse:
    step = request.POST.get("go", "next")
    steps = {"next": number + 1, "previous": number - 1}
    target = steps.get(step, int(step) if step.isascii() and step.isdigit() else number)
    if step == "review" or target > last:
        return redirect("students:submit", attempt=attempt)
    return redirect("students:question", attempt=attempt, number=max(target, 1))


def _save(request: HttpRequest, attempt: Attempt, question_id: uuid.UUID, options: list[str], fields: Any) -> Answer:
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
    return save_answer(
        user=cast("User", request.user),
        attempt_id=attempt.public_id,
        question_id=question_id,
        option_ids=chosen,
        is_flagged=bool(fields.get("flagged")),
        seq=counter,
    )


@require_http_methods(["GET", "POST"])
@never_cache
def answers(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    """Tell the page's script what is kept, or keep what it sends: {question, options, flagged, seq}; again changes nothing.

    A post answers 200 {"saved": seq}, the counter of what is kept now: a higher one than was sent means that another tab was later.
    Errors are {"code", "message"}: 400 for what no page sends, 401 without a session (the script keeps its answers), 404, 409 when the
    exam is over, 422 for what the question does not take.
    """
    if not isinstance(request.user, User):
        return _refusal(401, "unauthenticated", _("Sign in again. Your answers are kept until then."))
    try:
        found = _own(request, attempt)
    except Http404:
        return _refusal(404, "not_found", _("There is no such attempt."))
    if found.submitted_at is not None:
        return _refusal(409, "attempt_over", _("The exam is over. What you had answered by then counts."))
    return JsonResponse(_kept(found)) if request.method == "GET" else _keep(request, found)


def _keep(request: HttpRequest, attempt: Attempt) -> JsonResponse:
    try:
        fields = json.loads(request.body)
        question_id, options = uuid.UUID(fields["question"]), list(fields["options"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return _refusal(400, "bad_input", _("This answer could not be read. Choose again."))
    try:
        kept = _save(request, attempt, question_id, options, fields)
    except DomainError as error:
        return _refusal(409 if error.code == "attempt_over" else 422, error.code, error.message)
    return JsonResponse({"saved": kept.seq})


def _refusal(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


def _kept(attempt: Attempt) -> dict[str, Any]:
    """Return what is kept of a running attempt, and the milliseconds until its end (None without one)."""
    left = max(attempt.deadline_at - timezone.now(), dt.timedelta(0)) if attempt.deadline_at else None
    rows = [
        {
            "question": str(question.public_id),
            "options": [str(option.public_id) for option in question.options if option.is_chosen],
            "flagged": question.is_flagged,
            "seq": question.seq,
        }
        for question in running_form(attempt=attempt)
    ]
    return {"left_ms": left // dt.timedelta(milliseconds=1) if left is not None else None, "answers": rows}


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
    return render(request, "students/handing_in.html", _context(found, running_form(attempt=found)))


@require_safe
@never_cache
@login_required
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Show how a submitted attempt went; `show` filters the questions: missed (unless nothing was), flagged or all."""
    found = _own(request, attempt)
    if found.submitted_at is None:
        return redirect("students:attempt", attempt=attempt)
    outcome = result_of(attempt=found)
    questions = {
        "all": outcome.questions,
        "missed": tuple(question for question in outcome.questions if not question.is_correct),
        "flagged": tuple(question for question in outcome.questions if question.is_flagged),
    }
    show = request.GET.get("show", "")
    if show not in questions:
        show = "missed" if questions["missed"] else "all"
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
