"""Rights to learn: given with their cause, ended, never deleted."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.events.services import note
from acg.shared.errors import DomainError
from acg.users.models import Role, User
from courses.models import Course
from students.models import Cause, Enrollment, Grant
from students.services.enrolling import enrol, lock_enrollment

MOST_EXTRA_PERCENT = 300
REASON_LENGTH = 300


@transaction.atomic
def grant_for_order(*, order_id: str, buyer_id: int, course_ids: Sequence[int], all_courses: bool = False) -> None:
    """Let the buyer of a settled order learn what it gives, and enrol them.

    Saying it again changes nothing; an order whose refund failed gets its rights back.

    Args:
        order_id: the order's public id: the cause that a later refund names.
        buyer_id: the buyer's primary key.
        course_ids: primary keys of the courses that the order gives.
        all_courses: whether it opens all courses instead.
    """
    buyer = User.objects.get(pk=buyer_id)
    courses: list[Course | None] = [None] if all_courses else list(Course.objects.filter(pk__in=course_ids))
    for course in courses:
        grant, is_new = Grant.objects.get_or_create(user=buyer, course=course, cause=Cause.ORDER, cause_id=order_id)
        if not is_new and grant.revoked_at is not None:
            Grant.objects.filter(pk=grant.pk).update(revoked_at=None, reason="")
        if course is not None:
            enrol(user=buyer, course=course)


@transaction.atomic
def grant_for_gift(*, order_id: str, receiver_id: int, course_ids: Sequence[int]) -> None:
    """Let whoever claimed a gift learn what it gives, and enrol them; again changes nothing, and brings back what a refund ended.

    Args:
        order_id: the public id of the order that paid for it: the cause that a later refund names.
        receiver_id: the primary key of who claimed it.
        course_ids: primary keys of the courses that it gives.
    """
    receiver = User.objects.get(pk=receiver_id)
    for course in Course.objects.filter(pk__in=course_ids):
        grant, is_new = Grant.objects.get_or_create(user=receiver, course=course, cause=Cause.GIFT, cause_id=order_id)
        if not is_new and grant.revoked_at is not None:
            Grant.objects.filter(pk=grant.pk).update(revoked_at=None, reason="")
        enrol(user=receiver, course=course)


def revoke_for_order(*, order_id: str, reason: str) -> int:
    """End the rights that an order gave, to its buyer or as a gift; progress stays, and so do rights of other causes.

    Args:
        order_id: the order's public id.
        reason: why, for whoever asks later.

    Returns:
        How many rights ended now.
    """
    live = Grant.objects.filter(cause__in=(Cause.ORDER, Cause.GIFT), cause_id=order_id, revoked_at__isnull=True)
    return live.update(revoked_at=timezone.now(), reason=reason)


@transaction.atomic
def grant_for_membership(
    *, membership_id: str, buyer_id: int, until_at: dt.datetime | None, is_live: bool, reason: str = ""
) -> None:
    """Let a member learn everything until a time, or end that; enrolments and progress stay either way.

    Saying it again changes nothing; a membership that was paid after all gets its right back.

    Args:
        membership_id: the membership's public id: the cause that the right names.
        buyer_id: the member's primary key.
        until_at: when the right ends by itself; None for never.
        is_live: whether there is a right at all.
        reason: why not, for whoever asks later.
    """
    cause = {"cause": Cause.MEMBERSHIP, "cause_id": membership_id}
    if not is_live:
        live = Grant.objects.filter(**cause, revoked_at__isnull=True)
        live.update(revoked_at=timezone.now(), reason=reason[:REASON_LENGTH])
        return
    grant, is_new = Grant.objects.get_or_create(user_id=buyer_id, course=None, **cause, defaults={"until_at": until_at})
    if not is_new and (grant.until_at != until_at or grant.revoked_at is not None):
        Grant.objects.filter(pk=grant.pk).update(until_at=until_at, revoked_at=None, reason="")


@transaction.atomic
def grant_for_seats(*, seats: Mapping[str, int], until_at: dt.datetime | None) -> None:
    """Let whoever sits on a team's paid seats learn everything until a time; however many seats, in two statements.

    Saying it again changes nothing; a seat that rested gets its right back.

    Args:
        seats: the user's primary key by the public id of the seat: the cause that the right names.
        until_at: when the rights end by themselves; None for never.
    """
    if not seats:
        return
    Grant.objects.bulk_create(
        [Grant(user_id=user_id, cause=Cause.SEAT, cause_id=seat_id, until_at=until_at) for seat_id, user_id in seats.items()],
        ignore_conflicts=True,
    )
    same = Q(revoked_at__isnull=True, until_at=until_at) if until_at else Q(revoked_at__isnull=True, until_at__isnull=True)
    Grant.objects.filter(~same, cause=Cause.SEAT, cause_id__in=seats).update(until_at=until_at, revoked_at=None, reason="")


def revoke_for_seats(*, seat_ids: Sequence[str], reason: str) -> int:
    """End the rights that some seats gave; progress stays, and so do rights of other causes.

    Args:
        seat_ids: public ids of the seats.
        reason: why, for whoever asks later.

    Returns:
        How many rights ended now.
    """
    live = Grant.objects.filter(cause=Cause.SEAT, cause_id__in=seat_ids, revoked_at__isnull=True)
    return live.update(revoked_at=timezone.now(), reason=reason[:REASON_LENGTH]) if seat_ids else 0


@transaction.atomic
def grant_by_staff(*, user: User, course: Course | None, by: User, reason: str, until_at: dt.datetime | None = None) -> Grant:
    """Let someone learn by decision of the staff.

    Args:
        user: who may learn.
        course: what, or None for all courses.
        by: the member of staff who decides.
        reason: why, for whoever asks later.
        until_at: when it ends; None for never.

    Raises:
        DomainError: `forbidden` when `by` is not staff; `reason_missing`; `until_in_the_past`.
    """
    if by.role != Role.STAFF:
        raise DomainError("forbidden", _("Only staff may give access."))
    if not reason.strip():
        raise DomainError("reason_missing", _("Say why, so that the next person knows."), field="reason")
    if until_at is not None and until_at <= timezone.now():
        raise DomainError("until_in_the_past", _("Choose an end that is still to come."), field="until_at")
    because = f"{reason.strip()} ({by.email})"[:REASON_LENGTH]
    grant = Grant.objects.create(user=user, course=course, cause=Cause.STAFF, until_at=until_at, reason=because)
    if course is not None:
        enrol(user=user, course=course)
    _note("right.given", grant, by, reason)
    return grant


def refuse_owned(*, buyer_id: int, course_ids: Sequence[int]) -> None:
    """Stop a purchase of courses that the buyer already has.

    A bundle is refused only when nothing in it would be new; a membership (no courses named) never is.

    Raises:
        DomainError: `already_owned`.
    """
    if not course_ids:
        return
    owned = set(Grant.objects.live().filter(user_id=buyer_id, course_id__in=course_ids).values_list("course_id", flat=True))
    if owned.issuperset(course_ids):
        raise DomainError("already_owned", _("You already have this. It is in your courses."))


@transaction.atomic
def revoke_by_staff(*, grant: Grant, by: User, reason: str) -> Grant:
    """End a right by decision of the staff; progress stays. Again changes nothing.

    Args:
        grant: the right.
        by: the member of staff who decides.
        reason: why, for whoever asks later.

    Raises:
        DomainError: `forbidden` when `by` is not staff; `reason_missing`; `refund_instead` for what was paid: the money goes back first,
            and the right ends with it.
    """
    if by.role != Role.STAFF:
        raise DomainError("forbidden", _("Only staff may take access back."))
    if not reason.strip():
        raise DomainError("reason_missing", _("Say why, so that the next person knows."), field="reason")
    if grant.cause in {Cause.ORDER, Cause.GIFT, Cause.MEMBERSHIP, Cause.SEAT}:
        raise DomainError("refund_instead", _("This was paid for. Refund the order: the access ends with it."))
    locked = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.reason = "; ".join(filter(None, [locked.reason, f"{reason.strip()} ({by.email})"]))[:REASON_LENGTH]
        locked.save(update_fields=["revoked_at", "reason"])
        _note("right.taken", locked, by, reason)
    return locked


def _note(action: str, grant: Grant, by: User, reason: str) -> None:
    """Write down which right was given or taken; it is found under its owner."""
    details = {"course": grant.course.slug if grant.course else "*", "grant": str(grant.public_id)}
    note(subject=f"user:{grant.user.public_id}", action=action, by=by.public_id, reason=reason.strip(), details=details)


@transaction.atomic
def allow_extra_time(*, enrollment: Enrollment, by: User, percent: int) -> Enrollment:
    """Give a student more time for the practice exams of a course that begin from now on.

    Args:
        enrollment: the student in the course.
        by: the member of staff who decides.
        percent: added to every exam's time; 0 for none.

    Raises:
        DomainError: `forbidden` when `by` is not staff; `bad_percent` outside 0 to 300.
    """
    if by.role != Role.STAFF:
        raise DomainError("forbidden", _("Only staff may give extra time."))
    if not 0 <= percent <= MOST_EXTRA_PERCENT:
        raise DomainError("bad_percent", _("Choose between 0 and 300 per cent."), field="extra_time_percent")
    locked = lock_enrollment(enrollment.pk)
    locked.extra_time_percent = percent
    locked.save(update_fields=["extra_time_percent"])
    details = {"course": locked.course.slug, "percent": percent}
    note(subject=f"user:{locked.user.public_id}", action="exam.extra_time", by=by.public_id, details=details)
    return locked
