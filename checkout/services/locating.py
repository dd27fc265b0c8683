"""Which order an event is about. The payload is only a hint: what it says is looked up, and fetched, before it counts."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from acg.shared.values import frozen
from checkout import gateways
from checkout.models import Order, Payment, StripeEvent, Subscription
from checkout.services.settling import Hint

HANDLED = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.expired",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "payment_intent.succeeded",
        "payment_intent.processing",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
        "charge.succeeded",
        "charge.failed",
        "charge.refunded",
        "charge.refund.updated",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.payment_action_required",
        "invoice.voided",
        "invoice.marked_uncollectible",
    }
)


class OrderLost(Exception):  # noqa: N818 -- reads as what it is
    """Stripe holds an object of this school for an order that the database does not have.

    Args:
        public_id: the order's.
        hint: the object.
    """

    def __init__(self, public_id: str, hint: Hint) -> None:
        super().__init__(public_id)
        self.public_id = public_id
        self.hint = hint


@frozen
class Subject:
    """The object that an event says it is about.

    Args:
        kind: Stripe's name for the type of object, such as `checkout.session`.
        object_id: its id at Stripe.
        snapshot: the object as it was when the event was made; empty in a thin event.
    """

    kind: str
    object_id: str
    snapshot: Mapping[str, Any]


def is_handled(event_type: str) -> bool:
    """Return whether events of this type say something about an order; a thin event's type has a prefix."""
    return event_type.removeprefix("v1.") in HANDLED


def subject_of(payload: Mapping[str, Any]) -> Subject:
    """Return what an event is about, in the form with a snapshot and in the thin one.

    https://docs.stripe.com/api/events/object and https://docs.stripe.com/api/v2/core/events/object
    """
    data, related = payload.get("data"), payload.get("related_object")
    snapshot = data.get("object") if isinstance(data, dict) else None
    if isinstance(snapshot, dict):
        return Subject(_word(snapshot.get("object")), _word(snapshot.get("id")), snapshot)
    if isinstance(related, dict):
        return Subject(_word(related.get("type")), _word(related.get("id")), {})
    return Subject("", "", {})


def locate(event: StripeEvent) -> tuple[int, Hint] | None:
    """Return the order that an event is about, by its primary key, and where to look at Stripe; nothing for a stranger's object.

    One account may serve several products: an object is ours when our tables know its id, or when it bears this instance's name.

    Raises:
        OrderLost: the object is ours, but its order is not there.
        GatewayUnavailable, GatewayRefused: the object had to be fetched to learn this.
    """
    subject = subject_of(json.loads(bytes(event.raw)))
    if subject.kind == "checkout.session":
        return _locate_session(subject)
    if subject.kind in {"subscription", "invoice"}:
        return _locate_subscription(subject)
    payment_id = subject.object_id if subject.kind == "payment_intent" else _word(subject.snapshot.get("payment_intent"))
    if not payment_id and subject.kind == "charge":
        payment_id = gateways.gateway().payment_of_charge(subject.object_id)
    elif not payment_id and subject.kind == "refund":
        payment_id = gateways.gateway().payment_of_refund(subject.object_id)
    elif not payment_id and subject.kind == "dispute":
        payment_id = gateways.gateway().payment_of_dispute(subject.object_id)
    return _locate_payment(payment_id, subject) if payment_id else None


def _locate_session(subject: Subject) -> tuple[int, Hint] | None:
    hint = Hint(session_id=subject.object_id)
    known = Order.objects.filter(checkout_session_id=subject.object_id).values_list("pk", flat=True).first()
    if known is not None:
        return known, hint
    return _named(subject.snapshot.get("metadata") or gateways.gateway().session(subject.object_id)[0].metadata, hint)


def _locate_subscription(subject: Subject) -> tuple[int, Hint] | None:
    labels, subscription_id = subject.snapshot.get("metadata"), subject.object_id
    if subject.kind == "invoice":
        parent = subject.snapshot.get("parent") or {}
        details = parent.get("subscription_details") or {} if isinstance(parent, dict) else {}
        labels, subscription_id = details.get("metadata"), _word(details.get("subscription"))
        if not subscription_id and not subject.snapshot:
            subscription_id = gateways.gateway().subscription_of_invoice(subject.object_id)
        if not subscription_id:
            return None  # an invoice that somebody wrote by hand
    hint = Hint(subscription_id=subscription_id)
    known = Subscription.objects.filter(stripe_id=subscription_id).values_list("order_id", flat=True).first()
    if known is not None:
        return known, hint
    return _named(labels or gateways.gateway().subscription(subscription_id).metadata, hint)


def _locate_payment(payment_id: str, subject: Subject) -> tuple[int, Hint] | None:
    hint = Hint(payment_id=payment_id)
    known = Payment.objects.filter(stripe_id=payment_id).values_list("order_id", flat=True).first()
    if known is not None:
        return known, hint
    # Refunds and disputes have metadata of their own; only those of the payment name the order.
    metadata = None if subject.kind in {"refund", "dispute"} else subject.snapshot.get("metadata")
    return _named(metadata or gateways.gateway().payment(payment_id).metadata, hint)


def _named(metadata: Mapping[str, Any], hint: Hint) -> tuple[int, Hint] | None:
    """Return the order that the metadata name, if it is an order of this instance."""
    if metadata.get("instance") != settings.INSTANCE:
        return None
    try:
        public_id = uuid.UUID(str(metadata.get("order")))
    except ValueError:
        return None
    order = Order.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if order is None:
        raise OrderLost(str(public_id), hint)
    return order, hint


def _word(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and value.isprintable() and len(value) <= 200 else ""  # noqa: PLR2004 -- the columns' length
