from acg.shared.graph import enum
from checkout.models import Interval, OfferKind, OrderState, PaymentState

OfferKindEnum = enum(
    OfferKind,
    "OfferKind",
    "What an offer gives.",
    COURSE="One course.",
    PATH="The courses of a learning path.",
    MEMBERSHIP="All courses, while the membership lives.",
    TEAM="Seats for a team: each gives one person all courses, while it is paid.",
)
IntervalEnum = enum(Interval, "BillingInterval", "How often a membership is paid.", MONTH="Every month.", YEAR="Every year.")
OrderStateEnum = enum(
    OrderState,
    "OrderState",
    "Where an order stands.",
    OPEN="It can be paid.",
    AWAITING="The payment is under way.",
    SETTLED="The money is in.",
    EXPIRED="It was not paid in time.",
    CANCELED="It was cancelled before it was paid.",
    REFUNDED="The money went back.",
    DISPUTED="The buyer's bank asks for the money back; until that is decided, what it gave is suspended.",
    LOST="The buyer's bank took the money back.",
    NEEDS_REVIEW="A person at the school looks at it.",
)
PaymentStateEnum = enum(
    PaymentState,
    "PaymentState",
    "How an attempt to pay ended, so far.",
    PROCESSING="It is under way.",
    SUCCEEDED="It succeeded.",
    FAILED="It failed.",
)
