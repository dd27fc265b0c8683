"""What checkout needs of Stripe for memberships, and in which words; amounts are minor units, times seconds since 1970."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NotRequired, Protocol, TypedDict

from acg.shared.values import frozen


class SubscriptionRequest(TypedDict):
    """What a Checkout session begins when it is no single payment; stored as JSON with its order.

    `price`, `coupon` and `customer` are ids at Stripe; the last two may be empty. `trial_days` is 0 without a trial. `quantity` is how
    many seats of a team are bought, one where it is not there.
    """

    price: str
    coupon: str
    customer: str
    trial_days: int
    quantity: NotRequired[int]


@frozen
class StripeSubscription:
    """A subscription as Stripe has it now. `status` is Stripe's word, also one yet to come; 0 is a time that is not set.

    Args:
        item_id: its one item, which has the price and, since basil, the period.
        quantity: how often the price is charged: the seats of a team.
        is_paused: whether the collection of payments is paused.
    """

    id: str
    status: str
    customer_id: str = ""
    item_id: str = ""
    price_id: str = ""
    quantity: int = 1
    period_start: int = 0
    period_end: int = 0
    trial_end: int = 0
    cancel_at_period_end: bool = False
    cancel_at: int = 0
    canceled_at: int = 0
    ended_at: int = 0
    is_paused: bool = False
    created: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)


@frozen
class InvoicePaid:
    """A payment of an invoice: `id` is the payment intent's, `status` Stripe's word (open, paid, canceled)."""

    id: str
    status: str
    amount: int
    amount_paid: int
    currency: str
    created: int = 0


@frozen
class StripeInvoice:
    """An invoice of a subscription as Stripe has it now; `status` and `reason` are Stripe's words.

    Args:
        reason: why it was made, such as `subscription_cycle`.
        period_start, period_end: the time that its lines charge for; what they credit is left out.
        is_attempted: whether paying it was tried.
    """

    id: str
    status: str
    subscription_id: str
    total: int
    currency: str
    reason: str = ""
    number: str = ""
    tax: int = 0
    amount_paid: int = 0
    period_start: int = 0
    period_end: int = 0
    created: int = 0
    paid_at: int = 0
    hosted_url: str = ""
    is_attempted: bool = False
    payments: tuple[InvoicePaid, ...] = ()


class Billing(Protocol):
    """Stripe Billing, as far as checkout uses it. Every call may raise GatewayUnavailable or GatewayRefused."""

    def create_price(
        self, *, title: str, amount_minor: int, currency: str, interval: str, metadata: Mapping[str, str], idempotency_key: str
    ) -> str:
        """Make a price that is paid by month or year, with its product, and return its id; the same key makes one."""

    def ensure_coupon(self, coupon_id: str, *, percent_off: int, name: str) -> None:
        """Let there be a coupon of this id that lowers one payment."""

    def subscription(self, subscription_id: str) -> StripeSubscription:
        """Return a subscription."""

    def invoices(self, subscription_id: str) -> list[StripeInvoice]:
        """Return all invoices of a subscription with their payments, drafts left out."""

    def subscription_of_invoice(self, invoice_id: str) -> str:
        """Return the id of the subscription of an invoice, or nothing."""

    def switch_price(self, subscription_id: str, *, item_id: str, price_id: str) -> StripeSubscription:
        """Let a subscription have another price from now on, the difference charged at once; refused when that cannot be paid."""

    def set_quantity(self, subscription_id: str, *, item_id: str, quantity: int) -> StripeSubscription:
        """Let a subscription's price be charged so many times from now on.

        More is charged at once for what is left of the period, and refused when that cannot be paid; what is less is credited to the
        next invoice.
        """

    def end_with_period(self, subscription_id: str, *, is_ending: bool) -> StripeSubscription:
        """Let a subscription end with its period, or go on after all."""

    def end_now(self, subscription_id: str) -> StripeSubscription:
        """End a subscription at once; one that is over stays as it is."""

    def portal_url(self, customer_id: str, *, return_url: str) -> str:
        """Return the address of Stripe's own page for cards and invoices of a customer; it serves for some minutes."""

    def list_subscriptions(self, *, since: int) -> Iterator[StripeSubscription]:
        """Yield the subscriptions that were begun since a time, newest first, ended ones too."""

    def list_invoices(self, *, since: int) -> Iterator[StripeInvoice]:
        """Yield the invoices that were made since a time, newest first, drafts left out."""
