"""Rows of the money: what is sold, what was ordered, what moved, what Stripe told."""

from checkout.models.disputes import Dispute, DisputeState
from checkout.models.gifts import Gift
from checkout.models.inbox import ReconcileRun, StripeEvent, StripeEventSource, StripeEventState
from checkout.models.ledger import LedgerEntry, LedgerKind, Payment, PaymentState, Refund, RefundState
from checkout.models.memberships import PAYMENT_GRACE, Customer, Invoice, Subscription, SubscriptionState
from checkout.models.offers import Coupon, Interval, Offer, OfferKind, Price
from checkout.models.orders import CouponRedemption, Order, OrderLine, OrderState

__all__ = [
    "PAYMENT_GRACE",
    "Coupon",
    "CouponRedemption",
    "Customer",
    "Dispute",
    "DisputeState",
    "Gift",
    "Interval",
    "Invoice",
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
    "Subscription",
    "SubscriptionState",
]
