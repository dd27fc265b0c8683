from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import graphene

from acg.shared.graph import PUBLIC, Field, Row, Selection, connection_field, page, row_of, uuid_from
from acg.shared.keyset import Order
from checkout.schema.memberships import MembershipType
from checkout.schema.types import OfferConnection, OfferType, OrderConnection, OrderType
from checkout.selectors import running_memberships

BY_TITLE = Order("title", ("title", "public_id"), (str, UUID), descending=False)
BY_CREATED = Order("created", ("created_at", "public_id"), (datetime, UUID))


def _offers(_root: Any, info: graphene.ResolveInfo, *, courses: Sequence[str] | None = None, **part: Any) -> Row:
    offers = OfferType.visible(info)
    if courses is not None:
        offers = offers.filter(course__public_id__in=[uuid_from(course, "Course", field="courses") for course in courses])
    return page(OfferType, offers, BY_TITLE, info, **part)


def _orders(_viewer: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(OrderType, OrderType.visible(info), BY_CREATED, info, **part)


def _membership(_viewer: Any, info: graphene.ResolveInfo) -> Row | None:
    running = running_memberships(info.context.viewer).select_related(None)
    return row_of(MembershipType, running, Selection.of(info), info)


class Query:
    """The root fields of what is sold."""

    offers = connection_field(
        OfferConnection,
        "What is on sale, by title.",
        access=PUBLIC,
        resolver=_offers,
        courses=graphene.List(graphene.NonNull(graphene.ID), description="Only what sells one of these courses by itself."),
    )


class Viewer:
    """What the viewer bought."""

    orders = connection_field(OrderConnection, "Their purchases, newest first.", resolver=_orders)
    membership = Field(
        MembershipType,
        "The membership that they pay for; null when there is none, or when it has ended.",
        nullable=True,
        resolver=_membership,
    )
