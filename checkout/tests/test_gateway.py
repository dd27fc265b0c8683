"""The gateway at its edge: what goes over the wire, and every way in which the answer can be wrong."""

import http.server
import json
import socket
import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from checkout import gateways
from checkout.gateways.protocol import (
    GatewayBusy,
    GatewayRefused,
    GatewayUnavailable,
    StripeDispute,
    StripeEndpoint,
    StripePayment,
    StripeRefund,
    StripeSession,
)
from checkout.gateways.stripe import StripeGateway

REQUEST = {
    "order": "0000-1",
    "title": "Networks",
    "amount_minor": 4900,
    "currency": "USD",
    "customer_email": "",
    "success_url": "https://school.test/done",
    "cancel_url": "https://school.test/back",
    "expires_at": 1_800_000_000,
    "locale": "en",
}
INTENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "status": "succeeded",
    "amount": 4900,
    "amount_received": 4900,
    "currency": "usd",
    "metadata": {"order": "0000-1"},
}
SESSION = {
    "id": "cs_1",
    "object": "checkout.session",
    "status": "complete",
    "payment_status": "paid",
    "amount_total": 4900,
    "currency": "usd",
    "url": None,
    "client_reference_id": "0000-1",
    "metadata": {"order": "0000-1"},
    "customer_details": {"email": "a@b.co", "name": "Ana\0 B"},
    "payment_intent": "pi_1",
}
REFUND = {
    "id": "re_1",
    "object": "refund",
    "status": "pending",
    "amount": 900,
    "currency": "usd",
    "payment_intent": "pi_1",
    "metadata": None,
}


@pytest.fixture
def wire():
    """Answer requests from a list of (status, body), and keep what was asked."""

    class Wire(http.server.ThreadingHTTPServer):
        answers, asked = [], []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            address = urlsplit(self.path)
            form = parse_qs(self.rfile.read(length).decode() or address.query)
            self.server.asked.append((self.command, address.path, {key: value[0] for key, value in form.items()}, self.headers))
            status, body = self.server.answers.pop(0)
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815 -- the names that the server calls

        def log_message(self, *args):
            """Say nothing."""

    Wire.answers, Wire.asked = [], []
    server = Wire(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def gateway(wire):
    gateway = StripeGateway(api_key="sk_test_wire", api_base=f"http://127.0.0.1:{wire.server_port}/prefix")
    yield gateway
    gateway._client._requestor._client.close()


def test_a_session_is_asked_for_in_stripes_words(gateway, wire):
    wire.answers = [(200, SESSION | {"url": "https://pay", "status": "open", "payment_status": "unpaid", "payment_intent": None})]
    session = gateway.create_session(REQUEST, idempotency_key="school-order-1-v1")
    assert session == StripeSession(
        "cs_1", "open", "unpaid", 4900, "USD", "https://pay", "0000-1", {"order": "0000-1"}, "", "a@b.co", "Ana B"
    )
    ((method, path, form, headers),) = wire.asked
    assert (method, path) == ("POST", "/prefix/v1/checkout/sessions")
    assert form == {
        "mode": "payment",
        "client_reference_id": "0000-1",
        "metadata[order]": "0000-1",
        "metadata[instance]": "school",
        "payment_intent_data[metadata][order]": "0000-1",
        "payment_intent_data[metadata][instance]": "school",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "4900",
        "line_items[0][price_data][product_data][name]": "Networks",
        "success_url": "https://school.test/done",
        "cancel_url": "https://school.test/back",
        "expires_at": "1800000000",
        "locale": "en",
    }
    assert (headers["Idempotency-Key"], headers["Stripe-Version"]) == ("school-order-1-v1", "2026-10-28.endive")
    assert headers["Authorization"] == "Bearer sk_test_wire"


def test_a_known_address_is_passed_on(gateway, wire):
    wire.answers = [(200, SESSION)]
    gateway.create_session(REQUEST | {"customer_email": "a@b.co"}, idempotency_key="k")
    assert wire.asked[0][2]["customer_email"] == "a@b.co"


@pytest.mark.parametrize(
    ("intent", "payment", "calls"),
    [
        (INTENT, StripePayment("pi_1", "succeeded", 4900, 4900, "USD", {"order": "0000-1"}), 1),
        ("pi_1", StripePayment("pi_1", "succeeded", 4900, 4900, "USD", {"order": "0000-1"}), 2),
        (None, None, 1),
    ],
)
def test_a_session_comes_with_its_payment_expanded_or_not(gateway, wire, intent, payment, calls):
    wire.answers = [(200, SESSION | {"payment_intent": intent}), (200, INTENT)]
    session, found = gateway.session("cs_1")
    assert (session.payment_id, session.status, found, len(wire.asked)) == ("pi_1" if intent else "", "complete", payment, calls)
    assert wire.asked[0][:3] == ("GET", "/prefix/v1/checkout/sessions/cs_1", {"expand[0]": "payment_intent"})


def test_fields_that_a_server_leaves_out_are_empty(gateway, wire):
    wire.answers = [(200, {"id": "cs_1", "object": "checkout.session"})]
    assert gateway.session("cs_1") == (StripeSession("cs_1", "", "", None), None)


def test_refunds_are_read_to_the_last_page(gateway, wire):
    page = {"object": "list", "url": "/v1/refunds"}
    wire.answers = [
        (200, page | {"data": [REFUND], "has_more": True}),
        (200, page | {"data": [REFUND | {"id": "re_2", "metadata": {"by": "x"}}], "has_more": False}),
    ]
    assert gateway.refunds("pi_1") == [
        StripeRefund("re_1", "pending", 900, "USD", "pi_1", {}),
        StripeRefund("re_2", "pending", 900, "USD", "pi_1", {"by": "x"}),
    ]
    assert [asked[2] for asked in wire.asked] == [
        {"payment_intent": "pi_1", "limit": "100"},
        {"payment_intent": "pi_1", "limit": "100", "starting_after": "re_1"},
    ]


def test_money_goes_back_under_a_key(gateway, wire):
    wire.answers = [(200, REFUND)]
    refund = gateway.create_refund("pi_1", amount_minor=900, metadata={"by": "x"}, idempotency_key="school-refund-pi_1-v1")
    assert (refund.id, refund.amount, refund.status) == ("re_1", 900, "pending")
    _, path, form, headers = wire.asked[0]
    assert (path, headers["Idempotency-Key"]) == ("/prefix/v1/refunds", "school-refund-pi_1-v1")
    assert form == {"payment_intent": "pi_1", "amount": "900", "reason": "requested_by_customer", "metadata[by]": "x"}


def test_disputes_are_read_with_what_they_moved(gateway, wire):
    dispute = {"id": "du_1", "object": "dispute", "status": "won", "amount": 4900, "currency": "usd", "reason": "fraudulent"}
    entries = [{"id": f"txn_{amount}", "object": "balance_transaction", "amount": amount} for amount in (-4900, 4900)]
    wire.answers = [
        (200, {"object": "list", "url": "/v1/disputes", "has_more": False, "data": [dispute | {"balance_transactions": entries}]}),
        (200, {"object": "list", "url": "/v1/disputes", "has_more": False, "data": [{**dispute, "status": None, "reason": None}]}),
        (200, dispute | {"payment_intent": {"id": "pi_1", "object": "payment_intent"}}),
    ]
    won = StripeDispute("du_1", "won", 4900, "USD", "pi_1", "fraudulent", is_withdrawn=True, is_reinstated=True)
    assert gateway.disputes("pi_1") == [won]
    assert gateway.disputes("pi_1") == [StripeDispute("du_1", "", 4900, "USD", "pi_1")]
    assert gateway.payment_of_dispute("du_1") == "pi_1"
    assert [asked[:2] for asked in wire.asked[1:]] == [("GET", "/prefix/v1/disputes"), ("GET", "/prefix/v1/disputes/du_1")]
    assert wire.asked[0][2] == {"payment_intent": "pi_1", "limit": "100"}


def test_charges_and_refunds_lead_to_their_payment(gateway, wire):
    wire.answers = [
        (200, {"id": "ch_1", "object": "charge", "payment_intent": "pi_1"}),
        (200, REFUND),
        (200, REFUND | {"payment_intent": None}),
    ]
    assert (gateway.payment_of_charge("ch_1"), gateway.payment_of_refund("re_1"), gateway.payment_of_refund("re_1")) == (
        "pi_1",
        "pi_1",
        "",
    )


def test_a_session_is_closed(gateway, wire):
    wire.answers = [(200, SESSION | {"status": "expired"})]
    gateway.expire_session("cs_1")
    assert wire.asked[0][:2] == ("POST", "/prefix/v1/checkout/sessions/cs_1/expire")


@pytest.mark.parametrize(
    ("status", "body", "error", "code", "is_answered"),
    [
        (429, {"error": {"type": "rate_limit_error", "message": "slow"}}, GatewayUnavailable, "rate_limit", False),
        (
            409,
            {"error": {"type": "idempotency_error", "code": "idempotency_key_in_use"}},
            GatewayBusy,
            "busy",
            False,
        ),
        (500, {"error": {"type": "api_error", "message": "oops"}}, GatewayUnavailable, "http_500", True),
        (503, b"<html>down</html>", GatewayUnavailable, "http_503", True),
        (200, b"not json", GatewayUnavailable, "http_200", True),
        (404, {"error": {"type": "invalid_request_error", "code": "resource_missing"}}, GatewayRefused, "resource_missing", True),
        (400, {"error": {"type": "idempotency_error", "message": "other"}}, GatewayRefused, "IdempotencyError", True),
        (401, {"error": {"type": "invalid_request_error", "message": "sk_test_wire"}}, GatewayRefused, "AuthenticationError", True),
        (402, {"error": {"type": "card_error", "code": "card_declined", "param": ""}}, GatewayRefused, "card_declined", True),
    ],
)
def test_every_wrong_answer_has_a_name_without_secrets(gateway, wire, status, body, error, code, is_answered):
    wire.answers = [(status, body)]
    with pytest.raises(error) as raised:
        gateway.payment("pi_1")
    assert (type(raised.value), raised.value.code, raised.value.is_answered) == (error, code, is_answered)
    assert len(wire.asked) == 1  # no retries: a lock is held meanwhile
    assert "sk_test" not in str(raised.value)


def test_nobody_answers():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gateway = StripeGateway(api_key="sk_test_wire", api_base=f"http://127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(GatewayUnavailable, match="unreachable") as raised:
            gateway.payment("pi_1")
    assert raised.value.is_answered is False


def test_an_answer_that_does_not_come_is_waited_for_briefly(monkeypatch):
    monkeypatch.setattr("checkout.gateways.stripe.READ_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        gateway = StripeGateway(api_key="sk_test_wire", api_base=f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(GatewayUnavailable, match="unreachable"):
            gateway.payment("pi_1")


def test_the_settings_name_the_account_and_the_address(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = "sk_test_other", "http://127.0.0.1:1"
    first = gateways.gateway()
    assert gateways.gateway() is first
    assert first._client._requestor._options.base_addresses["api"] == "http://127.0.0.1:1"
    settings.STRIPE_API_BASE = ""
    assert gateways.gateway()._client._requestor._options.base_addresses["api"] == "https://api.stripe.com"


def test_tax_is_asked_for_as_part_of_the_price(gateway, wire):
    wire.answers = [(200, SESSION | {"payment_intent": None})]
    gateway.create_session({**REQUEST, "tax": True}, idempotency_key="key-1")
    ((_, _, form, _),) = wire.asked
    assert {name: value for name, value in form.items() if "tax" in name or "billing" in name} == {
        "automatic_tax[enabled]": "true",
        "tax_id_collection[enabled]": "true",
        "billing_address_collection": "required",
        "line_items[0][price_data][tax_behavior]": "inclusive",
    }


def test_a_session_says_the_tax_and_whom_the_receipt_is_for(gateway, wire):
    address = {"line1": "Calle Mayor 1", "line2": None, "city": "Madrid", "postal_code": "28013", "state": "", "country": "ES"}
    details = {
        "email": "a@b.co",
        "name": "Ana",
        "business_name": "Nubes\0 S.L.",
        "tax_ids": [{"type": "eu_vat", "value": "ESB12345678"}],
        "address": address,
    }
    taxed = {"customer_details": details, "automatic_tax": {"enabled": True}, "total_details": {"amount_tax": 850}}
    wire.answers = [(200, SESSION | taxed | {"payment_intent": None}), (200, SESSION | {"payment_intent": None})]
    session, _ = gateway.session("cs_1")
    assert (session.tax_minor, session.company, session.tax_number) == (850, "Nubes S.L.", "ESB12345678")
    assert session.address == "Calle Mayor 1\n28013 Madrid\nES"
    plain, _ = gateway.session("cs_1")
    assert (plain.tax_minor, plain.company, plain.tax_number, plain.address) == (None, "", "", "")


def test_the_accounts_endpoints_are_listed_with_what_they_are_told(gateway, wire):
    endpoint = {"object": "webhook_endpoint", "id": "we_1", "url": "https://school.test/webhooks/stripe/", "status": "enabled"}
    told = {"api_version": None, "enabled_events": ["charge.failed", "refund.failed"]}
    wire.answers = [(200, {"object": "list", "has_more": False, "url": "/v1/webhook_endpoints", "data": [endpoint | told]})]
    assert gateway.webhook_endpoints() == [
        StripeEndpoint("https://school.test/webhooks/stripe/", "enabled", "", ("charge.failed", "refund.failed"))
    ]
    [(method, path, form, _headers)] = wire.asked
    assert (method, path, form) == ("GET", "/prefix/v1/webhook_endpoints", {"limit": "100"})
    assert gateway.api_version() == "2026-10-28.endive"
