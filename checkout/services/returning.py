"""Sending back what was paid a second time, without anybody having to ask."""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from acg.events.services import note
from acg.shared.metrics import metric
from checkout import gateways
from checkout.models import Gift, Order, OrderLine, OrderState, Payment, PaymentState
from checkout.services.deriving import GONE_WRONG, PAID_TWICE
from checkout.services.handing_over import is_paid_elsewhere
from checkout.services.settling import settle_order

logger = logging.getLogger(__name__)


@transaction.atomic
def return_second_payment(*, order_id: str, payment_id: str) -> bool:
    """Send a payment back if, by now, it still is one too many; access by the first one stays.

    The idempotency key is the payment's, so the money goes back once however often this is tried. What was refunded meanwhile, by
    staff or at Stripe, is seen first and not sent again.

    Args:
        order_id: the order's public id.
        payment_id: Stripe's id of the payment intent.

    Returns:
        Whether money was sent back now.

    Raises:
        GatewayUnavailable: try again later.
        GatewayRefused: Stripe will not send it back, for example because a bank has taken it already.
    """
    order = settle_order(order_id=Order.objects.only("pk").get(public_id=order_id).pk)
    payment = Payment.objects.get(order=order, stripe_id=payment_id)
    left = _left(payment)
    if left <= 0 or order.state != OrderState.SETTLED or not _is_second(order, payment):
        logger.warning("nothing was returned", extra={"order": order_id, "state": order.state, "left_minor": left})
        return False
    metadata = {"order": order_id, "instance": settings.INSTANCE, "cause": PAID_TWICE, "reason": "Paid twice"}
    gateways.gateway().create_refund(
        payment_id,
        amount_minor=left,
        metadata=metadata,
        idempotency_key=f"{settings.INSTANCE}-twice-{payment_id}",
        is_duplicate=True,
    )
    settle_order(order_id=order.pk)
    note(
        subject=f"order:{order_id}", action="order.paid_twice", reason="Paid twice", details={"payment": payment_id, "minor": left}
    )
    metric("payments.returned")
    return True


def _left(payment: Payment) -> int:
    """Return how much of a payment has not gone back."""
    refunds = payment.refunds.exclude(state__in=GONE_WRONG)
    return payment.amount_minor - (refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0)


def _is_second(order: Order, payment: Payment) -> bool:
    """Return whether another payment, of this order or of another one, pays for the same."""
    others = Payment.objects.filter(order=order, state=PaymentState.SUCCEEDED).exclude(pk=payment.pk)
    if any(_left(other) > 0 for other in others):
        return True
    if order.buyer_id is None or Gift.objects.filter(order=order).exists():
        return False
    lines = OrderLine.objects.filter(order=order).values_list("course_ids", flat=True)
    return is_paid_elsewhere(order, tuple(sorted({pk for ids in lines for pk in ids})), buyer_id=order.buyer_id)
