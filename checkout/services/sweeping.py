"""What Stripe holds, compared with our rows, a page at a time: each kind of object has a sweeper (`reconciling.SWEEPERS`).

A sweeper only finds what differs. Whatever it finds is settled by the same road as an event, so being wrong here costs a question to
Stripe and nothing else.
"""

import itertools
import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from django.conf import settings
from django.db.models import Q

from acg.shared.values import frozen
from checkout import gateways
from checkout.gateways.billing import StripeSubscription
from checkout.gateways.protocol import StripePayment, StripeRefund, StripeSession
from checkout.models import (
    Dispute,
    Invoice,
    LedgerEntry,
    LedgerKind,
    Order,
    OrderState,
    Payment,
    PaymentState,
    Refund,
    Subscription,
)
from checkout.services.deriving import PAYMENT_STATES
from checkout.services.restoring import restore_order
from checkout.services.settling import Hint, settle_order

PAGE = 100
MEMBERSHIP = ("status", "current_period_end", "until_at", "is_live", "ends_at", "ended_at", "paused", "price_id", "buyer_id")
PAID = {"paid", "no_payment_required"}
UNPAID = {OrderState.OPEN, OrderState.AWAITING, OrderState.EXPIRED, OrderState.CANCELED}
TOLD = {"succeeded", "processing", "canceled", "requires_payment_method"}  # of these Stripe makes events that we take

Thing = TypeVar("Thing")


@frozen
class Doubt:
    """Something at Stripe that our rows do not agree with.

    Args:
        subject: what it is about, such as `order:<public id>`.
        what: what differs, for staff.
        look: returns all that settling may change, to see whether it did.
        settle: brings our rows to where Stripe says they are.
        needs_review: returns why a person must look at it after that, or nothing.
    """

    subject: str
    what: str
    look: Callable[[], Hashable]
    settle: Callable[[], object]
    needs_review: Callable[[], str]


@frozen
class Swept:
    """A page of objects that were compared: how many of them are ours, and what differs."""

    checked: int
    doubts: tuple[Doubt, ...]


Sweeper = Callable[[int], Iterator[Swept]]


def order_doubt(public_id: str, what: str, hint: Hint) -> Doubt:
    """Return the doubt about an order of this school, which may be lost here.

    Args:
        public_id: the order's.
        what: what differs, for staff.
        hint: the object at Stripe that gave rise to it.
    """
    return Doubt(
        subject=f"order:{public_id}",
        what=what,
        look=partial(_rows_of, public_id),
        settle=partial(_settle, public_id, hint),
        needs_review=partial(_review_reason, public_id),
    )


def sweep_sessions(since: int) -> Iterator[Swept]:
    """Compare the checkout sessions that were opened since a time (seconds since 1970) with the orders and the ledger."""
    for page in pages(gateways.gateway().list_sessions(since=since)):
        ids = {session.id for session in page}
        named = {key for session in page if (key := order_named(session))}
        known = list(Order.objects.filter(Q(checkout_session_id__in=ids) | Q(public_id__in=named)))
        orders = {str(order.public_id): order for order in known}
        by_session = {order.checkout_session_id: order for order in known}
        booked = _booked(LedgerKind.PAYMENT, (session.payment_id for session in page))
        checked, doubts = 0, []
        for session in page:
            order = by_session.get(session.id) or orders.get(order_named(session))
            public_id = str(order.public_id) if order else order_named(session)
            if not public_id:
                continue
            checked += 1
            if what := _session_differs(session, order, is_booked=session.payment_id in booked):
                doubts.append(order_doubt(public_id, what, Hint(session_id=session.id, payment_id=session.payment_id)))
        yield Swept(checked, tuple(doubts))


def sweep_payments(since: int) -> Iterator[Swept]:
    """Compare the payment intents that were made since a time with the ledger."""
    for page in pages(gateways.gateway().list_payments(since=since)):
        ids = [payment.id for payment in page]
        known = {row.stripe_id: row for row in Payment.objects.filter(stripe_id__in=ids).select_related("order")}
        booked = _booked(LedgerKind.PAYMENT, ids)
        there = set(Order.objects.filter(public_id__in=filter(None, map(order_named, page))).values_list("public_id", flat=True))
        checked, doubts = 0, []
        for payment in page:
            row = known.get(payment.id)
            public_id = str(row.order.public_id) if row else order_named(payment)
            if not public_id:
                continue
            checked += 1
            is_lost = row is None and uuid.UUID(public_id) not in there
            if what := _payment_differs(payment, row, is_booked=payment.id in booked, is_lost=is_lost):
                doubts.append(order_doubt(public_id, what, Hint(payment_id=payment.id)))
        yield Swept(checked, tuple(doubts))


def sweep_refunds(since: int) -> Iterator[Swept]:
    """Compare the refunds that were made since a time with the ledger; those of payments that are lost come with these."""
    for page in pages(gateways.gateway().list_refunds(since=since)):
        payments = Payment.objects.filter(stripe_id__in=[refund.payment_id for refund in page])
        orders = dict(payments.values_list("stripe_id", "order__public_id"))
        ids = [refund.id for refund in page]
        states = dict(Refund.objects.filter(stripe_id__in=ids).values_list("stripe_id", "state"))
        booked = _booked(LedgerKind.REFUND, ids)
        checked, doubts = 0, []
        for refund in page:
            public_id = str(orders.get(refund.payment_id) or order_named(refund))
            if not public_id:
                continue
            checked += 1
            if states.get(refund.id) != refund.status or (refund.status == "succeeded" and refund.id not in booked):
                what = f"refund {refund.id} is {refund.status} at Stripe"
                doubts.append(order_doubt(public_id, what, Hint(payment_id=refund.payment_id)))
        yield Swept(checked, tuple(doubts))


def sweep_disputes(since: int) -> Iterator[Swept]:
    """Compare the disputes that were opened since a time with our rows; those of payments that are lost come with these."""
    for page in pages(gateways.gateway().list_disputes(since=since)):
        payments = Payment.objects.filter(stripe_id__in=[dispute.payment_id for dispute in page])
        orders = dict(payments.values_list("stripe_id", "order__public_id"))
        ids = [dispute.id for dispute in page]
        states = dict(Dispute.objects.filter(stripe_id__in=ids).values_list("stripe_id", "state"))
        taken, returned = _booked(LedgerKind.DISPUTE, ids), _booked(LedgerKind.DISPUTE_WON, ids)
        checked, doubts = 0, []
        for dispute in page:
            if dispute.payment_id not in orders:
                continue
            checked += 1
            moved = dispute.is_withdrawn and dispute.id not in taken, dispute.is_reinstated and dispute.id not in returned
            if states.get(dispute.id) != dispute.status[:40] or any(moved):
                what = f"dispute {dispute.id} is {dispute.status} at Stripe"
                doubts.append(order_doubt(str(orders[dispute.payment_id]), what, Hint(payment_id=dispute.payment_id)))
        yield Swept(checked, tuple(doubts))


def _session_differs(session: StripeSession, order: Order | None, *, is_booked: bool) -> str:
    """Return how a session and its order disagree, or nothing; an order that nobody paid is not missed."""
    if session.status == "complete" and order is None:
        return f"session {session.id} is complete at Stripe, and its order is lost"
    if order is None:
        return ""
    is_paid = session.payment_status in PAID
    if session.status == "complete" and is_paid and (order.state in UNPAID or (session.payment_id and not is_booked)):
        return f"session {session.id} is paid at Stripe"
    if session.status == "complete" and not is_paid and order.state in {OrderState.OPEN, OrderState.EXPIRED}:
        return f"session {session.id} is complete at Stripe"
    if session.status == "expired" and order.state == OrderState.OPEN and order.checkout_session_id == session.id:
        return f"session {session.id} is expired at Stripe"
    return ""


def _payment_differs(payment: StripePayment, row: Payment | None, *, is_booked: bool, is_lost: bool) -> str:
    """Return how a payment intent and our rows disagree, or nothing."""
    if payment.status not in TOLD or (is_lost and payment.status != "succeeded"):
        return ""
    state = PAYMENT_STATES.get(payment.status, PaymentState.PROCESSING)
    if row is None or row.state != state or (payment.status == "succeeded" and not is_booked):
        return f"payment {payment.id} is {payment.status} at Stripe"
    return ""


def order_named(thing: StripeSession | StripePayment | StripeRefund | StripeSubscription) -> str:
    """Return the public id of the order of this school that an object of Stripe's names, or nothing."""
    if thing.metadata.get("instance") != settings.INSTANCE:
        return ""
    try:
        return str(uuid.UUID(thing.metadata.get("order", "")))
    except ValueError:
        return ""


def _booked(kind: LedgerKind, ids: Iterable[str]) -> set[str]:
    return set(LedgerEntry.objects.filter(kind=kind, stripe_id__in=set(ids)).values_list("stripe_id", flat=True))


def pages(things: Iterator[Thing]) -> Iterator[list[Thing]]:
    """Yield things a hundred at a time."""
    while page := list(itertools.islice(things, PAGE)):
        yield page


def _settle(public_id: str, hint: Hint) -> None:
    order_id = Order.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if order_id is None:
        restore_order(hint=hint)
    else:
        settle_order(order_id=order_id, hint=hint)


def _rows_of(public_id: str) -> Hashable:
    """Return all that settling an order may change."""
    order = Order.objects.filter(public_id=public_id).values().first()
    if order is None:
        return None
    own = {"order_id": order["id"]}
    return (
        tuple((name, str(value)) for name, value in order.items() if name != "looked_at"),
        tuple(LedgerEntry.objects.filter(**own).order_by("pk").values_list("kind", "stripe_id")),
        tuple(Payment.objects.filter(**own).order_by("pk").values_list("stripe_id", "state", "amount_minor")),
        tuple(Refund.objects.filter(**own).order_by("pk").values_list("stripe_id", "state")),
        tuple(Dispute.objects.filter(**own).order_by("pk").values_list("stripe_id", "state", "amount_minor")),
        tuple(Subscription.objects.filter(**own).values_list(*MEMBERSHIP)),
        tuple(Invoice.objects.filter(subscription__order_id=order["id"]).order_by("pk").values_list("stripe_id", "status")),
    )


def _review_reason(public_id: str) -> str:
    return Order.objects.filter(public_id=public_id).values_list("review_reason", flat=True).first() or ""
