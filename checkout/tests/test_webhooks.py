"""The door that Stripe knocks at: what it lets in, what it answers, and what it keeps."""

import json
import logging
import time

import pytest
from django.db import OperationalError

from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import LedgerEntry, Order, StripeEvent
from checkout.services import inbox
from checkout.tests.factories import OrderFactory
from checkout.tests.stripe_double import event_body, signature_of
from checkout.tests.test_settling import started

pytestmark = pytest.mark.django_db

BODY = event_body("customer.created", {"object": "customer", "id": "cus_1"})


def kept():
    return list(StripeEvent.objects.values_list("event_id", "type", "state"))


def assert_refused(response, caplog, status=400):
    assert (response.status_code, kept()) == (status, [])
    assert b"Traceback" not in response.content
    assert len(response.content) < 20
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


@pytest.mark.fault(13, "a wrong, missing, garbled or non-ASCII signature", "400, nothing kept, no traceback")
@pytest.mark.parametrize(
    "signature",
    [
        pytest.param("", id="missing"),
        pytest.param("garbage", id="garbage"),
        pytest.param("t=,v1=", id="empty-fields"),
        pytest.param("t=12a,v1=00", id="timestamp-with-letters"),
        pytest.param("t=99999999999999999999999,v1=00", id="endless-timestamp"),
        pytest.param("t=-1,v1=00", id="negative-timestamp"),
        pytest.param("v1=00", id="no-timestamp"),
        pytest.param(signature_of(BODY, secret="whsec_another"), id="another-secret"),
        pytest.param(signature_of(BODY + b" "), id="another-body"),
        pytest.param(signature_of(BODY).replace("v1=", "v0="), id="another-scheme"),
        pytest.param(signature_of(BODY) + f",t={int(time.time())}", id="two-timestamps"),
        pytest.param(f"t={int(time.time())},v1=\u00e9\u00e9", id="non-ascii"),
        pytest.param(f"t={int(time.time())},v1=\u0660", id="non-ascii-digit"),
    ],
)
def test_fault_13_a_wrong_missing_or_garbled_signature_is_refused(deliver, caplog, signature):
    assert_refused(deliver(BODY, signature), caplog)


@pytest.mark.fault(14, "a body that is no UTF-8", "400, nothing kept, no traceback")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xff\xfe{}", id="not-utf-8"),
        pytest.param(BODY.decode().encode("utf-16"), id="utf-16"),
    ],
)
def test_fault_14_a_body_that_is_no_utf_8_is_refused_even_signed(deliver, caplog, body):
    assert_refused(deliver(body), caplog)


@pytest.mark.fault(15, "a body that is no JSON, a list, or no event", "400, nothing kept, no traceback")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not json", id="no-json"),
        pytest.param(b"[]", id="list"),
        pytest.param(b'[{"id": "evt_1"}]', id="list-of-events"),
        pytest.param(b"null", id="null"),
        pytest.param(b'"event"', id="text"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b"1" * 5_000, id="long-number"),
        pytest.param(b"{}", id="no-event"),
        pytest.param(event_body("a.b", {}, object="customer"), id="another-object"),
        pytest.param(event_body("a.b", {}, event_id=""), id="no-id"),
        pytest.param(event_body("a.b", {}, event_id="evt_\0"), id="nul-in-id"),
        pytest.param(event_body("a.b", {}, id=7), id="a-number-for-an-id"),
        pytest.param(event_body("A B", {}), id="odd-type"),
        pytest.param(event_body("a.b", {}, created=None), id="no-time"),
        pytest.param(event_body("a.b", {}, created="yesterday"), id="odd-time"),
        pytest.param(event_body("a.b", {}, created=10**30), id="endless-time"),
        pytest.param(event_body("a.b", {}, created=[1]), id="list-time"),
    ],
)
def test_fault_15_a_body_that_is_no_event_is_refused_even_signed(deliver, caplog, body):
    assert_refused(deliver(body), caplog)


@pytest.mark.fault(16, "a body of ten megabytes", "413 before it is read")
def test_fault_16_ten_megabytes_are_refused_before_they_are_read(deliver, caplog, monkeypatch):
    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.body", property(lambda _: pytest.fail("the body was read")))
    assert_refused(deliver(BODY + b" " * 10_000_000, "t=1,v1=00"), caplog, status=413)


def test_fault_16_the_largest_body_that_is_read(deliver):
    body = BODY + b" " * (1_000_000 - len(BODY))
    assert deliver(body).status_code == 200
    assert deliver(body + b" ").status_code == 413


@pytest.mark.fault(17, "an old or a future timestamp", "400, nothing kept; five minutes either way are accepted")
@pytest.mark.parametrize("seconds", [-301, -86_400, 302, 86_400])
def test_fault_17_an_old_or_future_timestamp_is_refused(deliver, caplog, seconds):
    assert_refused(deliver(BODY, signature_of(BODY, at=time.time() + seconds)), caplog)


@pytest.mark.parametrize("seconds", [-290, 0, 290])
def test_fault_17_a_clock_that_is_a_little_off_is_accepted(deliver, seconds):
    assert deliver(BODY, signature_of(BODY, at=time.time() + seconds)).status_code == 200


@pytest.mark.fault(18, "the signing secret is rotated", "both are accepted, and a metric says which one signed")
def test_fault_18_both_secrets_are_accepted_while_one_is_rotated(deliver, settings, caplog):
    caplog.set_level(logging.INFO, "acg.metrics")
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", "whsec_sandbox"]
    assert deliver(BODY).status_code == 200
    assert deliver(BODY, signature_of(BODY, secret="whsec_new")).status_code == 200
    assert deliver(BODY, signature_of(BODY, secret="whsec_older")).status_code == 400
    assert [(r.metric, r.secret) for r in caplog.records if hasattr(r, "metric")] == [
        ("webhooks.signed", "2"),
        ("webhooks.signed", "1"),
    ]


@pytest.mark.parametrize(("length", "status"), [("1e9", 400), ("-1", 400), ("\u0661", 400), ("9" * 5_000, 413)])
def test_an_announced_length_that_is_no_length_is_refused(deliver, caplog, length, status):
    assert_refused(deliver(BODY, CONTENT_LENGTH=length), caplog, status=status)


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_post_is_answered(client, method):
    assert getattr(client, method)("/webhooks/stripe/").status_code == 405


def test_no_token_against_forgery_is_asked_for(deliver, client):
    client.handler.enforce_csrf_checks = True
    assert deliver(BODY).status_code == 200


def test_an_event_is_kept_byte_for_byte_and_a_second_delivery_changes_nothing(deliver, django_assert_num_queries):
    body = BODY.replace(b'": ', b'":  ')
    with django_assert_num_queries(5):  # one to keep it; four to see that there is nothing to settle
        assert deliver(body).status_code == 200
    event = StripeEvent.objects.get()
    assert (bytes(event.raw), event.state, event.object_id, event.source) == (body, "ignored", "cus_1", "webhook")
    assert (event.api_version, event.livemode, event.account) == ("2026-10-28.endive", False, "")
    received_at = event.received_at
    assert deliver(body).status_code == 200
    assert StripeEvent.objects.get().received_at == received_at


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"livemode": True}, "rejected"),
        ({"account": "acct_other"}, "foreign"),
        ({"type": "something.new"}, "ignored"),
        ({"api_version": "2031-01-01.zebra"}, "ignored"),
    ],
)
def test_what_is_not_for_us_is_kept_without_effect(deliver, stripe, fields, state):
    body = event_body("customer.created", {"object": "customer", "id": "cus_1"}, **fields)
    assert deliver(body).status_code == 200
    assert (StripeEvent.objects.get().state, stripe.calls.total()) == (state, 0)


def test_the_live_mode_is_that_of_the_key(deliver, settings):
    settings.STRIPE_SECRET_KEY = "sk_live_x"
    deliver(BODY)
    assert StripeEvent.objects.get().state == "rejected"


def test_a_thin_event_is_understood(deliver, stripe):
    order = started()
    stripe.pay(order.checkout_session_id)
    body = json.dumps(
        {
            "id": "evt_thin",
            "object": "v2.core.event",
            "type": "v1.checkout.session.completed",
            "livemode": False,
            "created": "2026-11-23T05:00:00.000Z",
            "context": None,
            "related_object": {
                "id": order.checkout_session_id,
                "type": "checkout.session",
                "url": f"/v1/checkout/sessions/{order.checkout_session_id}",
            },
        }
    ).encode()
    assert deliver(body).status_code == 200
    assert kept() == [("evt_thin", "checkout.session.completed", "done")]
    order.refresh_from_db()
    assert order.state == "settled"


def test_a_failed_settle_still_answers_200_for_the_event_is_kept(deliver, stripe):
    order = started()
    stripe.pay(order.checkout_session_id)

    def down():
        raise GatewayUnavailable("unreachable", is_answered=False)

    stripe.before["session"] = down
    assert deliver(stripe.events[-1]).status_code == 200
    event = StripeEvent.objects.get()
    assert (event.state, event.attempts, event.last_error) == ("new", 0, "GatewayUnavailable: unreachable")
    assert LedgerEntry.objects.count() == 0


def test_fault_45_only_an_event_that_could_not_be_kept_answers_503(deliver, monkeypatch, caplog):
    def down(*args, **kwargs):
        raise OperationalError("connection to server failed: whsec_sandbox")

    monkeypatch.setattr(inbox.StripeEvent.objects, "bulk_create", down)
    response = deliver(BODY)
    assert (response.status_code, response["Retry-After"], response.content) == (503, "5", b"try again")
    assert "whsec" not in caplog.text


@pytest.mark.fault(10, "the webhook comes before the buyer is back", "the page says that the course is theirs")
def test_fault_10_the_webhook_comes_before_the_buyer_is_back(deliver, stripe):
    order = started()
    Order.objects.filter(pk=order.pk).update(checkout_session_id=None)  # not even the session was stored yet
    stripe.pay(order.checkout_session_id)
    assert [deliver(body).status_code for body in stripe.events] == [200, 200, 200]
    session_id = order.checkout_session_id
    order.refresh_from_db()
    assert (order.state, order.checkout_session_id) == ("settled", session_id)


@pytest.mark.fault(11, "the buyer is back before the webhook", "the page waits, and turns by itself")
def test_fault_11_the_buyer_is_back_before_the_webhook(deliver, stripe):
    order = started()
    stripe.pay(order.checkout_session_id)
    order.refresh_from_db()
    assert order.state == "open"  # what the page that waits is told
    deliver(stripe.events[-1])
    order.refresh_from_db()
    assert order.state == "settled"


@pytest.mark.fault(12, "a forged success page, a guessed session", "nothing is granted, nothing is shown")
def test_fault_12_a_guessed_session_or_order_grants_nothing(deliver, client, stripe, heard):
    order = OrderFactory(checkout_session_id="cs_test_mine")
    forged = event_body(
        "checkout.session.completed",
        {
            "object": "checkout.session",
            "id": "cs_test_mine",
            "payment_status": "paid",
            "client_reference_id": str(order.public_id),
            "metadata": {"order": str(order.public_id), "instance": "school"},
        },
    )
    assert deliver(forged, "t=1,v1=00").status_code == 400
    # Even a signed event is only a hint: Stripe is asked, and does not know the session.
    assert deliver(forged).status_code == 200
    order.refresh_from_db()
    assert (order.state, LedgerEntry.objects.count(), heard.names) == ("open", 0, [])
    for url in (f"/checkout/done/?session_id=cs_test_mine&order={order.public_id}", f"/orders/{order.public_id}/"):
        client.get(url)
    order.refresh_from_db()
    assert (order.state, LedgerEntry.objects.count(), heard.names) == ("open", 0, [])
