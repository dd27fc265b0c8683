"""Rows of the money: what is sold, what was ordered, what moved, what Stripe told."""

from checkout.models.disputes import Dispute, DisputeState
from checkout.models.gifts import Gift
from checkout.models.inbox import ReconcileRun, StripeEvent, StripeEventSource, StripeEventState
from checkout.models.ledger import LedgerEntry, LedgerKind, Payment, PaymentState, Refund, RefundState
from checkout.models.offers import Coupon, Interval, Offer, OfferKind, Price
from checkout.models.orders import CouponRedemption, Order, OrderLine, OrderState

__all__ = [
    "Coupon",
    "CouponRedemption",
    "Dispute",
    "DisputeState",
    "Gift",
    "Interval",
    "LedgerEntry",
    "LedgerKind",
    "Offer",
    "OfferKind",
    "Order",
    "OrderLine",
    "OrderState",
    "Payment",
    "PaymentState",
    "Price",
    "ReconcileRun",
    "Refund",
    "RefundState",
    "StripeEvent",
    "StripeEventSource",
    "StripeEventState",
]
