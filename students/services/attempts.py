"""Sittings of quizzes and practice exams: the form is fixed at the start, the server's clock decides, every answer is saved at once."""

import datetime as dt
import random
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Lesson, Option, Question
from students.models import GRACE, Answer, Attempt, Enrollment
from students.scoring import is_right, passes, scaled_score, seats_by_weight
from students.selectors.access import may_learn
from students.services.enrolling import lock_enrollment, touch_lesson
from students.services.progressing import complete_lesson

_random = random.SystemRandom()


@transaction.atomic
def start_attempt(*, user: User, lesson: Lesson, missed_of: Attempt | None = None) -> Attempt:
    """Begin a sitting, or come back to the one that is open: a second tab joins the first.

    Questions are drawn from the pool by the weight of their domains, options are shuffled, and both stay so.

    Args:
        user: the student.
        lesson: a quiz or practice exam.
        missed_of: a submitted attempt of the same lesson: ask only what was wrong in it, without a clock.

    Raises:
        DomainError: `forbidden` without the right to learn; `not_assessed` for a lesson without questions; `nothing_missed`.
    """
    if not may_learn(user=user, course=lesson.course):
        raise DomainError("forbidden", _("You have no access to this lesson."))
    if not lesson.is_assessed or lesson.pool_id is None:
        raise DomainError("not_assessed", _("This lesson asks no questions."))
    touched, _progress = touch_lesson(user=user, lesson=lesson)
    enrollment = lock_enrollment(touched.pk)
    running = enrollment.attempts.filter(lesson=lesson, submitted_at__isnull=True).first()
    if running is not None:
        if not running.is_over(timezone.now()):
            return running
        _submit(running)
    questions = _missed(enrollment, missed_of) if missed_of else _drawn(lesson)
    if not questions:
        raise DomainError("nothing_missed" if missed_of else "not_assessed", _("There is nothing to ask."))
    form = _form(questions)
    number = (enrollment.attempts.filter(lesson=lesson).aggregate(last=Max("number"))["last"] or 0) + 1
    now = timezone.now()
    minutes = None if missed_of else lesson.time_limit_minutes
    attempt = Attempt.objects.create(
        enrollment=enrollment,
        lesson=lesson,
        number=number,
        form=form,
        is_missed_only=missed_of is not None,
        started_at=now,
        deadline_at=now + dt.timedelta(minutes=minutes) * (1 + enrollment.extra_time_percent / 100) if minutes else None,
        question_count=len(form),
    )
    Answer.objects.bulk_create(Answer(attempt=attempt, question_id=item["question"]) for item in form)
    return attempt


def save_answer(
    *,
    user: User,
    attempt_id: uuid.UUID,
    question_id: uuid.UUID,
    option_ids: Sequence[uuid.UUID],
    is_flagged: bool,
    seq: int | None = None,
) -> Answer:
    """Keep what is chosen now. The same or an older save again changes nothing.

    Args:
        user: the student.
        attempt_id: the attempt's public id.
        question_id: the question's public id.
        option_ids: the chosen options' public ids; none takes the answer back.
        is_flagged: whether the student wants to look at it again.
        seq: the client's counter, from 1: milliseconds of the server's clock, or ordinal. The highest save wins. None for a form
            without scripts, which always wins.

    Raises:
        DomainError: `bad_seq`; `not_found` for what is not part of the student's own attempt; `attempt_over` when it was submitted or
            its time is over (it is then submitted as it was); `too_many_options`.
    """
    if seq is not None and not 1 <= seq < 2**63:
        raise DomainError("bad_seq", _("Saves are counted from 1."), field="seq")
    with transaction.atomic():
        attempt = _own(user, attempt_id)
        _submit_if_over(attempt)
        if attempt.submitted_at is None:
            return _save(attempt, question_id, option_ids, is_flagged=is_flagged, seq=seq)
    raise DomainError("attempt_over", _("The exam is over. What you had answered by then counts."))


def _save(
    attempt: Attempt, question_id: uuid.UUID, option_ids: Sequence[uuid.UUID], *, is_flagged: bool, seq: int | None
) -> Answer:
    answer = attempt.answers.filter(question__public_id=question_id).first()
    item = next((item for item in attempt.form if answer and item["question"] == answer.question_id), None)
    if answer is None or item is None:
        raise DomainError("not_found", _("This question is not part of the exam."), field="question_id")
    chosen = list(Option.objects.filter(public_id__in=option_ids, pk__in=item["options"]).values_list("pk", flat=True))
    if len(chosen) != len(set(option_ids)):
        raise DomainError("not_found", _("This option is not part of the question."), field="option_ids")
    if len(chosen) > item["choose"]:
        message = ngettext("Choose one option.", "Choose %(count)d options.", item["choose"]) % {"count": item["choose"]}
        raise DomainError("too_many_options", message, field="option_ids")
    if seq is None or seq > answer.seq:
        answer.option_ids, answer.is_flagged, answer.seq = sorted(chosen), is_flagged, answer.seq + 1 if seq is None else seq
        answer.save(update_fields=["option_ids", "is_flagged", "seq", "saved_at"])
    return answer


@transaction.atomic
def submit_attempt(*, user: User, attempt_id: uuid.UUID) -> Attempt:
    """End a sitting and score it; again changes nothing. Passing completes the lesson.

    Raises:
        DomainError: `not_found` for an attempt that is not the student's own.
    """
    attempt = _own(user, attempt_id)
    if attempt.submitted_at is None:
        _submit(attempt)
    return attempt


@transaction.atomic
def submit_if_over(*, user: User, attempt_id: uuid.UUID) -> Attempt:
    """Return a student's own attempt, submitted as it was when its time is over: whoever looks at it next ends it.

    Raises:
        DomainError: `not_found` for an attempt that is not the student's own.
    """
    attempt = _own(user, attempt_id)
    _submit_if_over(attempt)
    return attempt


def submit_overdue(limit: int = 200) -> int:
    """Submit the sittings whose time is over, as they were; return how many."""
    over = Attempt.objects.filter(submitted_at__isnull=True, deadline_at__lt=timezone.now() - GRACE)
    submitted = 0
    for pk, enrollment in list(over.values_list("pk", "enrollment_id")[:limit]):
        with transaction.atomic():
            lock_enrollment(enrollment)
            attempt = over.select_related("lesson__course__instructor", "enrollment__user").filter(pk=pk).first()
            if attempt is not None:
                _submit(attempt)
                submitted += 1
    return submitted


def _own(user: User, attempt_id: uuid.UUID) -> Attempt:
    """Return the student's own attempt, locked by its enrolment until the transaction ends.

    Raises:
        DomainError: `not_found`.
    """
    attempts = Attempt.objects.filter(public_id=attempt_id, enrollment__user=user)
    enrollment = attempts.values_list("enrollment_id", flat=True).first()
    if enrollment is None:
        raise DomainError("not_found", _("There is no such attempt."))
    lock_enrollment(enrollment)
    return attempts.select_related("lesson__course__instructor", "enrollment__user").get()


def _submit_if_over(attempt: Attempt) -> None:
    if attempt.submitted_at is None and attempt.is_over(timezone.now()):
        _submit(attempt)


def _submit(attempt: Attempt) -> None:
    """Score a locked attempt. Its end is the deadline when that has passed."""
    correct: dict[int, list[int]] = defaultdict(list)
    questions = [item["question"] for item in attempt.form]
    for question, option in Option.objects.filter(question__in=questions, is_correct=True).values_list("question_id", "pk"):
        correct[question].append(option)
    answers = list(attempt.answers.all())
    for answer in answers:
        answer.is_correct = is_right(chosen=answer.option_ids, correct=correct[answer.question_id])
    Answer.objects.bulk_update(answers, ["is_correct"])
    right = sum(1 for answer in answers if answer.is_correct)
    mark = attempt.lesson.pass_mark_percent
    now = timezone.now()
    attempt.submitted_at = min(now, attempt.deadline_at) if attempt.deadline_at else now
    attempt.correct_count = right
    attempt.scaled_score = scaled_score(correct=right, total=attempt.question_count, pass_mark_percent=mark)
    attempt.passed = not attempt.is_missed_only and passes(correct=right, total=attempt.question_count, pass_mark_percent=mark)
    attempt.save(update_fields=["submitted_at", "correct_count", "scaled_score", "passed"])
    if attempt.passed and may_learn(user=attempt.enrollment.user, course=attempt.lesson.course):
        complete_lesson(user=attempt.enrollment.user, lesson=attempt.lesson)


def _missed(enrollment: Enrollment, attempt: Attempt) -> list[int]:
    """Return the questions that were wrong in a submitted attempt of the same student; none for another's."""
    wrong = Answer.objects.filter(
        attempt=attempt, attempt__enrollment=enrollment, attempt__submitted_at__isnull=False, is_correct=False
    )
    return list(wrong.order_by("pk").values_list("question_id", flat=True))


def _drawn(lesson: Lesson) -> list[int]:
    """Return the questions of a new form, drawn by the weight of their domains when the pool has more than are asked."""
    rows = list(
        Question.objects.filter(pool_id=lesson.pool_id).values_list(
            "pk", "task_statement__domain_id", "task_statement__domain__weight_percent"
        )
    )
    if not lesson.question_count or lesson.question_count >= len(rows):
        return [pk for pk, _domain, _weight in rows]
    by_domain: dict[int | None, list[int]] = defaultdict(list)
    weights: dict[int | None, int] = {}
    for pk, domain, weight in rows:
        by_domain[domain].append(pk)
        weights[domain] = weight or 0
    available = {domain: len(pks) for domain, pks in by_domain.items()}
    seats = seats_by_weight(wanted=lesson.question_count, weights=weights, available=available)
    return [pk for domain, count in seats.items() for pk in _random.sample(by_domain[domain], count)]


def _form(questions: list[int]) -> list[dict[str, Any]]:
    """Return the form of these questions: shuffled, with shuffled options and how many to choose."""
    options: dict[int, list[int]] = defaultdict(list)
    for question, option in Option.objects.filter(question__in=questions).values_list("question_id", "pk"):
        options[question].append(option)
    right = Question.objects.filter(pk__in=questions).annotate(right=Count("options", filter=Q(options__is_correct=True)))
    choose = dict(right.values_list("pk", "right"))
    shuffled = _random.sample(questions, len(questions))
    return [
        {"question": pk, "options": _random.sample(options[pk], len(options[pk])), "choose": max(choose.get(pk, 1), 1)}
        for pk in shuffled
    ]
