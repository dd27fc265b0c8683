"""What a source held once and holds no more."""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from courses.importing.documents import Skipped
from courses.importing.work import Work, is_made_here
from courses.models import Lesson, Question, QuestionPool, Section


def remove_leftovers(
    work: Work,
    sections: dict[str, Section],
    lessons: dict[str, Lesson],
    pools: dict[str, QuestionPool],
    questions: set[int],
) -> None:
    """Remove the rows that an earlier import made and this source does not hold; keep, and name, those in use.

    Args:
        work: the import.
        sections: of the source, by key.
        lessons: of the source, by key.
        pools: of the source, by key.
        questions: primary keys of the questions that the source holds.
    """
    course = work.course
    _remove(work, Question.objects.filter(pool__course=course).exclude(pk__in=questions), _("question"))
    _remove(work, course.lessons.exclude(pk__in=[row.pk for row in lessons.values()]), _("lesson"))
    _remove(work, course.question_pools.exclude(pk__in=[row.pk for row in pools.values()]).filter(lessons__isnull=True), _("pool"))
    empty = course.sections.exclude(pk__in=[row.pk for row in sections.values()]).filter(lessons__isnull=True)
    _remove(work, empty, _("section"))
    for image in course.images.exclude(key__in=work.pictures):
        work.files.drop_after_commit(image.file)
        work.tally.removed.append(Skipped(image.key, _("picture: no longer in the source")))
        image.delete()


def _remove(work: Work, rows: "Iterable[Question | Lesson | QuestionPool | Section]", what: str) -> None:
    for row in rows:
        if is_made_here(row.key):
            work.tally.kept.append(Skipped(row.key, _("%(what)s “%(name)s”: added by an author") % {"what": what, "name": row}))
            continue
        name = str(row)
        try:
            with transaction.atomic():
                _delete(row)
        except ProtectedError:
            reason = _("%(what)s “%(name)s”: no longer in the source, kept because learners have worked on it")
            work.tally.kept.append(Skipped(row.key, reason % {"what": what, "name": name}))
        else:
            reason = _("%(what)s “%(name)s”: no longer in the source")
            work.tally.removed.append(Skipped(row.key, reason % {"what": what, "name": name}))


def _delete(row: models.Model) -> None:
    row.delete()
