"""What we ask of Stripe, and what the sandbox answers, held against the official types of another language.

The Python library's types are mypy's business; npm's `stripe` of the same interface version is an independent witness.
"""

import json
import shutil
import subprocess
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from stripe._api_requestor import _APIRequestor

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.sandbox import account, clock, disputes, renewing, subscribing
from checkout.sandbox.account import API_VERSION
from checkout.sandbox.models import StripeObject
from checkout.services import request_refund, settle_order
from checkout.tests.documenting import sent
from checkout.tests.factories import CouponFactory, MembershipOfferFactory
from checkout.tests.test_settling import started

FRONTEND = Path(settings.BASE_DIR) / "frontend"
TSC = FRONTEND / "node_modules" / ".bin" / "tsc"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (shutil.which("node") and TSC.exists() and (FRONTEND / "node_modules" / "stripe").exists()),
        reason="needs Node and `npm ci` in frontend",
    ),
]

# How the official library of the other language makes the same requests.
CALLS = {
    "POST /v1/billing_portal/sessions": "stripe.billingPortal.sessions.create(PARAMS)",
    "GET /v1/charges/x_1": "stripe.charges.retrieve('x', PARAMS)",
    "GET /v1/checkout/sessions": "stripe.checkout.sessions.list(PARAMS)",
    "POST /v1/checkout/sessions": "stripe.checkout.sessions.create(PARAMS)",
    "GET /v1/checkout/sessions/x_1": "stripe.checkout.sessions.retrieve('x', PARAMS)",
    "POST /v1/checkout/sessions/x_1/expire": "stripe.checkout.sessions.expire('x', PARAMS)",
    "POST /v1/coupons": "stripe.coupons.create(PARAMS)",
    "GET /v1/disputes": "stripe.disputes.list(PARAMS)",
    "GET /v1/disputes/x_1": "stripe.disputes.retrieve('x', PARAMS)",
    "GET /v1/events": "stripe.events.list(PARAMS)",
    "GET /v1/invoices": "stripe.invoices.list(PARAMS)",
    "GET /v1/invoices/x_1": "stripe.invoices.retrieve('x', PARAMS)",
    "GET /v1/payment_intents": "stripe.paymentIntents.list(PARAMS)",
    "GET /v1/payment_intents/x_1": "stripe.paymentIntents.retrieve('x', PARAMS)",
    "POST /v1/prices": "stripe.prices.create(PARAMS)",
    "GET /v1/refunds": "stripe.refunds.list(PARAMS)",
    "POST /v1/refunds": "stripe.refunds.create(PARAMS)",
    "GET /v1/refunds/x_1": "stripe.refunds.retrieve('x', PARAMS)",
    "DELETE /v1/subscriptions/x_1": "stripe.subscriptions.cancel('x', PARAMS)",
    "GET /v1/subscriptions": "stripe.subscriptions.list(PARAMS)",
    "GET /v1/subscriptions/x_1": "stripe.subscriptions.retrieve('x', PARAMS)",
    "POST /v1/subscriptions/x_1": "stripe.subscriptions.update('x', PARAMS)",
    "GET /v1/webhook_endpoints": "stripe.webhookEndpoints.list(PARAMS)",
}
OBJECTS = {
    "checkout.session": "Checkout.Session",
    "charge": "Charge",
    "coupon": "Coupon",
    "customer": "Customer",
    "dispute": "Dispute",
    "invoice": "Invoice",
    "invoice_payment": "InvoicePayment",
    "payment_intent": "PaymentIntent",
    "price": "Price",
    "product": "Product",
    "refund": "Refund",
    "subscription": "Subscription",
}
HEAD = """import Stripe from 'stripe';
declare const stripe: Stripe;
type Some<T> = T extends (infer I)[] ? Some<I>[] : T extends object ? { [K in keyof T]?: Some<T[K]> } : T;
"""


def compiled(folder, lines):
    """Return what the compiler complains about in these lines."""
    (folder / "node_modules").symlink_to(FRONTEND / "node_modules")
    (folder / "check.mts").write_text(HEAD + "\n".join(lines))
    options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--types", "node"]
    run = subprocess.run([str(TSC), *options, "check.mts"], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    return [line for line in run.stdout.splitlines() if not line.startswith(" ")]


def test_the_witness_speaks_the_same_version():
    version = (FRONTEND / "node_modules" / "stripe" / "esm" / "apiVersion.js").read_text()
    assert f"'{API_VERSION}'" in version


def test_every_request_is_one_of_stripes(tmp_path):
    asked = []
    make = _APIRequestor.request

    def request(self, method, url, params=None, *arguments, **named):
        asked.append((f"{method.upper()} {url}", json.dumps(params or {}, default=dict)))
        return make(self, method, url, params, *arguments, **named)

    with mock.patch.object(_APIRequestor, "request", request):
        sent()
    assert {name for name, _ in asked} == set(CALLS)
    lines = [CALLS[name].replace("PARAMS", params) + ";" for name, params in sorted(set(asked))]
    assert compiled(tmp_path, lines) == []


@pytest.fixture
def told(live_server, settings):
    """Let people buy, quarrel and become members at the sandbox; return everything that it told of, by type."""
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"
    here = {"endpoint": f"{live_server.url}/webhooks/stripe/"}
    refunded, disputed, left = started(buyer=UserFactory()), started(buyer=UserFactory()), started(buyer=UserFactory())
    for order in (refunded, disputed):
        account.pay(order.checkout_session_id, email=order.email, name="Ana", **here)
    account.decline(left.checkout_session_id, **here)
    account.expire(left.checkout_session_id, **here)
    request_refund(order=settle_order(order_id=refunded.pk), by=UserFactory(role=Role.STAFF), reason="Late", amount_minor=900)
    charge = StripeObject.objects.get(object="charge", data__payment_intent=settle_order(order_id=disputed.pk).payment_intent_id)
    dispute = disputes.open_dispute(charge.id, is_inquiry=False, **here)
    disputes.move_dispute(dispute["id"], "win", **here)
    CouponFactory(code="LESS", percent_off=20)
    member = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month", coupon_code="less")
    subscribing.pay(member.checkout_session_id, email=member.email, name="Mia", **here)
    renewing.advance(clock.now() + 40 * 24 * 60 * 60, **here)
    rows = StripeObject.objects.all()
    kept = [(row.object, row.data) for row in rows if row.object in {"coupon", "customer", "price", "product"}]
    return kept + [(row.data["data"]["object"]["object"], row.data["data"]["object"]) for row in rows.filter(object="event")]


def test_every_answer_of_the_sandbox_is_one_of_stripes(told, tmp_path):
    assert {name for name, _ in told} == set(OBJECTS) - {"invoice_payment"}
    lines = [
        f"export const o{number}: Some<Stripe.{OBJECTS[name]}> = {json.dumps(thing)};" for number, (name, thing) in enumerate(told)
    ]
    assert compiled(tmp_path, lines) == []


def test_the_witness_would_say_so(tmp_path):
    lines = [
        'stripe.refunds.create({"payment_intent": "pi_1", "amounts": 1});',
        'export const o: Some<Stripe.Charge> = {"id": "ch_1", "amount": "1"};',
        'export const p: Some<Stripe.Invoice> = {"id": "in_1", "subscription": "sub_1"};',
    ]
    assert len(compiled(tmp_path, lines)) == 3
