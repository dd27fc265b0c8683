"""What happens to money."""

from checkout.services.claiming import claim_orders
from checkout.services.comparing import differences_from_stripe
from checkout.services.coupons import redeem_coupon, release_coupon
from checkout.services.gifts import GiftWish, claim_gift, deliver_gifts
from checkout.services.inbox import Settled, receive_event, receive_webhook, revive_events, settle, settle_due
from checkout.services.memberships.changing import (
    cancel_membership,
    change_seats,
    end_membership,
    portal_address,
    resume_membership,
    switch_plan,
)
from checkout.services.pricing import (
    add_price,
    offer_course,
    offer_membership,
    offer_path,
    offer_team,
    retire_price,
    withdraw_offer,
)
from checkout.services.receipting import keep_receipt, make_out_receipt, number_receipts
from checkout.services.reconciling import Report, reconcile
from checkout.services.refunds import request_refund, return_order
from checkout.services.replaying import order_by_number, replay_event, replay_order
from checkout.services.restoring import restore_order
from checkout.services.returning import return_second_payment
from checkout.services.settling import settle_order
from checkout.services.starting import start_checkout
from checkout.services.watching import watch_orders

__all__ = [
    "GiftWish",
    "Report",
    "Settled",
    "add_price",
    "cancel_membership",
    "change_seats",
    "claim_gift",
    "claim_orders",
    "deliver_gifts",
    "differences_from_stripe",
    "end_membership",
    "keep_receipt",
    "make_out_receipt",
    "number_receipts",
    "offer_course",
    "offer_membership",
    "offer_path",
    "offer_team",
    "order_by_number",
    "portal_address",
    "receive_event",
    "receive_webhook",
    "reconcile",
    "redeem_coupon",
    "release_coupon",
    "replay_event",
    "replay_order",
    "request_refund",
    "restore_order",
    "resume_membership",
    "retire_price",
    "return_order",
    "return_second_payment",
    "revive_events",
    "settle",
    "settle_due",
    "settle_order",
    "start_checkout",
    "switch_plan",
    "watch_orders",
    "withdraw_offer",
]
