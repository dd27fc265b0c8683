"""What a submitted attempt says: the score by domain, what to study, and why each option is right or wrong."""

import uuid
from collections import defaultdict
from datetime import datetime

from acg.shared.values import frozen
from courses.models import Lesson, Question
from students.models import Answer, Attempt
from students.selectors.attempts import letter


@frozen
class ReviewedOption:
    """An option after the end: whether it was chosen, whether it is right, and why."""

    letter: str
    text_html: str
    explanation_html: str
    is_chosen: bool
    is_correct: bool


@frozen
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

    @property
    def chosen_letters(self) -> str:
        """The letters that were chosen, as one says them: "A, C"; empty when the question was left open."""
        return ", ".join(option.letter for option in self.options if option.is_chosen)


@frozen
class DomainResult:
    """A domain's share of a result."""

    name: str
    correct: int
    total: int

    @property
    def percent(self) -> int:
        """Right answers in per cent, rounded down: what reads as the mark has reached it."""
        return 100 * self.correct // self.total


@frozen
class StudyLesson:
    """A lesson that teaches something that was missed."""

    slug: str
    title: str
    duration_seconds: int


@frozen
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
    def percent(self) -> int:
        """Right answers in per cent, rounded down: whoever reads the pass mark has reached it."""
        return 100 * sum(question.is_correct for question in self.questions) // len(self.questions)

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
            letter=letter(place),
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
