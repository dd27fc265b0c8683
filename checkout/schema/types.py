"""What is sold, and what the viewer bought."""

from typing import Any

import graphene
from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from acg.shared.graph import PUBLIC, VIEWER, Children, DateTime, Field, Money, Row, Type, Weight, connection_of, many
from acg.shared.money import Money as Amount
from checkout.models import Offer, Order, OrderLine, OrderState, Payment, Price, Refund
from checkout.schema.enums import IntervalEnum, OfferKindEnum, OrderStateEnum, PaymentStateEnum
from courses.schema import CourseType, LearningPathType

Rows = QuerySet[Any, Any]
AMOUNT = ("amount_minor", "currency")


def _amount(row: Row, _info: graphene.ResolveInfo) -> Amount:
    return Amount(row["amount_minor"], row["currency"])


class PriceType(Type):
    """What an offer costs in a currency."""

    class Meta:
        access = PUBLIC
        name = "Price"

    amount = Field(Money, "How much.", columns=AMOUNT, resolver=_amount)
    interval = Field(
        IntervalEnum, "How often it is paid; null for once.", nullable=True, resolver=lambda row, _info: row["interval"] or None
    )


class OfferType(Type):
    """Something that is on sale."""

    class Meta:
        access = PUBLIC
        name = "Offer"
        key = "public_id"

    kind = Field(OfferKindEnum, "What it gives.")
    slug = Field(graphene.String, "Names it in addresses.")
    title = Field(graphene.String, "What is sold.")
    course = Field(CourseType, "The course that it gives, when it gives one.", join="course", nullable=True)
    path = Field(LearningPathType, "The learning path whose courses it gives, when it gives one.", join="path", nullable=True)
    prices = Field(
        many(PriceType),
        "What it costs now, by currency.",
        fetch=Children(
            PriceType,
            "offer",
            lambda: Price.objects.filter(is_active=True).order_by("offer_id", "currency", "interval"),
            into="prices",
        ),
        weight=Weight(size=3),
    )

    @classmethod
    def visible(cls, _info: graphene.ResolveInfo) -> Rows:
        """Return what is on sale and gives nothing that is still hidden."""
        is_shown = Q(course=None) | Q(course__published_at__isnull=False)
        return Offer.objects.filter(is_shown, Q(path=None) | Q(path__is_published=True), is_active=True)


def _line_amount(column: str) -> Any:
    return lambda row, _info: Amount(row[column], row["order"]["currency"])


class OrderLineType(Type):
    """What was bought, as it was offered then."""

    class Meta:
        access = VIEWER
        name = "OrderLine"

    title = Field(graphene.String, "What it was called.")
    kind = Field(OfferKindEnum, "What it gave.")
    amount = Field(
        Money, "Its price, before the discount.", columns=("amount_minor", "order__currency"), resolver=_line_amount("amount_minor")
    )
    discount = Field(
        Money, "What a coupon took off.", columns=("discount_minor", "order__currency"), resolver=_line_amount("discount_minor")
    )


class PaymentType(Type):
    """An attempt to pay."""

    class Meta:
        access = VIEWER
        name = "Payment"

    state = Field(PaymentStateEnum, "How it ended, so far.")
    amount = Field(Money, "How much.", columns=AMOUNT, resolver=_amount)
    created_at = Field(DateTime, "When it was made.")


class RefundType(Type):
    """Money on its way back."""

    class Meta:
        access = VIEWER
        name = "Refund"

    state = Field(graphene.String, "How far it is, in Stripe's words: pending, succeeded, failed and others.")
    amount = Field(Money, "How much.", columns=AMOUNT, resolver=_amount)
    reason = Field(graphene.String, "Why; perhaps empty.")
    created_at = Field(DateTime, "When it was asked for.")


def _total(order: Row, _info: graphene.ResolveInfo) -> Amount:
    return Amount(order["total_minor"], order["currency"])


def _checkout_url(order: Row, _info: graphene.ResolveInfo) -> str | None:
    url: str = order["checkout_url"]
    return url or None if order["state"] == OrderState.OPEN else None


def _receipt_url(order: Row, _info: graphene.ResolveInfo) -> str | None:
    if order["settled_at"] is None:
        return None
    return str(settings.SITE_URL) + reverse("checkout:receipt", args=[order["public_id"]])


class OrderType(Type):
    """A purchase of the viewer's, paid or not."""

    class Meta:
        access = VIEWER
        name = "Order"
        key = "public_id"

    number = Field(
        graphene.String,
        "Its number, short enough to be read out.",
        columns=("public_id",),
        resolver=lambda order, _info: Order(public_id=order["public_id"]).number,
    )
    state = Field(OrderStateEnum, "Where it stands.")
    total = Field(Money, "What is to be paid, or was.", columns=("total_minor", "currency"), resolver=_total)
    created_at = Field(DateTime, "When it was begun.")
    settled_at = Field(DateTime, "When the money came in; null before.", nullable=True)
    checkout_url = Field(
        graphene.String,
        "Where to pay it while it is open.",
        nullable=True,
        columns=("checkout_url", "state"),
        resolver=_checkout_url,
    )
    receipt_url = Field(
        graphene.String,
        "Where its receipt is, once it was paid.",
        nullable=True,
        columns=("settled_at", "public_id"),
        resolver=_receipt_url,
    )
    lines = Field(
        many(OrderLineType),
        "What it is for.",
        fetch=Children(OrderLineType, "order", lambda: OrderLine.objects.order_by("pk"), into="lines"),
        weight=Weight(size=3),
    )
    payments = Field(
        many(PaymentType),
        "The attempts to pay it, in their order.",
        fetch=Children(PaymentType, "order", lambda: Payment.objects.order_by("pk"), into="payments"),
        weight=Weight(size=2),
    )
    refunds = Field(
        many(RefundType),
        "What went back, in its order.",
        fetch=Children(RefundType, "order", lambda: Refund.objects.order_by("pk"), into="refunds"),
        weight=Weight(size=2),
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the viewer's own; orders without an account are nobody's here."""
        viewer = info.context.viewer
        return Order.objects.none() if viewer is None else Order.objects.filter(buyer=viewer)


OfferConnection = connection_of(OfferType, description="What is on sale, page by page.")
OrderConnection = connection_of(OrderType, description="The viewer's purchases, page by page.")
