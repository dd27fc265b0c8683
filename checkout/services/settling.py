"""Bringing an order to where Stripe says it is. The order of the steps is the rule: lock, then fetch, then write.

Whoever fetched before locking could write an older truth over a newer one: a purchase that was refunded meanwhile would be granted.
"""

import datetime as dt
import logging
import time

from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateTimeField, Func

from acg.shared.metrics import metric
from acg.shared.values import frozen
from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable, StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.models import Dispute, LedgerKind, Order, OrderState, Payment
from checkout.services.consequences import apply
from checkout.services.deriving import Derived, Movement, OrderFacts, StripeObjects, derive
from checkout.services.memberships.deriving import derive_membership
from checkout.services.memberships.settling import Where, apply_membership, fetch_membership

LOCK_TIMEOUT = "3s"
FROZEN_TIMEOUT = "30s"  # a worker that the cloud froze half-way loses its connection, and with it its locks
BUDGET_SECONDS = 5.0

logger = logging.getLogger(__name__)


@frozen
class Hint:
    """What an event says it is about: where to look, never what is true."""

    session_id: str = ""
    payment_id: str = ""
    subscription_id: str = ""


NOTHING = Hint()


def settle_order(*, order_id: int, hint: Hint = NOTHING, heard_at: dt.datetime | None = None) -> Order:
    """Bring one order to where Stripe says it is, and everything that follows with it, in one transaction.

    Args:
        order_id: the order's primary key.
        hint: objects at Stripe that may belong to the order besides those it knows of.
        heard_at: when the news came that led here, by the database's clock. If Stripe was asked for the same objects after that,
            the news are in what it answered, and it is not asked again: the events of one purchase come together.

    Raises:
        GatewayUnavailable: Stripe cannot be asked now.
        GatewayRefused: Stripe does not know an object of the order.
        django.db.OperationalError: another worker has held the order for longer than three seconds.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, true), set_config('idle_in_transaction_session_timeout', %s, true)",
                [LOCK_TIMEOUT, FROZEN_TIMEOUT],
            )
        order = Order.objects.select_for_update(of=("self",)).select_related("buyer").get(pk=order_id)
        if heard_at is not None and _was_asked_since(heard_at, order, hint):
            return order
        Order.objects.filter(pk=order_id).update(asked_at=Func(function="clock_timestamp", output_field=DateTimeField()))
        deadline = time.monotonic() + BUDGET_SECONDS
        if order.interval:
            _settle_membership(order, hint, deadline=deadline)
        else:
            apply(order, derive(_facts(order), _fetch(order, hint, deadline=deadline)))
        return order


def _was_asked_since(heard_at: dt.datetime, order: Order, hint: Hint) -> bool:
    """Return whether Stripe was asked for the order and the hint's objects after a moment; of a membership it is not remembered."""
    if order.asked_at is None or order.asked_at <= heard_at or order.interval:
        return False
    return hint.session_id in {"", order.checkout_session_id} and hint.payment_id in {"", order.payment_intent_id}


def _settle_membership(order: Order, hint: Hint, *, deadline: float) -> None:
    """Do the same for an order that began a membership, and for the membership with it."""
    facts, where = _facts(order), Where(hint.session_id, hint.subscription_id, hint.payment_id)
    membership = derive_membership(facts, fetch_membership(order, facts, where, check=lambda: _check(deadline)))
    apply(order, membership.order)
    apply_membership(order, membership)


def settle_free_order(order: Order) -> None:
    """Settle an order, made in the current transaction, of which nothing is to be paid: no word with Stripe is needed.

    The ledger says so with an amount of 0, so that every settled order has its cause in it.
    """
    movement = Movement(LedgerKind.PAYMENT, f"free-{order.public_id}", 0, order.currency)
    apply(order, Derived(state=OrderState.SETTLED, movements=(movement,)))


def _facts(order: Order) -> OrderFacts:
    return OrderFacts(
        public_id=str(order.public_id),
        instance=settings.INSTANCE,
        total_minor=order.total_minor,
        currency=order.currency,
        state=order.state,
        has_buyer=order.buyer_id is not None,
        was_settled=order.settled_at is not None,
    )


def _fetch(order: Order, hint: Hint, *, deadline: float) -> StripeObjects:
    """Return everything that Stripe holds for the order, as it is now: its lock must be held.

    Objects that only an event's payload named count when they name the order themselves.
    """
    own = (str(order.public_id), settings.INSTANCE)
    stripe = gateways.gateway()
    sessions: list[StripeSession] = []
    payments: dict[str, StripePayment] = {}
    refunds: list[StripeRefund] = []
    disputes: list[StripeDispute] = []
    for session_id in dict.fromkeys(filter(None, (order.checkout_session_id, hint.session_id))):
        _check(deadline)
        session, payment = stripe.session(session_id)
        if session_id == order.checkout_session_id or (session.order, session.metadata.get("instance")) == own:
            sessions.append(session)
            if payment is not None:
                payments[payment.id] = payment
    known = set(Payment.objects.filter(order=order).values_list("stripe_id", flat=True))
    for payment_id in sorted((known | {hint.payment_id}) - {"", *payments}):
        _check(deadline)
        payment = stripe.payment(payment_id)
        if payment_id in known or (payment.metadata.get("order"), payment.metadata.get("instance")) == own:
            payments[payment_id] = payment
    for payment_id, payment in payments.items():
        if payment.status == "succeeded":
            _check(deadline)
            refunds += stripe.refunds(payment_id)
            _check(deadline)
            disputes += _disputes(order, payment_id)
    return StripeObjects(tuple(sessions), tuple(payments.values()), tuple(refunds), tuple(disputes))


def _disputes(order: Order, payment_id: str) -> list[StripeDispute]:
    """Return the disputes of a payment. A key or a server that does not show any is no reason to shut a buyer out: it rings.

    Of an order that is known to be disputed nothing is assumed: then the refusal stands.
    """
    try:
        return gateways.gateway().disputes(payment_id)
    except GatewayRefused as error:
        if Dispute.objects.filter(order=order).exists():
            raise
        metric("stripe.disputes_refused")
        logger.error("disputes cannot be read: may the key?", extra={"code": error.code})  # noqa: TRY400 -- Stripe's own words may hold personal data
        return []


def _check(deadline: float) -> None:
    """Leave the rest to the timer when the time of a webhook's answer is used up; what was learned so far is not written."""
    if time.monotonic() > deadline:
        raise GatewayUnavailable("out_of_time", is_answered=False)
