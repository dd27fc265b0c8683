"""The only importer of Stripe's library, which it imports when it is first needed.

Requests and answers are those of API version 2026-10-28.endive (https://docs.stripe.com/api), the one that the library pins.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from checkout.gateways.billing import SubscriptionRequest
from checkout.gateways.protocol import (
    BadWebhook,
    Gateway,
    SessionRequest,
    StripeDispute,
    StripeEndpoint,
    StripePayment,
    StripeRefund,
    StripeSession,
)
from checkout.gateways.stripe_billing import StripeBilling
from checkout.gateways.stripe_words import id_of as _id_of
from checkout.gateways.stripe_words import metadata_of as _metadata_of
from checkout.gateways.stripe_words import text_of as _text
from checkout.gateways.stripe_words import translated as _translated

if TYPE_CHECKING:
    import stripe
    from stripe.checkout import Session
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItemPriceData

CONNECT_SECONDS, READ_SECONDS = 1.0, 3.0
TOLERANCE_SECONDS = 300
PAGE = 100  # https://docs.stripe.com/api/pagination
MOST_TYPES = 20  # https://docs.stripe.com/api/events/list


def stripe_gateway() -> Gateway:
    """Return the gateway of the account, and at the address, that the settings name."""
    return _gateway(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)


@lru_cache(maxsize=8)
def _gateway(api_key: str, api_base: str) -> "StripeGateway":
    return StripeGateway(api_key=api_key, api_base=api_base)


class StripeGateway(StripeBilling):
    """Stripe through its official library: short time-outs and no retries of its own, for locks are held meanwhile.

    Args:
        api_key: the account's secret key.
        api_base: another server that speaks Stripe's API, without a slash at its end; empty for Stripe's own.
    """

    def __init__(self, *, api_key: str, api_base: str = "") -> None:
        import stripe  # noqa: PLC0415 -- 330 modules that a cold start can do without

        self._client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        )

    def create_session(self, request: SessionRequest, *, idempotency_key: str) -> StripeSession:
        """Open a hosted payment page (https://docs.stripe.com/api/checkout/sessions/create)."""
        metadata = request.get("metadata") or {"order": request["order"], "instance": settings.INSTANCE}
        price: SessionCreateParamsLineItemPriceData = {
            "currency": request["currency"].lower(),
            "unit_amount": request["amount_minor"],
            "product_data": {"name": request["title"]},
        }
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": request["order"],
            "metadata": metadata,
            "payment_intent_data": {"metadata": metadata},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": price,
                }
            ],
            "success_url": request["success_url"],
            "cancel_url": request["cancel_url"],
            "expires_at": request["expires_at"],
            "locale": request["locale"],
        }
        if request.get("tax"):  # the price contains the tax, so that what was shown is what is charged
            params["automatic_tax"] = {"enabled": True}
            params["billing_address_collection"] = "required"
            params["tax_id_collection"] = {"enabled": True}
            price["tax_behavior"] = "inclusive"
        if request["customer_email"]:
            params["customer_email"] = request["customer_email"]
        with _translated():
            return _session(self._client.v1.checkout.sessions.create(params, {"idempotency_key": idempotency_key}))

    def create_subscription_session(
        self, request: SessionRequest, wish: SubscriptionRequest, *, idempotency_key: str
    ) -> StripeSession:
        """Open a hosted page that begins a subscription (https://docs.stripe.com/api/checkout/sessions/create)."""
        return _session(self._begin_subscription(request, wish, idempotency_key=idempotency_key))

    def session(self, session_id: str) -> tuple[StripeSession, StripePayment | None]:
        """Return a session with its payment intent (https://docs.stripe.com/api/checkout/sessions/retrieve)."""
        with _translated():
            session = self._client.v1.checkout.sessions.retrieve(session_id, {"expand": ["payment_intent"]})
            intent = getattr(session, "payment_intent", None)
            if isinstance(intent, str):  # a server that does not expand is still understood
                return _session(session), self.payment(intent)
            return _session(session), _payment(intent) if intent else None

    def expire_session(self, session_id: str) -> None:
        """Close an open session (https://docs.stripe.com/api/checkout/sessions/expire)."""
        with _translated():
            self._client.v1.checkout.sessions.expire(session_id)

    def payment(self, payment_id: str) -> StripePayment:
        """Return a payment intent (https://docs.stripe.com/api/payment_intents/retrieve)."""
        with _translated():
            return _payment(self._client.v1.payment_intents.retrieve(payment_id))

    def payment_of_charge(self, charge_id: str) -> str:
        """Return a charge's payment intent (https://docs.stripe.com/api/charges/retrieve)."""
        with _translated():
            return _id_of(self._client.v1.charges.retrieve(charge_id), "payment_intent")

    def payment_of_refund(self, refund_id: str) -> str:
        """Return a refund's payment intent (https://docs.stripe.com/api/refunds/retrieve)."""
        with _translated():
            return _id_of(self._client.v1.refunds.retrieve(refund_id), "payment_intent")

    def refunds(self, payment_id: str) -> list[StripeRefund]:
        """Return all refunds of a payment intent (https://docs.stripe.com/api/refunds/list)."""
        with _translated():
            page = self._client.v1.refunds.list({"payment_intent": payment_id, "limit": 100})
            return [_refund(refund, payment_id) for refund in page.auto_paging_iter()]

    def payment_of_dispute(self, dispute_id: str) -> str:
        """Return a dispute's payment intent (https://docs.stripe.com/api/disputes/retrieve)."""
        with _translated():
            return _id_of(self._client.v1.disputes.retrieve(dispute_id), "payment_intent")

    def disputes(self, payment_id: str) -> list[StripeDispute]:
        """Return all disputes of a payment intent (https://docs.stripe.com/api/disputes/list)."""
        with _translated():
            page = self._client.v1.disputes.list({"payment_intent": payment_id, "limit": 100})
            return [_dispute(dispute, payment_id) for dispute in page.auto_paging_iter()]

    def create_refund(
        self, payment_id: str, *, amount_minor: int, metadata: Mapping[str, str], idempotency_key: str, is_duplicate: bool = False
    ) -> StripeRefund:
        """Send money back (https://docs.stripe.com/api/refunds/create)."""
        with _translated():
            refund = self._client.v1.refunds.create(
                {
                    "payment_intent": payment_id,
                    "amount": amount_minor,
                    "reason": "duplicate" if is_duplicate else "requested_by_customer",
                    "metadata": dict(metadata),
                },
                {"idempotency_key": idempotency_key},
            )
            return _refund(refund, payment_id)

    def list_events(self, *, since: int, types: Sequence[str]) -> Iterator[bytes]:
        """Yield the bodies of recent events (https://docs.stripe.com/api/events/list); Stripe keeps them for thirty days."""
        for first in range(0, len(types), MOST_TYPES):
            wanted = list(types[first : first + MOST_TYPES])
            with _translated():
                page = self._client.v1.events.list({"created": {"gte": since}, "types": wanted, "limit": PAGE})
                for event in page.auto_paging_iter():
                    yield json.dumps(event.to_dict(for_json=True)).encode()

    def list_sessions(self, *, since: int) -> Iterator[StripeSession]:
        """Yield recent sessions (https://docs.stripe.com/api/checkout/sessions/list)."""
        with _translated():
            page = self._client.v1.checkout.sessions.list({"created": {"gte": since}, "limit": PAGE})
            yield from map(_session, page.auto_paging_iter())

    def list_payments(self, *, since: int) -> Iterator[StripePayment]:
        """Yield recent payment intents (https://docs.stripe.com/api/payment_intents/list)."""
        with _translated():
            page = self._client.v1.payment_intents.list({"created": {"gte": since}, "limit": PAGE})
            yield from map(_payment, page.auto_paging_iter())

    def list_refunds(self, *, since: int) -> Iterator[StripeRefund]:
        """Yield recent refunds (https://docs.stripe.com/api/refunds/list)."""
        with _translated():
            page = self._client.v1.refunds.list({"created": {"gte": since}, "limit": PAGE})
            for refund in page.auto_paging_iter():
                yield _refund(refund, "")

    def list_disputes(self, *, since: int) -> Iterator[StripeDispute]:
        """Yield recent disputes (https://docs.stripe.com/api/disputes/list)."""
        with _translated():
            page = self._client.v1.disputes.list({"created": {"gte": since}, "limit": PAGE})
            for dispute in page.auto_paging_iter():
                yield _dispute(dispute, "")

    def sessions_of_payment(self, payment_id: str) -> list[StripeSession]:
        """Return a payment intent's sessions (https://docs.stripe.com/api/checkout/sessions/list)."""
        with _translated():
            page = self._client.v1.checkout.sessions.list({"payment_intent": payment_id, "limit": PAGE})
            return [_session(session) for session in page.data]

    def sessions_of_subscription(self, subscription_id: str) -> list[StripeSession]:
        """Return a subscription's sessions (https://docs.stripe.com/api/checkout/sessions/list)."""
        with _translated():
            page = self._client.v1.checkout.sessions.list({"subscription": subscription_id, "limit": PAGE})
            return [_session(session) for session in page.data]

    def webhook_endpoints(self) -> list[StripeEndpoint]:
        """Return the account's endpoints (https://docs.stripe.com/api/webhook_endpoints/list)."""
        with _translated():
            page = self._client.v1.webhook_endpoints.list({"limit": PAGE})
            return [
                StripeEndpoint(one.url, one.status, one.api_version or "", tuple(one.enabled_events))
                for one in page.auto_paging_iter()
            ]

    def api_version(self) -> str:
        """Return the version that the library pins."""
        import stripe  # noqa: PLC0415 -- 330 modules that a cold start can do without

        return str(stripe.api_version)

    def verify(self, body: bytes, signature: str) -> int:
        """Check a delivery (https://docs.stripe.com/webhooks#verify-official-libraries) against every secret that is in use.

        The library refuses only what is too old, and raises whatever hostile input makes it stumble over: here the future is
        refused as well, and every stumble is the same refusal. Returned is the secret's place in the settings.
        """
        import stripe  # noqa: PLC0415 -- as above

        stamps = [value for key, _, value in (item.partition("=") for item in signature.split(",")) if key == "t"]
        if len(stamps) != 1 or not stamps[0].isascii() or not stamps[0].isdecimal() or len(stamps[0]) > 12:  # noqa: PLR2004 -- no such year
            raise BadWebhook("timestamp")
        if abs(time.time() - int(stamps[0])) > TOLERANCE_SECONDS:
            raise BadWebhook("timestamp")
        for number, secret in enumerate(settings.STRIPE_WEBHOOK_SECRETS):
            try:
                stripe.WebhookSignature.verify_header(body, signature, secret)
            except (stripe.SignatureVerificationError, ValueError, TypeError, AttributeError):
                continue
            return number
        raise BadWebhook("signature")


def _session(session: "Session") -> StripeSession:
    customer = getattr(session, "customer_details", None)
    return StripeSession(
        id=session.id,
        status=getattr(session, "status", None) or "",
        payment_status=getattr(session, "payment_status", None) or "",
        amount_total=getattr(session, "amount_total", None),
        currency=(getattr(session, "currency", None) or "").upper(),
        url=getattr(session, "url", None) or "",
        order=getattr(session, "client_reference_id", None) or "",
        metadata=_metadata_of(session),
        payment_id=_id_of(session, "payment_intent"),
        email=_text(getattr(customer, "email", None) or getattr(session, "customer_email", None)),
        name=_text(getattr(customer, "name", None)),
        tax_minor=_tax_of(session),
        company=_text(getattr(customer, "business_name", None)),
        tax_number=next((_text(number.value) for number in getattr(customer, "tax_ids", None) or []), ""),
        address=_address_of(customer),
        created=getattr(session, "created", None) or 0,
        subscription_id=_id_of(session, "subscription"),
    )


def _tax_of(session: "Session") -> int | None:
    """Return the tax that a session's total contains, in minor units, if Stripe worked it out."""
    if not getattr(getattr(session, "automatic_tax", None), "enabled", False):
        return None
    return getattr(getattr(session, "total_details", None), "amount_tax", None)


def _address_of(customer: object) -> str:
    """Return an address as people write it, in lines."""
    address = getattr(customer, "address", None)

    def said(name: str) -> str:
        return _text(getattr(address, name, None))

    city = " ".join(filter(None, [said("postal_code"), said("city")]))
    return "\n".join(filter(None, [said("line1"), said("line2"), city, said("state"), said("country")]))


def _payment(intent: "stripe.PaymentIntent") -> StripePayment:
    return StripePayment(
        id=intent.id,
        status=intent.status,
        amount=intent.amount,
        amount_received=getattr(intent, "amount_received", None) or 0,
        currency=intent.currency.upper(),
        metadata=_metadata_of(intent),
        created=getattr(intent, "created", None) or 0,
    )


def _refund(refund: "stripe.Refund", payment_id: str) -> StripeRefund:
    return StripeRefund(
        id=refund.id,
        status=getattr(refund, "status", None) or "",
        amount=refund.amount,
        currency=refund.currency.upper(),
        payment_id=_id_of(refund, "payment_intent") or payment_id,
        metadata=_metadata_of(refund),
    )


def _dispute(dispute: "stripe.Dispute", payment_id: str) -> StripeDispute:
    moved = [entry.amount for entry in getattr(dispute, "balance_transactions", None) or []]
    return StripeDispute(
        id=dispute.id,
        status=getattr(dispute, "status", None) or "",
        amount=dispute.amount,
        currency=dispute.currency.upper(),
        payment_id=_id_of(dispute, "payment_intent") or payment_id,
        reason=_text(getattr(dispute, "reason", None)),
        is_withdrawn=any(amount < 0 for amount in moved),
        is_reinstated=any(amount > 0 for amount in moved),
    )
