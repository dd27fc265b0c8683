from typing import Any

import graphene

from acg.shared import graph
from acg.shared.graph import VIEWER, Field, Row, not_found, payload_row, uuid_from
from checkout.schema.enums import IntervalEnum
from checkout.schema.types import OfferType, OrderType
from checkout.selectors import default_currency, live_offers
from checkout.services import claim_gift, start_checkout
from checkout.views.buying import return_addresses


class StartCheckout(graph.Mutation):
    """Begin to buy an offer: one open order, however often it is asked for. Nothing is charged before `checkoutUrl` was visited."""

    access = VIEWER
    once = True
    input_names = {"coupon_code": "coupon"}

    class Input:
        offer_id = graphene.ID(required=True, description="What to buy.")
        coupon = graphene.String(description="A coupon's code, as typed.")
        currency = graphene.String(description="ISO 4217; by default US dollars, else the first that there is a price in.")
        interval = IntervalEnum(description="How often a membership shall be paid; by default every month.")
        seats = graphene.Int(description="How many seats of a team, 1 to 500; of anything else one.")

    order = Field(OrderType, "The order; paid already when there was nothing to pay.", nullable=True)
    checkout_url = Field(graphene.String, "Where to pay; null when there is nothing to pay.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Start the checkout."""
        public_id = uuid_from(values["offer_id"], "Offer", field="offer_id")
        offer = live_offers().filter(pk__in=OfferType.visible(info).values("pk"), public_id=public_id).first()
        if offer is None:
            raise not_found()
        order = start_checkout(
            offer=offer,
            buyer=info.context.viewer,
            visitor_key="",
            currency=values.get("currency") or default_currency(offer),
            coupon_code=values.get("coupon") or "",
            interval=str(values.get("interval") or ""),
            quantity=1 if values.get("seats") is None else values["seats"],
            **return_addresses(offer),
        )
        own = OrderType.visible(info).filter(pk=order.pk)
        url = None if order.is_settled else order.checkout_url
        return {"order": payload_row(info, "order", OrderType, own), "checkout_url": url}


class ClaimGift(graph.Mutation):
    """Claim a gift: what it gives is the viewer's, and nobody else's any more. Again changes nothing."""

    access = VIEWER
    once = True

    class Input:
        code = graphene.String(required=True, description="From the receiver's mail.")

    title = Field(graphene.String, "What was given.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Claim it."""
        gift = claim_gift(code=values["code"], user=info.context.viewer)
        return {"title": gift.order.offer.title}


class Mutation:
    """What a buyer can make happen."""

    claim_gift = ClaimGift.field()
    start_checkout = StartCheckout.field()
