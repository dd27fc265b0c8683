"""Where a student goes on in a course."""

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from courses.models import Lesson
from students.models import LessonProgress


def next_lesson(column: str) -> Coalesce:
    """Return an expression over enrolments: a column of the lesson to open next, NULL for a course without lessons.

    It is the one opened last, unless it is done; else the first after it that is not; else the first of all that is not; when
    everything is done the one opened last; before anything was opened the first.

    Args:
        column: of the lesson, or `second`: where its film goes on.
    """
    progress = LessonProgress.objects.filter(enrollment=OuterRef(OuterRef("pk")), lesson=OuterRef("pk"))
    second = Coalesce(Subquery(progress.values("position_seconds")), Value(0))
    lessons = Lesson.objects.filter(course=OuterRef("course")).annotate(second=second).order_by("section__position", "position")
    undone = lessons.filter(~Exists(progress.filter(completed_at__isnull=False)))
    later_here = Q(section=OuterRef("last_lesson__section"), position__gt=OuterRef("last_lesson__position"))
    after_last = undone.filter(Q(section__position__gt=OuterRef("last_lesson__section__position")) | later_here)
    is_last = Q(pk=OuterRef("last_lesson"))
    choices = (undone.filter(is_last), after_last, undone, lessons.filter(is_last), lessons)
    return Coalesce(*(Subquery(rows.values(column)[:1]) for rows in choices))
