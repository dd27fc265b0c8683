"""Stripe Billing through the official library: the part of the gateway that memberships use.

Answers are those of API version 2026-10-28.endive: periods live on the items of a subscription, an invoice names its subscription
under `parent` and its payments under `payments` (https://docs.stripe.com/changelog/basil).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.conf import settings

from checkout.gateways.billing import InvoicePaid, StripeInvoice, StripeSubscription, SubscriptionRequest
from checkout.gateways.protocol import GatewayRefused, SessionRequest
from checkout.gateways.stripe_words import id_of, metadata_of, text_of, translated

if TYPE_CHECKING:
    import stripe
    from stripe.checkout import Session
    from stripe.params import SubscriptionUpdateParams
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsSubscriptionData

PAGE = 100  # https://docs.stripe.com/api/pagination


class StripeBilling:
    """The calls of memberships; `_client` is the whole gateway's."""

    _client: "stripe.StripeClient"

    def _begin_subscription(self, request: SessionRequest, wish: SubscriptionRequest, *, idempotency_key: str) -> "Session":
        metadata = request.get("metadata") or {"order": request["order"], "instance": settings.INSTANCE}
        begun: SessionCreateParamsSubscriptionData = {"metadata": metadata}
        if wish["trial_days"]:
            begun["trial_period_days"] = wish["trial_days"]
        params: SessionCreateParams = {
            "mode": "subscription",
            "client_reference_id": request["order"],
            "metadata": metadata,
            "subscription_data": begun,
            "line_items": [{"quantity": wish.get("quantity", 1), "price": wish["price"]}],
            "success_url": request["success_url"],
            "cancel_url": request["cancel_url"],
            "expires_at": request["expires_at"],
            "locale": request["locale"],
        }
        if wish["coupon"]:
            params["discounts"] = [{"coupon": wish["coupon"]}]
        if wish["customer"]:
            params["customer"] = wish["customer"]
        elif request["customer_email"]:
            params["customer_email"] = request["customer_email"]
        if request.get("tax"):  # the price contains the tax, so that what was shown is what is charged
            params["automatic_tax"] = {"enabled": True}
            params["billing_address_collection"] = "required"
            params["tax_id_collection"] = {"enabled": True}
            if wish["customer"]:
                params["customer_update"] = {"address": "auto", "name": "auto"}
        with translated():
            return self._client.v1.checkout.sessions.create(params, {"idempotency_key": idempotency_key})

    def create_price(
        self, *, title: str, amount_minor: int, currency: str, interval: str, metadata: Mapping[str, str], idempotency_key: str
    ) -> str:
        """Make a recurring price with its product (https://docs.stripe.com/api/prices/create)."""
        with translated():
            price = self._client.v1.prices.create(
                {
                    "currency": currency.lower(),
                    "unit_amount": amount_minor,
                    "recurring": {"interval": interval},
                    "product_data": {"name": title},
                    "metadata": dict(metadata),
                    "tax_behavior": "inclusive",
                },
                {"idempotency_key": idempotency_key},
            )
            return price.id

    def ensure_coupon(self, coupon_id: str, *, percent_off: int, name: str) -> None:
        """Make a coupon under an id of our own (https://docs.stripe.com/api/coupons/create), unless it is there."""
        try:
            with translated():
                self._client.v1.coupons.create({"id": coupon_id, "percent_off": percent_off, "duration": "once", "name": name[:40]})
        except GatewayRefused as error:
            if error.code != "resource_already_exists":
                raise

    def subscription(self, subscription_id: str) -> StripeSubscription:
        """Return a subscription (https://docs.stripe.com/api/subscriptions/retrieve)."""
        with translated():
            return _subscription(self._client.v1.subscriptions.retrieve(subscription_id))

    def invoices(self, subscription_id: str) -> list[StripeInvoice]:
        """Return a subscription's invoices with their payments (https://docs.stripe.com/api/invoices/list)."""
        with translated():
            page = self._client.v1.invoices.list({"subscription": subscription_id, "limit": PAGE, "expand": ["data.payments"]})
            return [_invoice(invoice, self._payments(invoice)) for invoice in page.auto_paging_iter() if invoice.status != "draft"]

    def subscription_of_invoice(self, invoice_id: str) -> str:
        """Return an invoice's subscription (https://docs.stripe.com/api/invoices/retrieve)."""
        with translated():
            return _subscription_id(self._client.v1.invoices.retrieve(invoice_id))

    def switch_price(self, subscription_id: str, *, item_id: str, price_id: str) -> StripeSubscription:
        """Change a subscription's price (https://docs.stripe.com/billing/subscriptions/change-price)."""
        return self._update(
            subscription_id,
            {
                "items": [{"id": item_id, "price": price_id}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "error_if_incomplete",
            },
        )

    def set_quantity(self, subscription_id: str, *, item_id: str, quantity: int) -> StripeSubscription:
        """Change how many seats a subscription pays (https://docs.stripe.com/billing/subscriptions/quantities)."""
        return self._update(
            subscription_id,
            {
                "items": [{"id": item_id, "quantity": quantity}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "error_if_incomplete",
            },
        )

    def end_with_period(self, subscription_id: str, *, is_ending: bool) -> StripeSubscription:
        """Cancel a subscription at its period's end, or not (https://docs.stripe.com/billing/subscriptions/cancel)."""
        if not is_ending and not (found := self.subscription(subscription_id)).cancel_at_period_end:
            return (
                self._update(subscription_id, {"cancel_at": ""}) if found.cancel_at else found
            )  # the portal may name a day instead
        return self._update(subscription_id, {"cancel_at_period_end": is_ending})

    def end_now(self, subscription_id: str) -> StripeSubscription:
        """Cancel a subscription at once (https://docs.stripe.com/api/subscriptions/cancel)."""
        try:
            with translated():
                return _subscription(self._client.v1.subscriptions.cancel(subscription_id))
        except GatewayRefused:
            found = self.subscription(subscription_id)
            if found.status not in {"canceled", "incomplete_expired"}:
                raise
            return found

    def portal_url(self, customer_id: str, *, return_url: str) -> str:
        """Open the customer portal (https://docs.stripe.com/api/customer_portal/sessions/create)."""
        with translated():
            return self._client.v1.billing_portal.sessions.create({"customer": customer_id, "return_url": return_url}).url

    def list_subscriptions(self, *, since: int) -> Iterator[StripeSubscription]:
        """Yield recent subscriptions (https://docs.stripe.com/api/subscriptions/list)."""
        with translated():
            page = self._client.v1.subscriptions.list({"created": {"gte": since}, "status": "all", "limit": PAGE})
            yield from map(_subscription, page.auto_paging_iter())

    def list_invoices(self, *, since: int) -> Iterator[StripeInvoice]:
        """Yield recent invoices (https://docs.stripe.com/api/invoices/list)."""
        with translated():
            page = self._client.v1.invoices.list({"created": {"gte": since}, "limit": PAGE})
            for invoice in page.auto_paging_iter():
                if invoice.status != "draft":
                    yield _invoice(invoice, ())

    def _update(self, subscription_id: str, params: "SubscriptionUpdateParams") -> StripeSubscription:
        with translated():
            return _subscription(self._client.v1.subscriptions.update(subscription_id, params))

    def _payments(self, invoice: "stripe.Invoice") -> tuple[InvoicePaid, ...]:
        """Return an invoice's payments; of a server that does not expand they are asked for."""
        listed = getattr(invoice, "payments", None)
        if listed is None and (invoice.amount_paid or invoice.attempted):
            listed = self._client.v1.invoice_payments.list({"invoice": str(invoice.id), "limit": PAGE})
        return tuple(_paid(payment) for payment in listed.auto_paging_iter()) if listed else ()


def _subscription(found: "stripe.Subscription") -> StripeSubscription:
    items = found["items"].data  # `items` as an attribute is the dictionary's method
    item = items[0] if items else None
    return StripeSubscription(
        id=found.id,
        status=getattr(found, "status", None) or "",
        customer_id=id_of(found, "customer"),
        item_id=getattr(item, "id", None) or "",
        price_id=id_of(item, "price") if item else "",
        quantity=getattr(item, "quantity", None) or 1,
        period_start=min((getattr(i, "current_period_start", None) or 0 for i in items), default=0),
        period_end=max((getattr(i, "current_period_end", None) or 0 for i in items), default=0),
        trial_end=getattr(found, "trial_end", None) or 0,
        cancel_at_period_end=bool(getattr(found, "cancel_at_period_end", False)),
        cancel_at=getattr(found, "cancel_at", None) or 0,
        canceled_at=getattr(found, "canceled_at", None) or 0,
        ended_at=getattr(found, "ended_at", None) or 0,
        is_paused=bool(getattr(found, "pause_collection", None)),
        created=getattr(found, "created", None) or 0,
        metadata=metadata_of(found),
    )


def _subscription_id(invoice: "stripe.Invoice") -> str:
    details = getattr(getattr(invoice, "parent", None), "subscription_details", None)
    return id_of(details, "subscription") if details else ""


def _invoice(invoice: "stripe.Invoice", payments: tuple[InvoicePaid, ...]) -> StripeInvoice:
    lines = getattr(getattr(invoice, "lines", None), "data", None) or []
    charged = [line.period for line in lines if line.amount >= 0] or [line.period for line in lines]
    moments = getattr(invoice, "status_transitions", None)
    return StripeInvoice(
        id=str(invoice.id),
        status=getattr(invoice, "status", None) or "",
        subscription_id=_subscription_id(invoice),
        total=invoice.total,
        currency=invoice.currency.upper(),
        reason=getattr(invoice, "billing_reason", None) or "",
        number=text_of(getattr(invoice, "number", None)),
        tax=sum(tax.amount for tax in getattr(invoice, "total_taxes", None) or []),
        amount_paid=getattr(invoice, "amount_paid", None) or 0,
        period_start=min((period.start for period in charged), default=0),
        period_end=max((period.end for period in charged), default=0),
        created=getattr(invoice, "created", None) or 0,
        paid_at=getattr(moments, "paid_at", None) or 0,
        hosted_url=getattr(invoice, "hosted_invoice_url", None) or "",
        is_attempted=bool(getattr(invoice, "attempted", False)),
        payments=payments,
    )


def _paid(payment: "stripe.InvoicePayment") -> InvoicePaid:
    kind = payment.payment.type
    return InvoicePaid(
        id=id_of(payment.payment, kind) or payment.id,
        status=payment.status,
        amount=payment.amount_requested,
        amount_paid=getattr(payment, "amount_paid", None) or 0,
        currency=payment.currency.upper(),
        created=getattr(payment, "created", None) or 0,
    )
