"""Orders that Stripe remembers and the database does not: the labels that make it possible, and the rebuilding.

A database that was restored from yesterday has lost today's orders. What was sold, for how much and to whom is therefore written on
each of Stripe's objects (https://docs.stripe.com/metadata: 50 keys, 40 characters each, values of 500); all the rest is fetched and
settled like any other order.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from acg.events.services import note
from acg.shared.metrics import metric
from acg.users.models import User
from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, StripeSession
from checkout.models import Coupon, Gift, Interval, Offer, Order, OrderLine, OrderState, Price
from checkout.selectors import course_ids_of
from checkout.services.settling import Hint, settle_order
from courses.models import Course

MOST_KEYS = 50
LONGEST_VALUE = 500
IDS_PER_VALUE = 15  # of 32 letters and a comma
OTHER_KEYS = 15  # at least so many are left to whoever adds labels

logger = logging.getLogger(__name__)


class OrderMissing(Exception):  # noqa: N818 -- reads as what it is
    """Stripe holds an object of this school for an order that the database does not have, and that cannot be rebuilt.

    Args:
        reason: why not, for staff.
    """


def labels(*, order: Order, line: OrderLine) -> dict[str, str]:
    """Return what is written on Stripe's objects of an order, so that it could be rebuilt from them.

    They are public ids, and for whom a gift is.

    Args:
        order: about to be paid.
        line: its line, with its offer and price.
    """
    found = {
        "order": str(order.public_id),
        "instance": settings.INSTANCE,
        "offer": str(line.offer.public_id),
        "buyer": str(order.buyer.public_id) if order.buyer else "",
        "coupon": order.coupon.code if order.coupon else "",
        "total": str(order.total_minor),
        "currency": order.currency,
        "price": str(line.amount_minor // order.quantity),
        "seats": str(order.quantity) if order.quantity > 1 else "",
        "discount": str(line.discount_minor),
        "interval": line.price.interval,
    }
    gift = Gift.objects.filter(order=order).first()
    if gift:  # the only words of people among the labels: without them nobody would know for whom it is
        found |= {
            "gift": gift.code,
            "gift_name": gift.receiver_name,
            "gift_email": gift.receiver_email,
            "gift_message": gift.message[:LONGEST_VALUE],
            "gift_on": gift.deliver_on.isoformat(),
        }
    ids = [key.hex for key in Course.objects.filter(pk__in=line.course_ids).order_by("pk").values_list("public_id", flat=True)]
    for number, first in enumerate(range(0, len(ids), IDS_PER_VALUE)):
        if number < MOST_KEYS - OTHER_KEYS:
            found[f"courses_{number}"] = ",".join(ids[first : first + IDS_PER_VALUE])
    return {key: value for key, value in found.items() if value}


@transaction.atomic
def restore_order(*, hint: Hint) -> int | None:
    """Rebuild a lost order from Stripe's objects, with its line, ledger and rights, and return its primary key.

    Of an order that was never paid nothing is missed, and nothing is made. One that is there by now is only settled.

    Args:
        hint: the session, the payment intent or the subscription that names an order of this school.

    Raises:
        OrderMissing: what was sold is not known here, or Stripe's objects do not say it.
        GatewayUnavailable: Stripe cannot be asked now.
    """
    session = _session(hint)
    if session is None:
        raise OrderMissing("There is no payment page for it at Stripe.")
    if session.status != "complete":
        return None
    order, is_new = _order(session)
    settle_order(order_id=order.pk, hint=replace(hint, session_id=session.id, payment_id=session.payment_id or hint.payment_id))
    if is_new:
        note(subject=f"order:{order.public_id}", action="order.restored", reason=f"rebuilt from {session.id}")
        metric("orders.restored")
        logger.error("order rebuilt from Stripe's objects", extra={"order": str(order.public_id)})
    return order.pk


def _session(hint: Hint) -> StripeSession | None:
    stripe = gateways.gateway()
    try:
        if hint.session_id:
            return stripe.session(hint.session_id)[0]
        if hint.subscription_id:
            return next(iter(stripe.sessions_of_subscription(hint.subscription_id)), None)
        return next(iter(stripe.sessions_of_payment(hint.payment_id)), None) if hint.payment_id else None
    except GatewayRefused as error:
        raise OrderMissing(f"Stripe does not show its payment page: {error.code}.") from error


def _order(session: StripeSession) -> tuple[Order, bool]:
    """Return the order that a session names, made from its labels when it is not there.

    It begins as one whose payment is under way, so that an order which the same buyer has opened since is not in its way.
    """
    said = session.metadata
    sold, whose = _uuid(said.get("offer")), _uuid(said.get("buyer"))
    offer = Offer.objects.filter(public_id=sold).first() if sold else None
    public_id, total, amount = _uuid(said.get("order")), _amount(said, "total"), _amount(said, "price")
    if offer is None:
        raise OrderMissing("What was sold is not known here.")
    if public_id is None or total is None or amount is None or said.get("instance") != settings.INSTANCE:
        raise OrderMissing("Its labels at Stripe do not say what was sold.")
    currency, seats = said.get("currency", session.currency), _amount(said, "seats") or 1
    buyer = User.objects.filter(public_id=whose).first() if whose else None
    order, is_new = Order.objects.get_or_create(
        public_id=public_id,
        defaults={
            "buyer": buyer,
            "email": buyer.email if buyer else session.email.strip().lower(),
            "state": OrderState.AWAITING,
            "currency": currency,
            "total_minor": total,
            "quantity": seats,
            "coupon": Coupon.objects.filter(code=said.get("coupon", "")).first(),
            "offer": offer,
            "checkout_session_id": session.id,
            "interval": said.get("interval", "") if said.get("interval") in Interval.values else "",
        },
    )
    if is_new:
        if session.created:
            Order.objects.filter(pk=order.pk).update(created_at=dt.datetime.fromtimestamp(session.created, tz=dt.UTC))
        OrderLine.objects.create(
            order=order,
            offer=offer,
            price=_price(offer, currency, amount, said.get("interval", "")),
            title=offer.title,
            kind=offer.kind,
            course_ids=_course_ids(offer, said),
            amount_minor=amount * seats,
            discount_minor=_amount(said, "discount") or 0,
        )
        _restore_gift(order, said)
    return order, is_new


def _restore_gift(order: Order, said: Mapping[str, str]) -> None:
    """Make the gift again that an order was; whoever had claimed it can claim it once more, with the same code."""
    if "gift" not in said:
        return
    try:
        day = dt.date.fromisoformat(said.get("gift_on", ""))
    except ValueError:
        day = timezone.now().date()
    Gift.objects.create(
        order=order,
        code=said["gift"],
        receiver_name=said.get("gift_name", "")[:150],
        receiver_email=said.get("gift_email", "")[:254],
        message=said.get("gift_message", ""),
        deliver_on=day,
    )


def _price(offer: Offer, currency: str, amount_minor: int, interval: str) -> Price:
    """Return the price that the order had frozen; one that was lost as well is made again, retired."""
    wanted: dict[str, Any] = {"offer": offer, "currency": currency, "amount_minor": amount_minor}
    wanted["interval"] = interval if interval in Interval.values else ""
    return Price.objects.filter(**wanted).order_by("-is_active", "pk").first() or Price.objects.create(**wanted, is_active=False)


def _course_ids(offer: Offer, said: Mapping[str, str]) -> list[int]:
    """Return the courses that the order gave; those of the offer today when the labels do not name them."""
    named = [_uuid(key) for label, value in said.items() if label.startswith("courses_") for key in value.split(",")]
    found = Course.objects.filter(public_id__in=[key for key in named if key]).order_by("pk")
    return list(found.values_list("pk", flat=True)) or list(course_ids_of(offer))


def _amount(said: Mapping[str, str], label: str) -> int | None:
    text = said.get(label, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None  # noqa: PLR2004 -- what the column holds


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
