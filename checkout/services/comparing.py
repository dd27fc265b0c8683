"""The ledger held against Stripe's own objects, one by one: what the audit asks for (I3)."""

import datetime as dt
from collections import defaultdict
from contextlib import suppress

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, StripeDispute, StripePayment, StripeRefund
from checkout.models import LedgerEntry, LedgerKind, Order, Payment
from checkout.services.deriving import movements_of

CHUNK = 1000
FREE = "free-"  # `settle_free_order`: Stripe has no part in it


def differences_from_stripe(*, days: int) -> list[tuple[str, str]]:
    """Return where the ledger and Stripe disagree about money: the order's number, and what differs.

    Args:
        days: how far to look back, by the age of Stripe's payments and of our ledger's rows.

    Raises:
        GatewayError: Stripe cannot be asked.
    """
    since = timezone.now() - dt.timedelta(days=days)
    stripe, moment = gateways.gateway(), int(since.timestamp())
    payments = {payment.id: payment for payment in stripe.list_payments(since=moment) if payment.status == "succeeded"}
    refunds: dict[str, list[StripeRefund]] = defaultdict(list)
    disputes: dict[str, list[StripeDispute]] = defaultdict(list)
    for refund in stripe.list_refunds(since=moment):
        refunds[refund.payment_id].append(refund)
    with suppress(GatewayRefused):  # a key that may not read disputes: the rest is compared
        for dispute in stripe.list_disputes(since=moment):
            disputes[dispute.payment_id].append(dispute)
    found: list[tuple[str, str]] = []
    ids = sorted(payments)
    for first in range(0, len(ids), CHUNK):
        page = [payments[payment_id] for payment_id in ids[first : first + CHUNK]]
        found += _differences(page, refunds, disputes)
    return found + _unknown_to_stripe(since, set(payments))


def _differences(
    page: list[StripePayment], refunds: dict[str, list[StripeRefund]], disputes: dict[str, list[StripeDispute]]
) -> list[tuple[str, str]]:
    """Return where the ledger disagrees about these payments, their refunds or their disputes; three statements."""
    rows = Payment.objects.filter(stripe_id__in=[payment.id for payment in page]).select_related("order")
    numbers = {row.stripe_id: row.order.number for row in rows}
    wanted: dict[str, dict[str, int]] = {}
    for payment in page:
        is_ours = payment.metadata.get("instance") == settings.INSTANCE and payment.metadata.get("order")
        if payment.id in numbers or is_ours:
            held = wanted.setdefault(payment.id, defaultdict(int))
            for row in movements_of([payment], refunds[payment.id], disputes[payment.id]):
                held[row.stripe_id] += row.amount_minor
    ids = {stripe_id for held in wanted.values() for stripe_id in held}
    booked = dict(LedgerEntry.objects.filter(stripe_id__in=ids).values_list("stripe_id").annotate(Sum("amount_minor")))
    return [
        (
            numbers.get(payment_id, "that is lost"),
            f"{stripe_id} moved {amount} at Stripe, and {booked.get(stripe_id, 0)} in the ledger",
        )
        for payment_id, held in wanted.items()
        for stripe_id, amount in held.items()
        if booked.get(stripe_id, 0) != amount
    ]


def _unknown_to_stripe(since: dt.datetime, seen: set[str]) -> list[tuple[str, str]]:
    """Return the payments of the ledger that Stripe did not list and, asked for each, does not hold."""
    recent = LedgerEntry.objects.filter(kind=LedgerKind.PAYMENT, recorded_at__gte=since).exclude(stripe_id__startswith=FREE)
    found = []
    for stripe_id, order_id in recent.values_list("stripe_id", "order_id").iterator():
        if stripe_id in seen:
            continue
        try:
            word = gateways.gateway().payment(stripe_id).status
        except GatewayRefused as error:
            word = error.code
        if word != "succeeded":
            found.append((Order.objects.get(pk=order_id).number, f"{stripe_id} is in the ledger, and at Stripe {word}"))
    return found
