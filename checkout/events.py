"""Facts of the money. TOGETHER facts carry a signal sent inside the transaction; see `acg/wiring.py` for who reacts."""

import datetime as dt
from typing import ClassVar

from django.dispatch import Signal

from acg.shared.values import frozen


@frozen
class CheckoutStarting:
    """A signed-in buyer is about to buy: whoever knows a reason against it raises DomainError."""

    signal: ClassVar[Signal] = Signal()
    buyer_id: int
    course_ids: tuple[int, ...]


@frozen
class OrderSettled:
    """The money of an order is in (or none was due): what it gives must be granted in this very transaction."""

    signal: ClassVar[Signal] = Signal()
    order_id: str
    buyer_id: int
    course_ids: tuple[int, ...]
    all_courses: bool


@frozen
class OrderRevoked:
    """The money of an order went back in full: what it gave ends in this very transaction."""

    signal: ClassVar[Signal] = Signal()
    order_id: str
    reason: str


@frozen
class GiftClaiming:
    """Somebody is about to claim a gift: whoever knows a reason against it raises DomainError."""

    signal: ClassVar[Signal] = Signal()
    user_id: int
    course_ids: tuple[int, ...]


@frozen
class GiftClaimed:
    """Somebody has claimed a gift, or has it again because the refund of its order failed: it must be granted in this transaction.

    It ends with `OrderRevoked` of the same order.
    """

    signal: ClassVar[Signal] = Signal()
    order_id: str
    user_id: int
    course_ids: tuple[int, ...]


@frozen
class MembershipChanged:
    """A membership gives other access than before: it is granted, or ends, in this very transaction.

    Args:
        membership_id: the membership's public id.
        until_at: when its access ends by itself; nothing when it gives none.
        is_live: whether it gives access until then.
        reason: Stripe's word for its state.
    """

    signal: ClassVar[Signal] = Signal()
    membership_id: str
    buyer_id: int
    until_at: dt.datetime | None
    is_live: bool
    reason: str


@frozen
class SeatsChanged:
    """The seats that somebody pays for others are more, fewer, paid longer or over: who sits on them is seen to in this transaction.

    Args:
        pool_id: the public id of the membership that pays them.
        owner_id: the primary key of who pays.
        seats: how many are paid.
        until_at: when they end by themselves; nothing when there are none.
        is_live: whether there are any until then.
        reason: Stripe's word for the membership's state.
        language: what the owner reads.
    """

    signal: ClassVar[Signal] = Signal()
    pool_id: str
    owner_id: int
    seats: int
    until_at: dt.datetime | None
    is_live: bool
    reason: str
    language: str


@frozen
class PricesChanged:
    """The live prices of a course changed.

    Args:
        prices: minor units by ISO 4217 currency; empty when it is not on sale.
    """

    signal: ClassVar[Signal] = Signal()
    course_id: int
    prices: dict[str, int]


@frozen
class PaidTwice:
    """A payment came in for what its buyer had paid already: it is owed back. One for each such payment.

    Args:
        order_id: the public id of the payment's order.
        payment_id: Stripe's id of the payment intent.
    """

    order_id: str
    payment_id: str


@frozen
class ReceiptDue:
    """An order was settled for the first time: its buyer is owed a receipt, and a newcomer a welcome. One for each order."""

    order_id: str
    is_new_account: bool


@frozen
class RefundNoticeDue:
    """Money of an order is on its way back: its buyer is told. One for each refund.

    Args:
        amount_minor: what goes back with this refund.
        is_access_over: whether the order's money is now back in full, which ends what it gave.
        is_twice: whether the same had been paid before, so that the buyer keeps it.
        refund_id: Stripe's id of the refund: the mail that tells it is recognisable when it is sent again.
    """

    order_id: str
    amount_minor: int
    currency: str
    is_access_over: bool
    is_twice: bool = False
    refund_id: str = ""


@frozen
class PaymentFailed:
    """A bank that was asked to pay an order has not paid: its buyer, who went away believing so, is told. One for each order."""

    order_id: str


@frozen
class GiftDue:
    """The day of a paid gift has come: its receiver is told. One for each gift."""

    order_id: str


@frozen
class MembershipNoticeDue:
    """Something about a membership changed that its buyer is told once.

    Args:
        membership_id: the membership's public id.
        kind: `renewed`, `changed` (and charged for it), `failed` (a payment), `ending` (it was cancelled for a time to come) or `ended`.
        invoice_id: Stripe's id of the invoice that was paid or not; empty otherwise.
    """

    membership_id: str
    kind: str
    invoice_id: str = ""
