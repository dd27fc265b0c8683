"""Stripe Billing in memory, at the gateway: memberships in whatever state a test wants them."""

import dataclasses

from checkout.gateways.billing import InvoicePaid, StripeInvoice, StripeSubscription
from checkout.gateways.protocol import GatewayRefused, StripePayment

DAY = 24 * 60 * 60
MONTH = 30 * DAY


class BillingDouble:
    """The part of the double that begins, renews and ends memberships; a month has thirty days."""

    def create_subscription_session(self, request, wish, *, idempotency_key):
        assert wish["price"].startswith("price_")
        session = self.create_session(request, idempotency_key=idempotency_key)
        self.seats[session.id] = wish["quantity"]
        return session

    def create_price(self, *, idempotency_key, **wish):
        self._step("create_price")
        return self._once(idempotency_key, wish, lambda: self._id("price"))

    def ensure_coupon(self, coupon_id, *, percent_off, name):
        self._step("ensure_coupon")
        self.coupons[coupon_id] = (percent_off, name)

    def subscription(self, subscription_id):
        self._step("subscription")
        if subscription_id not in self.subscriptions:
            raise GatewayRefused("resource_missing", is_answered=True)
        return self.subscriptions[subscription_id]

    def invoices(self, subscription_id):
        self._step("invoices")
        return [invoice for invoice in self.invoices_held.values() if invoice.subscription_id == subscription_id]

    def subscription_of_invoice(self, invoice_id):
        self._step("subscription_of_invoice")
        return self.invoices_held[invoice_id].subscription_id

    def switch_price(self, subscription_id, *, item_id, price_id):
        self._step("switch_price")
        assert item_id == self.subscriptions[subscription_id].item_id
        return self.move(subscription_id, price_id=price_id)

    def set_quantity(self, subscription_id, *, item_id, quantity):
        self._step("set_quantity")
        assert item_id == self.subscriptions[subscription_id].item_id
        return self.move(subscription_id, quantity=quantity)

    def end_with_period(self, subscription_id, *, is_ending):
        self._step("end_with_period")
        return self.move(subscription_id, cancel_at_period_end=is_ending, cancel_at=0)

    def end_now(self, subscription_id):
        self._step("end_now")
        found = self.subscriptions[subscription_id]
        return self.move(
            subscription_id, status="canceled", ended_at=found.period_start + DAY, canceled_at=found.period_start + DAY
        )

    def portal_url(self, customer_id, *, return_url):
        self._step("portal_url")
        return f"https://portal.stripe.test/{customer_id}?back={return_url}"

    def list_subscriptions(self, *, since):
        self._step("list_subscriptions")
        return (found for found in list(self.subscriptions.values()) if found.created >= since)

    def list_invoices(self, *, since):
        self._step("list_invoices")
        return (dataclasses.replace(found, payments=()) for found in list(self.invoices_held.values()) if found.created >= since)

    # -- what a member, the dashboard and time do ----------------------------------------------------------------------------------

    def begin(self, session_id, *, now, email="member@example.com", status="active", amount=None, metadata=None):
        """Complete the page of a membership, in its first month or its trial."""
        session = self.sessions[session_id]
        labels = session.metadata if metadata is None else metadata
        found = StripeSubscription(
            id=self._id("sub"),
            status=status,
            customer_id=self._id("cus"),
            item_id=self._id("si"),
            price_id="",
            quantity=self.seats.get(session_id, 1),
            period_start=now,
            period_end=now + MONTH,
            trial_end=now + MONTH if status == "trialing" else 0,
            created=now,
            metadata=labels,
        )
        self.subscriptions[found.id] = found
        total = 0 if status == "trialing" else session.amount_total if amount is None else amount
        self.bill(found.id, total=total, reason="subscription_create", is_paid=status in {"active", "trialing"})
        is_complete = status != "incomplete"
        self._keep(
            dataclasses.replace(
                session,
                status="complete" if is_complete else "open",
                payment_status="paid" if total else "no_payment_required",
                email=session.email or email,
                name="Mia Member",
                subscription_id=found.id if is_complete else "",
            )
        )
        self._tell_of("customer.subscription.created", found)
        if is_complete:
            self._tell("checkout.session.completed", self.sessions[session_id])
        return found.id

    def move(self, subscription_id, **fields):
        """Change a subscription, and tell it."""
        self.subscriptions[subscription_id] = found = dataclasses.replace(self.subscriptions[subscription_id], **fields)
        self._tell_of("customer.subscription.deleted" if found.status == "canceled" else "customer.subscription.updated", found)
        return found

    def renew(self, subscription_id, *, total=2500, is_paid=True, status=None):
        """Begin the next month."""
        found = self.subscriptions[subscription_id]
        word = status or ("active" if is_paid else "past_due")
        self.move(subscription_id, period_start=found.period_end, period_end=found.period_end + MONTH, status=word)
        return self.bill(subscription_id, total=total, reason="subscription_cycle", is_paid=is_paid)

    def bill(self, subscription_id, *, total, reason, is_paid):
        """Make an invoice for the current period."""
        found, key = self.subscriptions[subscription_id], self._id("in")
        payment = InvoicePaid(self._id("pi"), "open", total, 0, "USD", found.period_start)
        self.invoices_held[key] = StripeInvoice(
            id=key,
            status="open",
            subscription_id=subscription_id,
            total=total,
            currency="USD",
            reason=reason,
            number=key.upper(),
            period_start=found.period_start,
            period_end=found.period_end,
            created=found.period_start,
            hosted_url=f"https://invoice.stripe.test/{key}",
            is_attempted=True,
            payments=(payment,) if total else (),
        )
        if is_paid:
            self.pay_invoice(key, at=found.period_start)
        else:
            self._tell_of("invoice.payment_failed", self.invoices_held[key])
        return key

    def pay_invoice(self, key, *, at):
        """Pay an invoice, at a time."""
        invoice = self.invoices_held[key]
        paid = tuple(dataclasses.replace(p, status="paid", amount_paid=p.amount) for p in invoice.payments)
        self.invoices_held[key] = dataclasses.replace(invoice, status="paid", amount_paid=invoice.total, paid_at=at, payments=paid)
        for payment in paid:
            self.payments[payment.id] = StripePayment(payment.id, "succeeded", payment.amount, payment.amount, "USD", {}, at)
        self._tell_of("invoice.paid", self.invoices_held[key])

    def _tell_of(self, event_type, thing):
        if isinstance(thing, StripeInvoice):
            labels = dict(self.subscriptions[thing.subscription_id].metadata)
            parent = {
                "type": "subscription_details",
                "subscription_details": {"subscription": thing.subscription_id, "metadata": labels},
            }
            self._write(event_type, {"object": "invoice", "id": thing.id, "metadata": {}, "parent": parent})
        else:
            self._write(event_type, {"object": "subscription", "id": thing.id, "metadata": dict(thing.metadata)})
