"""Why someone may learn a course, or may not: the rights with their causes, and the money behind each. It sees both sides."""

import uuid
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acg.shared.errors import DomainError
from acg.shared.money import Money
from acg.shared.values import frozen
from acg.users.models import User
from checkout.models import LedgerEntry, OfferKind, Order, Subscription
from courses.models import Course
from students.models import Cause, Grant
from students.selectors import Access, explain_access
from students.selectors.explaining import Because, Standing

Row = TypeVar("Row", bound=Model)
Words = dict[str, str | Promise]
REASONS: Words = {
    Because.DISABLED: gettext_lazy("no, because the account is disabled"),
    Because.FREE: gettext_lazy("yes, because the course is free for everyone who signs in"),
    Because.ROLE: gettext_lazy("yes, because {role} may enter every course"),
    Because.TEACHES: gettext_lazy("yes, because it is their own course"),
    Because.GRANT: gettext_lazy("yes, because {cause} holds"),
    Because.NOTHING: gettext_lazy("no, because nothing that holds gives it"),
}
CAUSES: Words = {
    Cause.ORDER: gettext_lazy("a purchase"),
    Cause.MEMBERSHIP: gettext_lazy("a membership"),
    Cause.SEAT: gettext_lazy("a seat"),
    Cause.GIFT: gettext_lazy("a gift"),
    Cause.STAFF: gettext_lazy("a decision of the staff"),
    Cause.MIGRATION: gettext_lazy("a move from another school"),
}
STANDINGS: Words = {
    Standing.HOLDS: gettext_lazy("holds"),
    Standing.REVOKED: gettext_lazy("was taken back on {revoked}"),
    Standing.ENDED: gettext_lazy("ended on {until}"),
    Standing.LATER: gettext_lazy("begins on {begins}"),
    Standing.DRAFT: gettext_lazy("does not reach this course, which is not published"),
}
OF_ORDERS = {Cause.ORDER, Cause.GIFT}  # their cause is an order's public id


@frozen
class Story:
    """A right that was given once: what it was, what became of it, and the order behind it, if any."""

    text: str
    order: Order | None
    holds: bool


@frozen
class Explanation:
    """The answer to "why can they learn it, or not".

    Args:
        answer: yes or no, with the first reason that decides.
        stories: what was bought for the address and waits until somebody signs in with it; then every right that was ever given, the
            newest first.
        taking_part: since when they take part and how far they are, which gives no right; or nothing.
    """

    user: User
    course: Course
    may_learn: bool
    answer: str
    stories: tuple[Story, ...]
    taking_part: str


def explain(*, user: str, course: str) -> Explanation:
    """Return why somebody may learn a course, or may not.

    Args:
        user: e-mail address or public id.
        course: slug or public id.

    Raises:
        DomainError: `user_unknown`, `course_unknown`.
    """
    person = _named(User, "email", user.strip().lower())
    if person is None:
        raise DomainError("user_unknown", _("there is no user %s") % user, field="user")
    what = _named(Course, "slug", course.strip())
    if what is None:
        raise DomainError("course_unknown", _("there is no course %s") % course, field="course")
    access = explain_access(user=person, course=what)
    orders = _orders(access)
    return Explanation(
        user=person,
        course=what,
        may_learn=access.may_learn,
        answer=_answer(access, person),
        stories=(*_waiting(person, what), *(_story(grant, standing, orders) for grant, standing in access.grants)),
        taking_part=_taking_part(access),
    )


def _named(model: type[Row], field: str, name: str) -> Row | None:
    """Return the row of a name that may be a public id."""
    try:
        wanted: dict[str, object] = {"public_id": uuid.UUID(name)}
    except ValueError:
        wanted = {field: name}
    return model._default_manager.filter(**wanted).first()  # noqa: SLF001 -- Django's documented Model._default_manager


def _answer(access: Access, user: User) -> str:
    holding = next((grant for grant, standing in access.grants if standing == Standing.HOLDS), None)
    cause = CAUSES[holding.cause] if holding else ""
    return str(REASONS[access.because]).format(role=user.get_role_display().lower(), cause=cause)


def _orders(access: Access) -> dict[str, tuple[Order, int]]:
    """Return the orders behind the rights, by the cause that a right names, each with what the ledger holds; three statements.

    A membership stands under its own public id, with the order that began it.
    """
    ids = []
    for grant, _standing in access.grants:
        try:
            ids.append(uuid.UUID(grant.cause_id))
        except ValueError:
            continue
    memberships = dict(Subscription.objects.filter(public_id__in=ids).values_list("order_id", "public_id"))
    orders = list(Order.objects.filter(Q(public_id__in=ids) | Q(pk__in=memberships)))
    held = LedgerEntry.objects.filter(order__in=orders).values_list("order_id").annotate(Sum("amount_minor")).order_by("order_id")
    sums = dict(held)
    return {str(memberships.get(order.pk, order.public_id)): (order, sums.get(order.pk, 0)) for order in orders}


def _waiting(person: User, course: Course) -> list[Story]:
    """Return the paid orders without a buyer that are for the person's address: they wait for its owner to sign in."""
    orders = Order.objects.filter(buyer=None, settled_at__isnull=False, email=person.email, gift__isnull=True)
    text = _("a purchase of {day} waits until they sign in with this address; order {order}, {total}, {state}")
    return [
        Story(
            text.format(day=_day(order.settled_at), order=order.public_id, total=order.total, state=order.state), order, holds=False
        )
        for order in orders.filter(Q(lines__course_ids__contains=course.pk) | Q(lines__kind=OfferKind.MEMBERSHIP)).distinct()
    ]


def _story(grant: Grant, standing: Standing, orders: dict[str, tuple[Order, int]]) -> Story:
    order, held = orders.get(grant.cause_id, (None, 0))
    became = str(STANDINGS[standing]).format(revoked=_day(grant.revoked_at), until=_day(grant.until_at), begins=_day(grant.from_at))
    text = _("{cause} of {day} for {what} {became}").format(
        cause=CAUSES[grant.cause],
        day=_day(grant.from_at),
        what=_("this course") if grant.course_id else _("all courses"),
        became=became,
    )
    if standing == Standing.HOLDS and grant.until_at is not None:
        text += " " + _("until {day}").format(day=_day(grant.until_at))
    parts = [text, _money(grant, order, held)]
    if grant.reason:
        parts.append(_("reason: {reason}").format(reason=grant.reason))
    return Story("; ".join(filter(None, parts)), order, standing == Standing.HOLDS)


def _money(grant: Grant, order: Order | None, held: int) -> str:
    """Return what the money behind a right says: its order, what was charged, what became of it and what is left of it."""
    if order is not None:
        words = {"order": order.public_id, "total": order.total, "state": order.state, "held": Money(held, order.currency)}
        return _("order {order}, {total}, {state}, {held} in the ledger").format(**words)
    if grant.cause in OF_ORDERS:
        return _("order {order}, which does not exist").format(order=grant.cause_id)
    return f"{CAUSES[grant.cause]} {grant.cause_id}" if grant.cause_id else ""


def _taking_part(access: Access) -> str:
    if access.enrollment is None:
        return ""
    words = {"day": _day(access.enrollment.started_at), "count": access.enrollment.completed_lesson_count}
    return _("enrolled since {day}, lessons done: {count} (this gives no right)").format(**words)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
