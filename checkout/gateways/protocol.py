"""What checkout needs of Stripe, and in which words; amounts are minor units, currencies ISO 4217 in upper case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NotRequired, Protocol, TypedDict

from acg.shared.values import frozen
from checkout.gateways.billing import Billing, SubscriptionRequest


class GatewayError(Exception):
    """Stripe did not do what it was asked.

    Args:
        code: Stripe's word for it, or ours; without secrets and without personal data, so that it may be logged and kept.
        is_answered: whether Stripe gave an answer that it stores under the idempotency key: the next try needs another key.
    """

    def __init__(self, code: str, *, is_answered: bool) -> None:
        super().__init__(code)
        self.code = code
        self.is_answered = is_answered


class GatewayUnavailable(GatewayError):  # noqa: N818 -- reads as what it is
    """Stripe cannot be reached, is too slow, too busy or failed: the same may work later."""


class GatewayBusy(GatewayUnavailable):
    """Another request with the same idempotency key is under way: ask again in a moment."""


class GatewayRefused(GatewayError):  # noqa: N818 -- reads as what it is
    """Stripe understood and said no: asking the same again will not help."""


class BadWebhook(Exception):  # noqa: N818 -- reads as what it is
    """A delivery that Stripe did not sign, or not now, or that is no event."""


class SessionRequest(TypedDict):
    """A Checkout session to create; it is stored as JSON with its order, so it holds nothing but JSON."""

    order: str
    title: str
    amount_minor: int
    currency: str
    customer_email: str
    success_url: str
    cancel_url: str
    expires_at: int
    locale: str
    metadata: NotRequired[dict[str, str]]
    tax: NotRequired[bool]
    subscription: NotRequired[SubscriptionRequest]


@frozen
class StripeSession:
    """A Checkout session as Stripe has it now. `status` and `payment_status` are Stripe's words, also ones yet to come.

    Args:
        tax_minor: the tax that the total contains; None when Stripe was not asked to work it out.
        company: the buyer's business, if they named one; `tax_number` and `address` likewise.
    """

    id: str
    status: str
    payment_status: str
    amount_total: int | None = None
    currency: str = ""
    url: str = ""
    order: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    payment_id: str = ""
    email: str = ""
    name: str = ""
    created: int = 0
    tax_minor: int | None = None
    company: str = ""
    tax_number: str = ""
    address: str = ""
    subscription_id: str = ""


@frozen
class StripePayment:
    """A payment intent as Stripe has it now."""

    id: str
    status: str
    amount: int
    amount_received: int
    currency: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    created: int = 0


@frozen
class StripeRefund:
    """A refund as Stripe has it now."""

    id: str
    status: str
    amount: int
    currency: str
    payment_id: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@frozen
class StripeDispute:
    """A dispute as Stripe has it now. `status` and `reason` are Stripe's words, also ones yet to come.

    Args:
        is_withdrawn: whether Stripe lists that the money was taken from the account.
        is_reinstated: whether Stripe lists that it was given back.
    """

    id: str
    status: str
    amount: int
    currency: str
    payment_id: str
    reason: str = ""
    is_withdrawn: bool = False
    is_reinstated: bool = False


@frozen
class StripeEndpoint:
    """A webhook endpoint as Stripe has it now.

    Args:
        status: Stripe's word: enabled, disabled.
        api_version: in which its events are told; empty for the account's default.
        types: the events that it is told; `*` for all.
    """

    url: str
    status: str
    api_version: str
    types: tuple[str, ...]


class Gateway(Billing, Protocol):
    """Stripe, as far as checkout uses it. Every call may raise GatewayUnavailable or GatewayRefused."""

    def create_session(self, request: SessionRequest, *, idempotency_key: str) -> StripeSession:
        """Open a hosted payment page for an order; the same key gives the same session."""

    def create_subscription_session(
        self, request: SessionRequest, wish: SubscriptionRequest, *, idempotency_key: str
    ) -> StripeSession:
        """Open a hosted page that begins a subscription; the same key gives the same session."""

    def session(self, session_id: str) -> tuple[StripeSession, StripePayment | None]:
        """Return a session with its payment intent, which exists once the buyer has begun to pay."""

    def expire_session(self, session_id: str) -> None:
        """Close an open session: nobody can pay it any more. Refused when it is not open."""

    def payment(self, payment_id: str) -> StripePayment:
        """Return a payment intent."""

    def payment_of_charge(self, charge_id: str) -> str:
        """Return the id of the payment intent of a charge, or nothing."""

    def payment_of_refund(self, refund_id: str) -> str:
        """Return the id of the payment intent of a refund, or nothing."""

    def refunds(self, payment_id: str) -> list[StripeRefund]:
        """Return all refunds of a payment intent, in whatever state."""

    def payment_of_dispute(self, dispute_id: str) -> str:
        """Return the id of the payment intent of a dispute, or nothing."""

    def disputes(self, payment_id: str) -> list[StripeDispute]:
        """Return all disputes of a payment intent, in whatever state."""

    def create_refund(
        self, payment_id: str, *, amount_minor: int, metadata: Mapping[str, str], idempotency_key: str, is_duplicate: bool = False
    ) -> StripeRefund:
        """Send money back, because the buyer asked for it or because it was paid twice; the same key sends it once."""

    def list_events(self, *, since: int, types: Sequence[str]) -> Iterator[bytes]:
        """Yield the bodies of the events of these types that were made since a time (seconds since 1970), newest first."""

    def list_sessions(self, *, since: int) -> Iterator[StripeSession]:
        """Yield the sessions that were opened since a time, newest first."""

    def list_payments(self, *, since: int) -> Iterator[StripePayment]:
        """Yield the payment intents that were made since a time, newest first."""

    def list_refunds(self, *, since: int) -> Iterator[StripeRefund]:
        """Yield the refunds that were made since a time, newest first."""

    def list_disputes(self, *, since: int) -> Iterator[StripeDispute]:
        """Yield the disputes that were opened since a time, newest first."""

    def sessions_of_payment(self, payment_id: str) -> list[StripeSession]:
        """Return the sessions that a payment intent belongs to: one, or none."""

    def sessions_of_subscription(self, subscription_id: str) -> list[StripeSession]:
        """Return the sessions that began a subscription: one, or none."""

    def webhook_endpoints(self) -> list[StripeEndpoint]:
        """Return the account's webhook endpoints."""

    def api_version(self) -> str:
        """Return the version of Stripe's interface that requests are made in."""

    def verify(self, body: bytes, signature: str) -> int:
        """Return which of the secrets in use Stripe signed these bytes with, within the last five minutes, else raise BadWebhook."""
