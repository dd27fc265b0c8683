"""How a person stands to a course: what other services of the school ask."""

from datetime import datetime
from uuid import UUID

from acg.shared.values import frozen
from acg.users.models import User
from courses.models import Course
from students.models import Enrollment
from students.selectors.access import may_learn
from students.selectors.library import percent_done


@frozen
class Standing:
    """How a person stands to a course now.

    Args:
        may_learn: whether they may open its lessons.
        started_at: since when they take part; None when they do not.
        completed_at: when all lessons were done for the first time.
        percent: what share of the lessons is done, in per cent.
    """

    may_learn: bool
    started_at: datetime | None
    completed_at: datetime | None
    percent: int


def standing_of(*, person_id: UUID, course_id: UUID) -> Standing | None:
    """Return how a person stands to a course; None when there is no such person or course. A disabled person may learn nothing.

    Args:
        person_id: the person's public id.
        course_id: the course's public id.
    """
    user = User.objects.filter(public_id=person_id).first()
    course = Course.objects.select_related("instructor").filter(public_id=course_id).first()
    if user is None or course is None:
        return None
    taking_part = Enrollment.objects.filter(user=user, course=course).first()
    done = min(taking_part.completed_lesson_count, course.lesson_count) if taking_part else 0
    return Standing(
        may_learn=may_learn(user=user, course=course),
        started_at=taking_part.started_at if taking_part else None,
        completed_at=taking_part.completed_at if taking_part else None,
        percent=percent_done(done=done, lessons=course.lesson_count),
    )
