"""Stripe in memory, at the gateway: for what needs a script, a barrier or a failure at a certain call.

The same flows run through the official library against the sandbox in `test_through_the_sandbox`.
"""

import dataclasses
import hashlib
import hmac
import itertools
import json
import pickle
import threading
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings

from checkout.gateways.billing import StripeInvoice, StripeSubscription
from checkout.gateways.protocol import GatewayRefused, StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.gateways.stripe import StripeGateway
from checkout.tests.billing_double import BillingDouble

SECRET = "whsec_sandbox"
GONE_WRONG = {"failed", "canceled"}


class StripeDouble(BillingDouble):
    """What a Stripe account would hold, and the events it would send."""

    def __init__(self):
        self.sessions: dict[str, StripeSession] = {}
        self.payments: dict[str, StripePayment] = {}
        self.refunds_held: dict[str, StripeRefund] = {}
        self.disputes_held: dict[str, StripeDispute] = {}
        self.coupons: dict[str, tuple[int, str]] = {}
        self.seats: dict[str, int] = {}
        self.subscriptions: dict[str, StripeSubscription] = {}
        self.invoices_held: dict[str, StripeInvoice] = {}
        self.keys: dict[str, tuple[object, object]] = {}
        self.calls: Counter[str] = Counter()
        self.events: list[bytes] = []  # on their way to the webhook
        self.told: list[bytes] = []  # what the interface lists
        self.before: dict[str, Callable[..., None]] = {}
        self.after: dict[str, Callable[..., None]] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()

    def held(self):
        """Return what Stripe holds, to be kept in a file."""
        names = ("sessions", "payments", "refunds_held", "disputes_held", "keys", "events", "told")
        names += ("coupons", "subscriptions", "invoices_held")
        return {name: getattr(self, name) for name in names} | {"next": next(self._numbers)}

    @classmethod
    def loaded(cls, path):
        """Return a double that goes on where another one was saved."""
        double = cls()
        double.load(path)
        return double

    def load(self, path):
        held = pickle.loads(path.read_bytes())  # noqa: S301 -- the test wrote it
        self._numbers = itertools.count(held.pop("next"))
        vars(self).update(held)

    # -- the gateway ---------------------------------------------------------------------------------------------------------------

    def create_session(self, request, *, idempotency_key):
        self._step("create_session")
        metadata = request.get("metadata") or {"order": request["order"], "instance": settings.INSTANCE}
        return self._once(
            idempotency_key,
            dict(request),
            lambda: self._keep(
                StripeSession(
                    id=self._id("cs_test"),
                    status="open",
                    payment_status="unpaid",
                    amount_total=request["amount_minor"],
                    currency=request["currency"],
                    url="https://checkout.stripe.test/pay",
                    order=request["order"],
                    metadata=metadata,
                    email=request["customer_email"],
                    created=int(time.time()),
                )
            ),
        )

    def session(self, session_id):
        self._step("session")
        if session_id not in self.sessions:
            raise GatewayRefused("resource_missing", is_answered=True)
        session = self.sessions[session_id]
        answer = (session, self.payments.get(session.payment_id))
        self._after("session")
        return answer

    def expire_session(self, session_id):
        self._step("expire_session")
        self.expire(session_id)

    def payment(self, payment_id):
        self._step("payment")
        if payment_id not in self.payments:
            raise GatewayRefused("resource_missing", is_answered=True)
        return self.payments[payment_id]

    def payment_of_charge(self, charge_id):
        self._step("payment_of_charge")
        return charge_id.replace("ch_", "pi_")

    def payment_of_refund(self, refund_id):
        self._step("payment_of_refund")
        return self.refunds_held[refund_id].payment_id

    def refunds(self, payment_id):
        self._step("refunds")
        return [refund for refund in self.refunds_held.values() if refund.payment_id == payment_id]

    def payment_of_dispute(self, dispute_id):
        self._step("payment_of_dispute")
        return self.disputes_held[dispute_id].payment_id

    def disputes(self, payment_id):
        self._step("disputes")
        return [dispute for dispute in self.disputes_held.values() if dispute.payment_id == payment_id]

    def create_refund(self, payment_id, *, amount_minor, metadata, idempotency_key, is_duplicate=False):
        self._step("create_refund")
        request = (payment_id, amount_minor, dict(metadata), is_duplicate)
        return self._once(idempotency_key, request, lambda: self._refund(payment_id, amount_minor, metadata))

    def list_events(self, *, since, types):  # noqa: ARG002 -- everything is recent here
        self._step("list_events")
        yield from [body for body in reversed(self.told) if json.loads(body)["type"] in types]

    def list_sessions(self, *, since):  # noqa: ARG002 -- as above
        self._step("list_sessions")
        yield from reversed(self.sessions.values())

    def list_payments(self, *, since):  # noqa: ARG002 -- as above
        self._step("list_payments")
        yield from reversed(self.payments.values())

    def list_refunds(self, *, since):  # noqa: ARG002 -- as above
        self._step("list_refunds")
        yield from reversed(self.refunds_held.values())

    def list_disputes(self, *, since):  # noqa: ARG002 -- as above
        self._step("list_disputes")
        yield from reversed(self.disputes_held.values())

    def sessions_of_subscription(self, subscription_id):
        self._step("sessions_of_subscription")
        return [session for session in self.sessions.values() if session.subscription_id == subscription_id]

    def sessions_of_payment(self, payment_id):
        self._step("sessions_of_payment")
        return [session for session in self.sessions.values() if session.payment_id == payment_id]

    def verify(self, body, signature):
        return StripeGateway(api_key="sk_test_double").verify(body, signature)

    # -- what a buyer, the dashboard and time do -----------------------------------------------------------------------------------

    def pay(self, session_id, *, email="buyer@example.com", amount=None, currency=None, metadata=None, **billing):
        """Pay a session by card; even an expired one, as the last second sometimes allows."""
        with self._lock:
            session = self.sessions[session_id]
            payment = StripePayment(
                id=self._id("pi"),
                status="succeeded",
                amount=amount or session.amount_total,
                amount_received=amount or session.amount_total,
                currency=currency or session.currency,
                metadata=session.metadata if metadata is None else metadata,
                created=next(self._numbers),
            )
            self.payments[payment.id] = payment
            self._keep(
                dataclasses.replace(
                    session,
                    status="complete",
                    payment_status="paid",
                    payment_id=payment.id,
                    email=session.email or email,
                    name="Ana Buyer",
                    url="",
                    **billing,
                )
            )
            self._tell("payment_intent.succeeded", payment)
            self._tell("charge.succeeded", payment, charge=True)
            self._tell("checkout.session.completed", self.sessions[session_id])
            return payment

    def expire(self, session_id):
        with self._lock:
            session = self.sessions[session_id]
            if session.status != "open":
                raise GatewayRefused("resource_invalid_state", is_answered=True)
            self._keep(dataclasses.replace(session, status="expired", url=""))
            self._tell("checkout.session.expired", self.sessions[session_id])

    def decline(self, session_id):
        """Refuse a card: the session stays open."""
        session = self.sessions[session_id]
        payment = StripePayment(
            self._id("pi"), "requires_payment_method", session.amount_total, 0, session.currency, session.metadata
        )
        self.payments[payment.id] = payment
        self._tell("payment_intent.payment_failed", payment)

    def bank_debit(self, session_id, *, email="buyer@example.com"):
        """Submit a session with a slow way to pay."""
        session = self.sessions[session_id]
        payment = StripePayment(self._id("pi"), "processing", session.amount_total, 0, session.currency, session.metadata)
        self.payments[payment.id] = payment
        self._keep(dataclasses.replace(session, status="complete", payment_id=payment.id, email=email))
        self._tell("checkout.session.completed", self.sessions[session_id])
        return payment

    def bank_answers(self, session_id, *, ok):
        session = self.sessions[session_id]
        payment = self.payments[session.payment_id]
        if ok:
            self.payments[payment.id] = dataclasses.replace(payment, status="succeeded", amount_received=payment.amount)
            self._keep(dataclasses.replace(session, payment_status="paid"))
        else:
            self.payments[payment.id] = dataclasses.replace(payment, status="requires_payment_method")
        self._tell(f"checkout.session.async_payment_{'succeeded' if ok else 'failed'}", self.sessions[session_id])

    def refund(self, payment_id, amount=None, *, status="succeeded"):
        """Send money back from the dashboard."""
        return self._refund(payment_id, amount or self.payments[payment_id].amount, {}, status=status)

    def move_refund(self, refund_id, status):
        self.refunds_held[refund_id] = dataclasses.replace(self.refunds_held[refund_id], status=status)
        self._tell("refund.failed" if status == "failed" else "refund.updated", self.refunds_held[refund_id])

    def dispute(self, payment_id, *, status="needs_response", amount=None):
        """Let the buyer's bank ask for a payment back."""
        payment = self.payments[payment_id]
        moved = {"is_withdrawn": not status.startswith("warning") and status != "prevented"}
        dispute = StripeDispute(
            self._id("du"), status, amount or payment.amount, payment.currency, payment_id, "fraudulent", **moved
        )
        self.disputes_held[dispute.id] = dispute
        self._tell("charge.dispute.created", dispute)
        return dispute

    def move_dispute(self, dispute_id, status, **moved):
        self.disputes_held[dispute_id] = dataclasses.replace(self.disputes_held[dispute_id], status=status, **moved)
        is_over = status in {"won", "lost", "prevented", "warning_closed"}
        self._tell("charge.dispute.closed" if is_over else "charge.dispute.updated", self.disputes_held[dispute_id])

    # -- inside --------------------------------------------------------------------------------------------------------------------

    def _refund(self, payment_id, amount, metadata, *, status="succeeded"):
        with self._lock:
            gone = sum(r.amount for r in self.refunds(payment_id) if r.status not in {"failed", "canceled"})
            if gone + amount > self.payments[payment_id].amount_received:
                raise GatewayRefused("charge_already_refunded", is_answered=True)
            refund = StripeRefund(self._id("re"), status, amount, self.payments[payment_id].currency, payment_id, dict(metadata))
            self.refunds_held[refund.id] = refund
            self._tell("refund.created", refund)
            self._tell("charge.refunded", self.payments[payment_id], charge=True)
            return refund

    def _keep(self, session):
        self.sessions[session.id] = session
        return session

    def _once(self, key, request, make):
        with self._lock:
            if key not in self.keys:
                self.keys[key] = (request, make())
            asked, answer = self.keys[key]
            if asked != request:
                raise GatewayRefused("idempotency_error", is_answered=True)
            return answer

    def _step(self, name):
        with self._lock:
            self.calls[name] += 1
        if name in self.before:
            self.before[name]()

    def _after(self, name):
        if name in self.after:
            self.after[name]()

    def _id(self, prefix):
        with self._lock:
            return f"{prefix}_{next(self._numbers):06d}"

    def _tell(self, event_type, thing, *, charge=False):
        """Write an event with a snapshot, in Stripe's shape."""
        if isinstance(thing, StripeSession):
            snapshot = {
                "object": "checkout.session",
                "id": thing.id,
                "client_reference_id": thing.order,
                "metadata": dict(thing.metadata),
                "payment_status": thing.payment_status,
                "payment_intent": thing.payment_id or None,
                "amount_total": thing.amount_total,
                "customer_details": {"email": thing.email, "name": thing.name},
            }
        elif isinstance(thing, StripeRefund):
            snapshot = {"object": "refund", "id": thing.id, "payment_intent": thing.payment_id, "metadata": dict(thing.metadata)}
            snapshot["amount"] = thing.amount
        elif isinstance(thing, StripeDispute):
            snapshot = {"object": "dispute", "id": thing.id, "payment_intent": thing.payment_id, "metadata": {}}
        elif charge:
            charge_id = thing.id.replace("pi_", "ch_")
            snapshot = {"object": "charge", "id": charge_id, "payment_intent": thing.id, "metadata": dict(thing.metadata)}
            back = [r.amount for r in self.refunds_held.values() if r.payment_id == thing.id and r.status not in GONE_WRONG]
            snapshot["refunded"] = sum(back) >= thing.amount_received > 0
        else:
            snapshot = {"object": "payment_intent", "id": thing.id, "metadata": dict(thing.metadata)}
        self._write(event_type, snapshot)

    def _write(self, event_type, snapshot):
        body = event_body(event_type, snapshot, event_id=self._id("evt"))
        self.events.append(body)
        self.told.append(body)


def event_body(event_type, snapshot, *, event_id="evt_1", **fields):
    """Return an event's body as Stripe posts it."""
    event = {
        "id": event_id,
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": int(time.time()),
        "data": {"object": snapshot},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": event_type,
    }
    return json.dumps(event | fields).encode()


def signature_of(body, *, secret=SECRET, at=None):
    """Sign as https://docs.stripe.com/webhooks#verify-manually says, without the library."""
    stamp = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"
