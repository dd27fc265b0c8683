"""What happens to money."""

from checkout.services.coupons import redeem_coupon, release_coupon
from checkout.services.inbox import Settled, receive_event, receive_webhook, revive_events, settle, settle_due
from checkout.services.pricing import add_price, offer_course, offer_membership, offer_path, retire_price, withdraw_offer
from checkout.services.refunds import request_refund, return_order
from checkout.services.settling import settle_order
from checkout.services.starting import start_checkout

__all__ = [
    "Settled",
    "add_price",
    "offer_course",
    "offer_membership",
    "offer_path",
    "receive_event",
    "receive_webhook",
    "redeem_coupon",
    "release_coupon",
    "request_refund",
    "retire_price",
    "return_order",
    "revive_events",
    "settle",
    "settle_due",
    "settle_order",
    "start_checkout",
    "withdraw_offer",
]
