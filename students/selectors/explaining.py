"""Why someone may learn a course, or may not: every right that was ever given, and what became of it."""

from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from acg.shared.values import frozen
from acg.users.models import Role, User
from courses.models import Course
from students.models import Enrollment, Grant
from students.selectors.access import may_learn, teaches


class Because(StrEnum):
    """The first reason that decides."""

    DISABLED = "disabled"
    FREE = "free"
    ROLE = "role"
    TEACHES = "teaches"
    GRANT = "grant"
    NOTHING = "nothing"


class Standing(StrEnum):
    """What became of a right."""

    HOLDS = "holds"
    REVOKED = "revoked"
    ENDED = "ended"
    LATER = "later"
    DRAFT = "draft"  # a right to all courses does not reach those that are not published


@frozen
class Access:
    """Whether someone may learn a course, and why.

    Args:
        grants: every right that names the course, or all courses, with its standing; newest first.
        enrollment: their taking part, which gives no right.
    """

    may_learn: bool
    because: Because
    grants: tuple[tuple[Grant, Standing], ...]
    enrollment: Enrollment | None


def explain_access(*, user: User, course: Course) -> Access:
    """Return why someone may learn a course, or may not. `may_learn` decides; this names what it found."""
    rows = Grant.objects.filter(Q(course=course) | Q(course__isnull=True), user=user)
    grants = tuple((grant, _standing(grant, course)) for grant in rows)
    return Access(
        may_learn=may_learn(user=user, course=course),
        because=_because(user, course, grants),
        grants=grants,
        enrollment=Enrollment.objects.filter(user=user, course=course).first(),
    )


def _because(user: User, course: Course, grants: tuple[tuple[Grant, Standing], ...]) -> Because:
    if not user.is_active:
        return Because.DISABLED
    if course.is_free and course.is_published:
        return Because.FREE
    if teaches(user=user, course=course):
        return Because.ROLE if user.role in {Role.EDITOR, Role.STAFF} else Because.TEACHES
    return Because.GRANT if any(standing == Standing.HOLDS for _, standing in grants) else Because.NOTHING


def _standing(grant: Grant, course: Course) -> Standing:
    now = timezone.now()
    if grant.revoked_at is not None:
        return Standing.REVOKED
    if grant.until_at is not None and grant.until_at <= now:
        return Standing.ENDED
    if grant.from_at > now:
        return Standing.LATER
    return Standing.HOLDS if grant.course_id is not None or course.is_published else Standing.DRAFT
