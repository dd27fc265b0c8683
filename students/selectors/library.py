"""What a student takes part in, and where to go on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from acg.shared.prepared import Among, Read, Slot
from acg.shared.values import frozen
from acg.users.models import User
from courses.models import Course
from students.models import Enrollment
from students.selectors.places import next_lesson

COLUMNS = (
    "course_id",
    "course_slug",
    "course_title",
    "provider",
    "exam_code",
    "lesson_count",
    "done",
    "next_lesson_slug",
    "next_lesson_title",
    "position_seconds",
    "last_seen_at",
    "completed_at",
)


@frozen
class LibraryRow:
    """A course of a student's, as the dashboard and the catalogue show it.

    Args:
        percent: of the lessons, 0 to 100, rounded down; 100 only when all are done.
        next_lesson_slug: where to go on, by `next_lesson`; empty for a course without lessons.
        position_seconds: the second of that lesson.
    """

    course_id: int
    course_slug: str
    course_title: str
    provider: str
    exam_code: str
    lesson_count: int
    completed_count: int
    percent: int
    next_lesson_slug: str
    next_lesson_title: str
    position_seconds: int
    last_seen_at: datetime
    completed_at: datetime | None


def library(*, user: User) -> list[LibraryRow]:
    """Return what a student takes part in, last seen first. One statement, however many courses."""
    return [_row(**row) for row in Read(_listed, (False,), {"user": user.pk}).rows(COLUMNS)]


def _listed(is_unfinished: bool) -> QuerySet[Enrollment]:  # noqa: FBT001 -- a read's shape is told in places
    """Return a student's enrolments with what their rows show: all of them, or those that are not completed."""
    own = Enrollment.objects.filter(user=Slot("user", BigIntegerField()))
    return (
        (own.filter(completed_at=None) if is_unfinished else own)
        .order_by("-last_seen_at", "-id")
        .annotate(
            done=F("completed_lesson_count"),
            course_slug=F("course__slug"),
            course_title=F("course__title"),
            provider=F("course__provider"),
            exam_code=Coalesce("course__exam_version__code", Value("")),
            lesson_count=F("course__lesson_count"),
            next_lesson_slug=Coalesce(next_lesson("slug"), Value("")),
            next_lesson_title=Coalesce(next_lesson("title"), Value("")),
            position_seconds=Coalesce(next_lesson("second"), Value(0)),
        )
    )


def _row(*, done: int, lesson_count: int, **columns: Any) -> LibraryRow:
    return LibraryRow(
        **columns,
        lesson_count=lesson_count,
        completed_count=min(done, lesson_count),
        percent=percent_done(done=done, lessons=lesson_count),
    )


def percent_done(*, done: int, lessons: int) -> int:
    """Return the share of lessons done in per cent, 0 to 100, rounded down."""
    return min(100 * done // lessons, 100) if lessons else 0


def continue_learning(*, user: User) -> LibraryRow | None:
    """Return the course to go on with: the one last seen that is not completed; None when there is none. One statement."""
    return next((_row(**row) for row in Read(_listed, (True,), {"user": user.pk}).rows(COLUMNS, limit=1)), None)


@frozen
class CardProgress:
    """How far a student is in a course, as a card of it shows it.

    Args:
        percent: of the lessons, as in the library.
        completed_at: when they finished it.
    """

    percent: int
    completed_at: datetime | None


def progress_on_cards(*, user: User, course_ids: Iterable[int]) -> dict[int, CardProgress]:
    """Return how far a student is in those of some courses that they take part in, by primary key; in one statement."""
    rows = Read(_enrolled, (), {"user": user.pk, "courses": list(course_ids)}).rows(
        ("course_id", "completed_at", "completed_lesson_count", "course__lesson_count")
    )
    return {
        row["course_id"]: CardProgress(
            percent_done(done=row["completed_lesson_count"], lessons=row["course"]["lesson_count"]), row["completed_at"]
        )
        for row in rows
    }


def _enrolled() -> QuerySet[Enrollment]:
    own = Enrollment.objects.filter(user=Slot("user", BigIntegerField()))
    return own.filter(Among(F("course_id"), Slot("courses", BigIntegerField(), is_list=True)))


@frozen
class CourseProgress:
    """How far a student is in a course.

    Args:
        completed: primary keys of the lessons that are done.
        positions: the second to resume at, by the lesson's primary key.
    """

    enrollment: Enrollment | None
    completed: frozenset[int]
    positions: dict[int, int]
    percent: int


def course_progress(*, user: User, course: Course) -> CourseProgress:
    """Return how far a student is in a course; empty when they do not take part."""
    enrollment = Enrollment.objects.filter(user=user, course=course).select_related("last_lesson").first()
    if enrollment is None:
        return CourseProgress(None, frozenset(), {}, 0)
    rows = list(enrollment.progress.values_list("lesson_id", "completed_at", "position_seconds"))
    completed = frozenset(lesson for lesson, done, _ in rows if done is not None)
    positions = {lesson: second for lesson, _, second in rows}
    return CourseProgress(enrollment, completed, positions, percent_done(done=len(completed), lessons=course.lesson_count))


def learner_count(*, course_id: int) -> int:
    """Return how many take part in a course, by its primary key."""
    return Enrollment.objects.filter(course_id=course_id).count()
