"""What a student sees of an exam before it and while it runs: never which options are right, never an explanation."""

import uuid

from django.db.models import QuerySet

from acg.shared.values import frozen
from acg.users.models import User
from courses.models import Lesson, Option, Question
from students.models import Answer, Attempt, Enrollment


@frozen
class FormOption:
    """An option as it is offered; its letter stays the same in the result."""

    public_id: uuid.UUID
    text_html: str
    is_chosen: bool
    letter: str


@frozen
class FormQuestion:
    """A question of a running attempt.

    Args:
        number: its place in the form, from 1.
        choose: how many options to choose.
        seq: the counter of the last save, which the next one must exceed.
    """

    number: int
    public_id: uuid.UUID
    stem_html: str
    choose: int
    options: tuple[FormOption, ...]
    is_flagged: bool
    seq: int

    @property
    def is_answered(self) -> bool:
        """Whether anything is chosen."""
        return any(option.is_chosen for option in self.options)


def running_form(*, attempt: Attempt) -> list[FormQuestion]:
    """Return the questions of an attempt in their order, with what was chosen so far.

    Three statements, however long the form; none of them reads which options are right, nor an explanation.
    """
    keys = [item["question"] for item in attempt.form]
    questions = {row[0]: row for row in Question.objects.filter(pk__in=keys).values_list("pk", "public_id", "stem_html")}
    options = {row[0]: row for row in Option.objects.filter(question__in=keys).values_list("pk", "public_id", "text_html")}
    answers = {row[0]: row for row in attempt.answers.values_list("question_id", "option_ids", "is_flagged", "seq")}
    form = []
    for number, item in enumerate(attempt.form, start=1):
        _, public_id, stem = questions[item["question"]]
        _, chosen, is_flagged, seq = answers[item["question"]]
        there = [pk for pk in item["options"] if pk in options]
        offered = tuple(FormOption(*options[pk][1:], pk in chosen, letter(place)) for place, pk in enumerate(there))
        form.append(FormQuestion(number, public_id, stem, item["choose"], offered, is_flagged, seq))
    return form


def letter(place: int) -> str:
    """Return the letter of an option by its place in the form, from 0."""
    return chr(ord("A") + place)


def own_attempt(*, user: User, attempt_id: uuid.UUID) -> Attempt | None:
    """Return a student's own attempt with its lesson and course, or None: another's looks like one that does not exist."""
    attempts = Attempt.objects.select_related("lesson__course", "enrollment__user", "enrollment__course")
    return attempts.filter(public_id=attempt_id, enrollment__user=user).first()


def attempt_history(*, user: User, lesson: Lesson) -> QuerySet[Attempt]:
    """Return a student's attempts at a lesson, newest first."""
    return Attempt.objects.filter(enrollment__user=user, lesson=lesson).order_by("-number")


@frozen
class Assessment:
    """What a student sees before a quiz or practice exam.

    Args:
        question_count: how many questions it asks; 0 when it cannot be sat yet.
        minutes: how long one has, extra time included; None without a limit.
        running: the attempt that is open, if any.
        answered_count: how many questions of the running attempt have an answer.
        history: the submitted attempts, newest first.
    """

    question_count: int
    minutes: int | None
    running: Attempt | None
    answered_count: int
    history: tuple[Attempt, ...]


def assessment_of(*, user: User, lesson: Lesson) -> Assessment:
    """Return what a student sees before a quiz or practice exam; three statements, and one when an attempt is open."""
    there = Question.objects.filter(pool_id=lesson.pool_id).count() if lesson.pool_id else 0
    extra = Enrollment.objects.filter(user=user, course=lesson.course_id).values_list("extra_time_percent", flat=True).first() or 0
    attempts = list(attempt_history(user=user, lesson=lesson).defer("form"))
    running = next((attempt for attempt in attempts if attempt.submitted_at is None), None)
    return Assessment(
        question_count=min(lesson.question_count or there, there),
        minutes=lesson.time_limit_minutes * (100 + extra) // 100 if lesson.time_limit_minutes else None,
        running=running,
        answered_count=Answer.objects.filter(attempt=running).exclude(option_ids=[]).count() if running else 0,
        history=tuple(attempt for attempt in attempts if attempt.submitted_at is not None),
    )
