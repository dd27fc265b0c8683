"""Sending money back. Access ends when Stripe says the money is on its way, by the same road as every other change."""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from acg.events.services import note
from acg.shared.errors import DomainError
from acg.users.models import Role, User
from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Order, OrderState, Payment, PaymentState, Subscription
from checkout.services.deriving import GONE_WRONG
from checkout.services.memberships.changing import end_membership
from checkout.services.settling import settle_order

logger = logging.getLogger(__name__)


def request_refund(*, order: Order, by: User, reason: str, amount_minor: int | None = None) -> Order:
    """Send the money of a paid order back, and bring the order to where that leaves it: back in full, what it gave has ended.

    A second click sends nothing twice: the idempotency key counts the refunds that are known.

    Args:
        order: a settled order, or one under review.
        by: the member of staff who decides.
        reason: why, for the record, in plain words.
        amount_minor: what to send back, in minor units; all that is left when not given.

    Returns:
        The order as it is now. While Stripe is out of reach after the refund was accepted it is as before; the event brings it on.

    Raises:
        DomainError: `not_allowed`, `reason_missing`, `nothing_to_refund`, `amount_invalid`, `payments_unavailable`,
            `refund_refused`.
    """
    if by.role != Role.STAFF or not by.is_active:
        raise DomainError("not_allowed", _("Only staff refund orders."))
    reason = reason.strip()[:300]
    if not reason:
        raise DomainError("reason_missing", _("Please say why, for the record."), field="reason")
    if amount_minor is not None and amount_minor <= 0:
        raise DomainError("amount_invalid", _("The amount is out of range."), field="amount_minor")
    return _send_back(order, by=by, reason=reason, amount_minor=amount_minor)


def return_order(*, order: Order, buyer: User) -> Order:
    """Send a buyer's money back at one click, as the school promises for 30 days: all that is left, and what it gave ends.

    Args:
        order: the buyer's own, paid once and not longer than 30 days ago.
        buyer: who asks.

    Returns:
        The order as it is now, as `request_refund` does.

    Raises:
        DomainError: `not_yours`, `not_returnable`, `nothing_to_refund`, `payments_unavailable`, `refund_refused`.
    """
    if order.buyer_id != buyer.pk:
        raise DomainError("not_yours", _("This is somebody else's order."))
    if not order.is_returnable:
        raise DomainError(
            "not_returnable", _("This order cannot be returned by yourself any more. Answer its mail, and we look at it.")
        )
    return _send_back(order, by=buyer, reason="Returned by the buyer.", amount_minor=None)


def _send_back(order: Order, *, by: User, reason: str, amount_minor: int | None) -> Order:
    """Let Stripe send money of an order back, and bring the order to where that leaves it."""
    parts = _parts(order, amount_minor, by=by, reason=reason)
    metadata = {"order": str(order.public_id), "instance": settings.INSTANCE, "by": str(by.public_id), "reason": reason}
    try:
        for payment_id, amount, key in parts:
            gateways.gateway().create_refund(payment_id, amount_minor=amount, metadata=metadata, idempotency_key=key)
    except GatewayUnavailable as error:
        message = _("Payments cannot be reached at the moment: please try again in a minute.")
        raise DomainError("payments_unavailable", message) from error
    except GatewayRefused as error:
        _catch_up(order)  # a refund that was made in Stripe's dashboard is the usual reason
        order.refresh_from_db()
        if order.state != OrderState.REFUNDED:
            logger.error("Stripe refused a refund", extra={"order": str(order.public_id), "code": error.code})  # noqa: TRY400 -- Stripe\'s own words may hold personal data
            raise DomainError("refund_refused", _("Stripe refused this refund: please look at its dashboard.")) from error
        return order
    _catch_up(order)
    if amount_minor is None:
        _end_membership(order)
    order.refresh_from_db()
    return order


def _end_membership(order: Order) -> None:
    """Charge a member no more whose money has just gone back."""
    subscription = Subscription.objects.filter(order=order).first() if order.interval else None
    if subscription is not None:
        end_membership(subscription=subscription)


@transaction.atomic
def _parts(order: Order, amount_minor: int | None, *, by: User, reason: str) -> list[tuple[str, int, str]]:
    """Return which payment gives how much back, and under which idempotency key; who wants that, and why, is written down."""
    Order.objects.select_for_update().get(pk=order.pk)
    parts = []
    wanted = amount_minor
    payments = Payment.objects.filter(order=order, state=PaymentState.SUCCEEDED).order_by("pk")
    if order.interval:  # of a membership the last payment goes back, not those of the periods that were used
        payments = payments.order_by("-created_at", "-pk")[:1]
    for payment in payments:
        refunds = payment.refunds.exclude(state__in=GONE_WRONG)
        left = payment.amount_minor - (refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0)
        amount = left if wanted is None else min(left, wanted)
        if amount > 0:
            key = f"{settings.INSTANCE}-refund-{payment.stripe_id}-v{payment.refunds.count() + 1}"
            parts.append((payment.stripe_id, amount, key))
            wanted = None if wanted is None else wanted - amount
    if not parts:
        raise DomainError("nothing_to_refund", _("Nothing is left to refund."))
    if wanted:
        raise DomainError("amount_invalid", _("That is more than was paid."), field="amount_minor")
    details = {"amount_minor": sum(amount for _payment, amount, _key in parts), "currency": order.currency}
    note(subject=f"order:{order.public_id}", action="order.refund", by=by.public_id, reason=reason, details=details)
    return parts


def _catch_up(order: Order) -> None:
    try:
        settle_order(order_id=order.pk)
    except GatewayUnavailable:
        logger.warning("refund accepted, its outcome follows by event", extra={"order": str(order.public_id)})
