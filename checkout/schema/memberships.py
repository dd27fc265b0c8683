"""The membership that the viewer pays for."""

from typing import Any

import graphene
from django.db.models import QuerySet

from acg.shared.graph import VIEWER, DateTime, Field, Money, Row, Type
from acg.shared.money import Money as Amount
from checkout.models import Subscription
from checkout.schema.enums import IntervalEnum


def _amount(row: Row, _info: graphene.ResolveInfo) -> Amount:
    return Amount(row["price"]["amount_minor"], row["price"]["currency"])


class MembershipType(Type):
    """A membership of the viewer's: all courses, while it lives."""

    class Meta:
        access = VIEWER
        name = "Membership"
        key = "public_id"

    state = Field(
        graphene.String,
        "Where it stands, in Stripe's words: trialing, active, past_due and others.",
        columns=("status",),
        resolver=lambda row, _info: row["status"],
    )
    interval = Field(
        IntervalEnum, "How often it is paid.", columns=("price__interval",), resolver=lambda row, _info: row["price"]["interval"]
    )
    amount = Field(Money, "What is paid each time.", columns=("price__amount_minor", "price__currency"), resolver=_amount)
    current_period_end = Field(DateTime, "When it is paid next, or ends.", nullable=True)
    trial_end = Field(DateTime, "When its trial is over; null without one.", nullable=True)
    ends_at = Field(DateTime, "When it ends, if it is cancelled for a time to come.", nullable=True)
    until = Field(
        DateTime,
        "Until when it opens the courses as things stand; null for no end.",
        nullable=True,
        columns=("until_at",),
        resolver=lambda row, _info: row["until_at"],
    )
    gives_access = Field(
        graphene.Boolean,
        "Whether it opens the courses now.",
        columns=("is_live", "until_at"),
        resolver=lambda row, _info: Subscription(is_live=row["is_live"], until_at=row["until_at"]).gives_access,
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> QuerySet[Any, Any]:
        """Return the viewer's own."""
        viewer = info.context.viewer
        return Subscription.objects.none() if viewer is None else Subscription.objects.filter(buyer=viewer)
