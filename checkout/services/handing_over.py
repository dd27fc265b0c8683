"""Giving a buyer what a settled order holds, and noticing that the same was paid before."""

import logging

from acg.events.services import publish
from acg.users.models import User
from checkout.events import OrderSettled, PaidTwice
from checkout.models import Gift, OfferKind, Order, OrderLine, OrderState, Payment, PaymentState
from checkout.services.gifts import settle_gift
from checkout.services.memberships.settling import hand_over_membership

logger = logging.getLogger(__name__)


def hand_over(order: Order, *, is_first: bool) -> None:
    """Say that a settled order is its buyer's, so that what it gives is granted in this very transaction.

    Of a gift nothing is the buyer's: it goes to whoever claims it. An order whose buyer has yet to sign in waits.

    The first time it is also compared with what the buyer has paid before: if nothing in it is new, its payments are owed back
    (`return_second_payment`). Orders of one buyer that are settled at the same moment wait for each other here.

    Args:
        order: settled, locked.
        is_first: whether it is handed over for the first time, and not again after a refund failed or a dispute was won.
    """
    if gift := Gift.objects.filter(order=order).select_related("order").first():
        settle_gift(gift)
        return
    if order.buyer_id is None:
        return
    if order.interval:
        hand_over_membership(order)
        return
    lines = list(OrderLine.objects.filter(order=order))
    course_ids = tuple(sorted({course_id for line in lines for course_id in line.course_ids}))
    fact = OrderSettled(
        order_id=str(order.public_id),
        buyer_id=order.buyer_id,
        course_ids=course_ids,
        all_courses=any(line.kind == OfferKind.MEMBERSHIP for line in lines),
    )
    OrderSettled.signal.send(sender=OrderSettled, fact=fact)
    if not is_first or not order.total_minor:
        return
    User.objects.select_for_update(no_key=True).get(pk=order.buyer_id)
    if is_paid_elsewhere(order, course_ids, buyer_id=order.buyer_id):
        for payment in Payment.objects.filter(order=order, state=PaymentState.SUCCEEDED):
            owe_back(order, payment.stripe_id)


def is_paid_elsewhere(order: Order, course_ids: tuple[int, ...], *, buyer_id: int) -> bool:
    """Return whether other settled orders of the buyer give every course of this one; a membership is never covered."""
    if not course_ids:
        return False
    others = OrderLine.objects.filter(order__buyer=buyer_id, order__state=OrderState.SETTLED, order__gift=None).exclude(order=order)
    return {pk for ids in others.values_list("course_ids", flat=True) for pk in ids}.issuperset(course_ids)


def owe_back(order: Order, payment_id: str) -> None:
    """Write down that a payment was one too many; it is sent back after the transaction."""
    logger.warning("paid twice: the second payment goes back", extra={"order": str(order.public_id)})
    publish(PaidTwice(str(order.public_id), payment_id), subject=f"payment:{payment_id}")
