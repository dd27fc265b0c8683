"""The pretended Stripe, asked by the official library over HTTP."""

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import stripe
from stripe.params import RefundCreateParams
from stripe.params.checkout import SessionCreateParams

from checkout.sandbox import delivering
from checkout.sandbox.models import Delivery, DeliveryState, Faults, StripeObject
from checkout.sandbox.requests import CREATE_REFUND, CREATE_SESSION

pytestmark = pytest.mark.django_db(transaction=True)


PRICE = {"currency": "usd", "unit_amount": 4900, "product_data": {"name": "A course"}}


def request(**change):
    return {
        "mode": "payment",
        "line_items": [
            {"quantity": 1, "price_data": {"currency": "usd", "unit_amount": 4900, "product_data": {"name": "A course"}}}
        ],
        "success_url": "https://school.example/done?s={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://school.example/back",
        "client_reference_id": "order-1",
        "metadata": {"order": "order-1"},
        "payment_intent_data": {"metadata": {"order": "order-1"}},
    } | change


def press(client, session, action, **fields):
    return client.post(f"/_stripe/pay/{session.id}", {"action": action, "email": "ana@example.com", **fields})


def test_a_session_is_opened_paid_and_read_back(api, client):
    session = api.checkout.sessions.create(request())
    assert (session.status, session.payment_status, session.amount_total, session.currency) == ("open", "unpaid", 4900, "usd")
    page = client.get(urllib.parse.urlsplit(session.url).path).content.decode()
    assert "$49" in page
    assert "A course" in page
    answer = press(client, session, "pay")
    assert answer["Location"] == f"https://school.example/done?s={session.id}"
    paid = api.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (paid.status, paid.payment_status, paid.customer_details.email) == ("complete", "paid", "ana@example.com")
    assert (paid.payment_intent.status, paid.payment_intent.amount_received) == ("succeeded", 4900)
    assert paid.payment_intent.metadata.to_dict() == {"order": "order-1"}
    assert api.charges.retrieve(paid.payment_intent.latest_charge).payment_intent == paid.payment_intent.id
    assert [event.type for event in api.events.list().data] == [
        "checkout.session.completed",
        "charge.succeeded",
        "payment_intent.succeeded",
    ]


def test_a_session_is_paid_once(api, client):
    session = api.checkout.sessions.create(request())
    press(client, session, "pay")
    press(client, session, "pay")
    assert StripeObject.objects.filter(object="payment_intent").count() == 1


def test_a_declined_card_leaves_the_page_open(api, client):
    session = api.checkout.sessions.create(request())
    assert "declined" in press(client, session, "decline").content.decode()
    assert api.checkout.sessions.retrieve(session.id).status == "open"
    assert press(client, session, "pay").status_code == 302


def test_expiring_and_turning_back(api, client):
    session = api.checkout.sessions.create(request())
    assert press(client, session, "close")["Location"] == "https://school.example/back"
    assert api.checkout.sessions.retrieve(session.id).status == "open"
    assert "has expired" in press(client, session, "expire").content.decode()
    assert api.checkout.sessions.retrieve(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="expired"):
        api.checkout.sessions.expire(session.id)


def test_a_session_whose_time_is_over_expires_by_itself(api):
    session = api.checkout.sessions.create(request())
    row = StripeObject.objects.get(id=session.id)
    row.data["expires_at"] = int(time.time()) - 1
    row.save()
    assert api.checkout.sessions.retrieve(session.id).status == "expired"
    assert api.events.list().data[0].type == "checkout.session.expired"


def test_a_payment_page_asks_for_an_address(api, client):
    session = api.checkout.sessions.create(request())
    assert press(client, session, "pay", email="nobody").status_code == 400
    assert api.checkout.sessions.retrieve(session.id).status == "open"
    known = api.checkout.sessions.create(request(customer_email="known@example.com"))
    press(client, known, "pay", email="")
    assert api.checkout.sessions.retrieve(known.id).customer_details.email == "known@example.com"


def test_no_page_for_an_unknown_session(client):
    assert client.get("/_stripe/pay/cs_test_no").status_code == 404


def paid_intent(api, client):
    session = api.checkout.sessions.create(request())
    press(client, session, "pay")
    return api.checkout.sessions.retrieve(session.id).payment_intent


def test_money_goes_back_in_parts_and_no_more_than_came(api, client):
    intent = paid_intent(api, client)
    first = api.refunds.create({"payment_intent": intent, "amount": 900, "reason": "requested_by_customer"})
    assert (first.status, first.amount) == ("succeeded", 900)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.refunds.create({"payment_intent": intent, "amount": 4001})
    assert refusal.value.code == "amount_too_large"
    second = api.refunds.create({"payment_intent": intent})
    assert second.amount == 4000
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.refunds.create({"payment_intent": intent})
    assert refusal.value.code == "charge_already_refunded"
    page = api.refunds.list({"payment_intent": intent, "limit": 1})
    assert [refund.id for refund in page.auto_paging_iter()] == [second.id, first.id]
    assert api.charges.retrieve(first.charge).refunded is True
    assert api.refunds.retrieve(first.id).payment_intent == intent


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"colour": "green"}, "parameter_unknown"),
        (
            {"line_items": [{"price_data": {"currency": "usd", "unit_amount": 1, "product_data": {"title": "x"}}}]},
            "parameter_unknown",
        ),
        ({"line_items": []}, "parameter_missing"),
        ({"success_url": ""}, "parameter_missing"),
        ({"expires_at": 5}, "parameter_invalid_integer"),
        ({"expires_at": "soon"}, "parameter_invalid_integer"),
        (
            {"line_items": [{"price_data": {"currency": "dollars", "unit_amount": 1, "product_data": {"name": "x"}}}]},
            "parameter_invalid_string_blank",
        ),
        ({"mode": "subscription"}, "parameter_invalid_empty"),
        ({"metadata": "flat"}, "parameter_invalid_empty"),
    ],
)
def test_what_stripe_refuses_is_refused(api, change, code):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.checkout.sessions.create(request(**change))
    assert refusal.value.code == code
    assert not StripeObject.objects.exists()


def test_what_is_not_there_is_missing(api):
    for kind in (api.checkout.sessions, api.payment_intents, api.charges, api.refunds, api.events):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            kind.retrieve("nothing")
        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        api.reviews.list()


def test_a_wrong_key_is_no_way_in(live_server):
    stranger = stripe.StripeClient("sk_live_x", base_addresses={"api": f"{live_server.url}/_stripe"}, max_network_retries=0)
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.events.list()


def test_the_same_key_gets_the_same_answer_and_other_parameters_an_error(api):
    key = {"idempotency_key": "school-order-1-v1"}
    first = api.checkout.sessions.create(request(), key)
    again = api.checkout.sessions.create(request(), key)
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError):
        api.checkout.sessions.create(request(client_reference_id="other"), key)
    assert StripeObject.objects.count() == 1


def test_a_list_has_pages(api):
    made = [api.checkout.sessions.create(request()).id for _ in range(5)]
    assert [session.id for session in api.checkout.sessions.list({"limit": 2}).auto_paging_iter()] == made[::-1]
    with pytest.raises(stripe.InvalidRequestError):
        api.checkout.sessions.list({"limit": 101})


def keys(params):
    return set(params.__annotations__)


def test_what_is_taken_is_in_the_official_types():
    assert set(CREATE_SESSION) <= keys(SessionCreateParams)
    assert set(CREATE_REFUND) <= keys(RefundCreateParams)


class Endpoint:
    """A webhook endpoint that remembers what it was told and answers as it is told to."""

    def __init__(self):
        self.heard: list[tuple[bytes, str]] = []
        self.answers: list[int] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.heard.append((body, self.headers["Stripe-Signature"]))
                self.send_response(endpoint.answers.pop(0) if endpoint.answers else 200)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def endpoint():
    listening = Endpoint()
    yield listening
    listening.server.shutdown()
    listening.server.server_close()


def announced(endpoint, **faults):
    Faults.objects.update_or_create(pk=1, defaults=faults)
    event = StripeObject.objects.create(id=f"evt_{time.time_ns()}", object="event", data={"id": "evt_1", "type": "t.t"})
    delivering.announce(event, endpoint.url)


def test_a_delivery_is_signed_as_the_library_checks(endpoint, settings):
    announced(endpoint)
    assert delivering.deliver_due() == 1
    [(body, signature)] = endpoint.heard
    assert stripe.WebhookSignature.verify_header(body, signature, settings.STRIPE_WEBHOOK_SECRETS[0], 300)
    assert json.loads(body)["id"] == "evt_1"
    assert delivering.deliver_due() == 0


def test_a_refused_delivery_is_tried_again_and_given_up_in_the_end(endpoint):
    endpoint.answers = [500] * 9
    announced(endpoint)
    for _ in range(9):
        delivering.deliver_due()
        Delivery.objects.update(due_at="2026-01-01T00:00Z")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.last_answer) == (DeliveryState.FAILED, 5, "500 Internal Server Error")


def test_an_endpoint_that_is_away_is_no_answer(endpoint):
    endpoint.server.server_close()
    announced(endpoint)
    delivering.deliver_due()
    assert Delivery.objects.get().last_answer.startswith("no answer")


def test_the_panel_duplicates_drops_delays_and_breaks_signatures(endpoint, settings):
    announced(endpoint, copies=3)
    delivering.deliver_due()
    assert len(endpoint.heard) == 3
    announced(endpoint, copies=1, drop=True)
    assert delivering.deliver_due() == 0
    announced(endpoint, drop=False, delay_seconds=60)
    assert delivering.deliver_due() == 0
    for fault in ("wrong_secret", "old_timestamp"):
        endpoint.heard.clear()
        announced(
            endpoint, delay_seconds=0, wrong_secret=fault == "wrong_secret", old_timestamp=fault == "old_timestamp", shuffle=True
        )
        delivering.deliver_due()
        [(body, signature)] = endpoint.heard
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(body, signature, settings.STRIPE_WEBHOOK_SECRETS[0], 300)


def test_the_interface_fails_on_request(api):
    Faults.objects.update_or_create(pk=1, defaults={"api_answer": 429})
    with pytest.raises(stripe.RateLimitError):
        api.events.list()
    Faults.objects.update(api_answer=500)
    with pytest.raises(stripe.APIError):
        api.events.list()


def test_the_panel_is_set_and_everything_is_shown(api, client):
    assert "Nothing yet" in client.get("/_stripe/").content.decode()
    intent = paid_intent(api, client)
    page = client.get("/_stripe/").content.decode()
    assert intent in page
    assert "checkout.session.completed" in page
    assert client.post("/_stripe/", {"copies": 2, "delay_seconds": 0, "api_answer": 0, "drop": "on"}).status_code == 302
    assert (Faults.now().copies, Faults.now().drop) == (2, True)
    dropped = Delivery.objects.first()
    assert client.post(f"/_stripe/deliveries/{dropped.pk}/again/").status_code == 302
    assert Delivery.objects.filter(event=dropped.event).count() == 2
