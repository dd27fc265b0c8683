"""What a student takes part in, and where to go on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from acg.users.models import User
from courses.models import Course
from students.models import Enrollment
from students.selectors.places import next_lesson


@dataclass(frozen=True, slots=True)
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
    rows = (
        Enrollment.objects.filter(user=user)
        .order_by("-last_seen_at", "-id")
        .values(
            "course_id",
            "last_seen_at",
            "completed_at",
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
    return [_row(**row) for row in rows]


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
    """Return the course to go on with: the one last seen that is not completed; None when there is none."""
    return next((row for row in library(user=user) if row.completed_at is None), None)


@dataclass(frozen=True, slots=True)
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
