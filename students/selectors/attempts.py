"""What a student sees of an exam: while it runs, never which options are right; afterwards everything."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from acg.users.models import User
from courses.models import Lesson, Option, Question
from students.models import Answer, Attempt


@dataclass(frozen=True, slots=True)
class FormOption:
    """An option as it is offered."""

    public_id: uuid.UUID
    text_html: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
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
        offered = tuple(FormOption(options[pk][1], options[pk][2], pk in chosen) for pk in item["options"] if pk in options)
        form.append(FormQuestion(number, public_id, stem, item["choose"], offered, is_flagged, seq))
    return form


def own_attempt(*, user: User, attempt_id: uuid.UUID) -> Attempt | None:
    """Return a student's own attempt with its lesson and course, or None: another's looks like one that does not exist."""
    attempts = Attempt.objects.select_related("lesson__course", "enrollment__user", "enrollment__course")
    return attempts.filter(public_id=attempt_id, enrollment__user=user).first()


def attempt_history(*, user: User, lesson: Lesson) -> QuerySet[Attempt]:
    """Return a student's attempts at a lesson, newest first."""
    return Attempt.objects.filter(enrollment__user=user, lesson=lesson).order_by("-number")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a student sees before a quiz or practice exam.

    Args:
        question_count: how many questions it asks.
        running: the attempt that is open, if any.
        history: the submitted attempts, newest first.
    """

    question_count: int
    running: Attempt | None
    history: tuple[Attempt, ...]


def assessment_of(*, user: User, lesson: Lesson) -> Assessment:
    """Return what a student sees before a quiz or practice exam; two statements."""
    there = Question.objects.filter(pool_id=lesson.pool_id).count()
    attempts = list(attempt_history(user=user, lesson=lesson).defer("form"))
    running = next((attempt for attempt in attempts if attempt.submitted_at is None), None)
    history = tuple(attempt for attempt in attempts if attempt.submitted_at is not None)
    return Assessment(min(lesson.question_count or there, there), running, history)


@dataclass(frozen=True, slots=True)
class ReviewedOption:
    """An option after the end: whether it was chosen, whether it is right, and why."""

    letter: str
    text_html: str
    explanation_html: str
    is_chosen: bool
    is_correct: bool


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """A question after the end, with the lesson and second that teach it when somebody tagged them."""

    number: int
    public_id: uuid.UUID
    stem_html: str
    explanation_html: str
    options: tuple[ReviewedOption, ...]
    is_correct: bool
    is_flagged: bool
    lesson_slug: str
    lesson_title: str
    lesson_second: int


@dataclass(frozen=True, slots=True)
class DomainResult:
    """A domain's share of a result."""

    name: str
    correct: int
    total: int

    @property
    def percent(self) -> int:
        """Right answers in per cent, rounded to the nearest."""
        return round(100 * self.correct / self.total)


@dataclass(frozen=True, slots=True)
class StudyLesson:
    """A lesson that teaches something that was missed."""

    slug: str
    title: str
    duration_seconds: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a submitted attempt says.

    Args:
        domains: in the exam's order; empty when no question is tagged.
        weakest: the domain with the smallest share, if any is below the lesson's pass mark.
        to_study: lessons of the course that teach what was missed in the weakest domain (or anywhere, without domains).
    """

    attempt: Attempt
    questions: tuple[ReviewedQuestion, ...]
    domains: tuple[DomainResult, ...]
    weakest: DomainResult | None
    to_study: tuple[StudyLesson, ...]
    submitted_at: datetime
    minutes: int

    @property
    def study_minutes(self) -> int:
        """How long the lessons to study take, in minutes, rounded up."""
        return -(-sum(lesson.duration_seconds for lesson in self.to_study) // 60)


def result_of(*, attempt: Attempt) -> Result:
    """Return the result of a submitted attempt; the number of statements does not depend on the form's length.

    Raises:
        ValueError: the attempt is still running: its answers stay on the server.
    """
    if attempt.submitted_at is None:
        raise ValueError("the attempt is still running")
    keys = [item["question"] for item in attempt.form]
    answers = {answer.question_id: answer for answer in attempt.answers.all()}
    rows = Question.objects.filter(pk__in=keys).select_related("task_statement__domain", "lesson").prefetch_related("options")
    questions = {question.pk: question for question in rows}
    reviewed = tuple(
        _reviewed(number, questions[item["question"]], item["options"], answers[item["question"]])
        for number, item in enumerate(attempt.form, start=1)
    )
    domains = _domains(questions, answers)
    below = [domain for domain in domains if domain.percent < attempt.lesson.pass_mark_percent]
    weakest = min(below, key=lambda domain: domain.percent, default=None)
    missed = [
        question
        for question in questions.values()
        if not answers[question.pk].is_correct
        and (weakest is None or (question.task_statement is not None and question.task_statement.domain.name == weakest.name))
    ]
    return Result(
        attempt=attempt,
        questions=reviewed,
        domains=domains,
        weakest=weakest,
        to_study=_to_study(attempt, missed),
        submitted_at=attempt.submitted_at,
        minutes=max(round((attempt.submitted_at - attempt.started_at).total_seconds() / 60), 1),
    )


def _reviewed(number: int, question: Question, order: list[int], answer: Answer) -> ReviewedQuestion:
    by_key = {option.pk: option for option in question.options.all()}
    options = tuple(
        ReviewedOption(
            letter=chr(ord("A") + place),
            text_html=by_key[pk].text_html,
            explanation_html=by_key[pk].explanation_html,
            is_chosen=pk in answer.option_ids,
            is_correct=by_key[pk].is_correct,
        )
        for place, pk in enumerate(pk for pk in order if pk in by_key)
    )
    return ReviewedQuestion(
        number=number,
        public_id=question.public_id,
        stem_html=question.stem_html,
        explanation_html=question.explanation_html,
        options=options,
        is_correct=bool(answer.is_correct),
        is_flagged=answer.is_flagged,
        lesson_slug=question.lesson.slug if question.lesson else "",
        lesson_title=question.lesson.title if question.lesson else "",
        lesson_second=question.lesson_second or 0,
    )


def _domains(questions: dict[int, Question], answers: dict[int, Answer]) -> tuple[DomainResult, ...]:
    """Return the result by domain in the exam's order; questions without one are left out."""
    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for pk, question in questions.items():
        if question.task_statement is not None:
            domain = question.task_statement.domain
            counts[domain.position, domain.name][0] += bool(answers[pk].is_correct)
            counts[domain.position, domain.name][1] += 1
    return tuple(DomainResult(name, correct, total) for (_, name), (correct, total) in sorted(counts.items()))


def _to_study(attempt: Attempt, missed: list[Question]) -> tuple[StudyLesson, ...]:
    """Return the lessons that teach the missed questions: those named by a question, and those tagged to its task statement."""
    statements = {question.task_statement_id for question in missed if question.task_statement_id is not None}
    named = {question.lesson_id for question in missed if question.lesson_id is not None}
    tagged = Lesson.objects.filter(course_id=attempt.lesson.course_id, task_statements__in=statements).exclude(pk=attempt.lesson_id)
    pks = named | set(tagged.exclude(kind__in=("quiz", "exam")).values_list("pk", flat=True))
    lessons = Lesson.objects.filter(pk__in=pks).order_by("section__position", "position")
    return tuple(StudyLesson(*row) for row in lessons.values_list("slug", "title", "duration_seconds"))
