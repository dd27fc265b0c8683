"""The question bank."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.models import Option, Question, QuestionPool
from courses.services.rendering import render

FEWEST_OPTIONS = 2


@transaction.atomic
def save_pool(*, pool: QuestionPool) -> QuestionPool:
    """Write a question pool, new or changed.

    Raises:
        DomainError: `title_missing`.
    """
    if not pool.title.strip():
        raise DomainError("title_missing", _("Give the question pool a title."), field="title")
    pool.save()
    return pool


def check_question(*, question: Question, options: Sequence[Option]) -> None:
    """Refuse a question that nobody could answer; nothing is written.

    Raises:
        DomainError: as `save_question`.
    """
    if not question.stem.strip():
        raise DomainError("stem_missing", _("Write the question."), field="stem")
    if len(options) < FEWEST_OPTIONS:
        raise DomainError("options_too_few", _("Offer at least two options."), field="options")
    if any(not option.text.strip() for option in options):
        raise DomainError("option_empty", _("Write a text for every option."), field="options")
    if not any(option.is_correct for option in options):
        raise DomainError("answer_missing", _("Mark at least one option as right."), field="options")
    if any(option.question_id not in {None, question.pk} for option in options):
        raise DomainError("option_elsewhere", _("An option belongs to another question."), field="options")


@transaction.atomic
def save_question(*, question: Question, options: Sequence[Option]) -> Question:
    """Write a question with its options, new or changed; without a position it becomes the pool's last.

    Args:
        question: with what its author wrote.
        options: all of its options in their order, stored ones and new ones; stored ones that are missing here go.

    Raises:
        DomainError: `stem_missing`, `options_too_few` (two are needed), `option_empty`, `answer_missing` (one or several are
            right), `option_elsewhere` when one belongs to another question.
    """
    check_question(question=question, options=options)
    course = question.pool.course
    if getattr(question, "position", None) is None:
        # Two who add a question at once get different positions.
        QuestionPool.objects.select_for_update(of=("self",)).only("pk").get(pk=question.pool_id)
        question.position = (question.pool.questions.aggregate(last=Max("position"))["last"] or 0) + 1
    question.stem_html = render(question.stem, course=course)
    question.explanation_html = render(question.explanation, course=course)
    question.save()
    question.options.exclude(pk__in=[option.pk for option in options if option.pk]).delete()
    for position, option in enumerate(options, start=1):
        option.question = question
        option.position = position
        option.text_html = render(option.text, course=course)
        option.explanation_html = render(option.explanation, course=course)
        option.save()
    return question


@transaction.atomic
def delete_question(*, question: Question) -> None:
    """Delete a question that nobody has answered, with its options.

    Raises:
        DomainError: `question_has_answers`.
    """
    try:
        with transaction.atomic():
            question.delete()
    except ProtectedError:
        raise DomainError(
            "question_has_answers", _("Students have answered this question: their results would change. Correct it instead.")
        ) from None
