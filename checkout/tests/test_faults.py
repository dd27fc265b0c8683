"""Faults of the table that are told by one delivery, or by the database failing under one worker; the rest are in their own modules."""

import dataclasses
import itertools
import threading
from functools import partial

import psycopg.errors
import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import StripeSession
from checkout.models import LedgerEntry, StripeEvent, StripeEventSource
from checkout.services import inbox, receive_event, settle, settle_due, settling
from checkout.tests.at_once import Worker, alone, until
from checkout.tests.stripe_double import event_body, signature_of
from checkout.tests.test_settling import hear, ledger, outbox, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe, heard):
    """Return an open order that was paid, of which nothing was told yet."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    stripe.events.clear()
    heard.facts.clear()
    return order


def told(order, **fields):
    """Tell that a session is complete, with as little in it as a stranger could send."""
    snapshot = {"object": "checkout.session", "id": order.checkout_session_id}
    return event_body("checkout.session.completed", snapshot, **fields)


def assert_untouched(order, stripe, heard, state):
    order.refresh_from_db()
    assert (order.state, ledger(), outbox(), heard.facts) == ("open", [], [], [])
    assert (StripeEvent.objects.get().state, stripe.calls["session"]) == (state, 0)


# -- told by whom ------------------------------------------------------------------------------------------------------------------


@pytest.mark.fault(19, "a test event at the live school, or the reverse", "kept as rejected, no effect")
@pytest.mark.parametrize(("key", "livemode"), [("sk_test_x", True), ("sk_live_x", False), ("rk_live_x", False)])
def test_fault_19_the_wrong_mode_has_no_effect(deliver, stripe, heard, order, settings, key, livemode):
    settings.STRIPE_SECRET_KEY = key
    assert deliver(told(order, livemode=livemode)).status_code == 200
    assert_untouched(order, stripe, heard, "rejected")


@pytest.mark.fault(20, "an event of another account", "kept as foreign, no effect")
def test_fault_20_another_accounts_event_has_no_effect(deliver, stripe, heard, order):
    assert deliver(told(order, account="acct_other")).status_code == 200
    assert_untouched(order, stripe, heard, "foreign")


@pytest.mark.fault(22, "an event of another API version", "settled by fetching the objects anew, whatever its payload looks like")
@pytest.mark.parametrize("fields", [{}, {"data": {"object": {"object": "checkout.session", "id": "ID", "metadata": ["of", 2031]}}}])
def test_fault_22_another_api_version_is_settled_by_fetching(deliver, stripe, heard, order, fields):
    body = told(order, api_version="2031-01-01.zebra", **fields).replace(b'"ID"', f'"{order.checkout_session_id}"'.encode())
    assert deliver(body).status_code == 200
    order.refresh_from_db()
    assert (order.state, StripeEvent.objects.get().state, heard.names) == ("settled", "done", ["OrderSettled"])


@pytest.mark.fault(23, "an event of an unknown type", "200, kept as ignored")
def test_fault_23_an_unknown_type_is_ignored(deliver, stripe, heard, order):
    body = event_body("checkout.session.teleported", {"object": "checkout.session", "id": order.checkout_session_id})
    assert deliver(body).status_code == 200
    assert_untouched(order, stripe, heard, "ignored")


# -- odd objects -------------------------------------------------------------------------------------------------------------------


def test_fault_25_a_session_that_calls_itself_free_gives_nothing_away(stripe, heard):
    order = started(buyer=UserFactory())
    session = stripe.sessions[order.checkout_session_id]
    free = {"status": "complete", "payment_status": "no_payment_required", "amount_total": 0}
    stripe.sessions[session.id] = StripeSession(session.id, order=session.order, metadata=session.metadata, **free)
    stripe.events.append(told(order))
    assert hear(stripe) == [True]
    order.refresh_from_db()
    assert (order.state, heard.names, ledger()) == ("needs_review", ["CheckoutStarting"], [])


@pytest.mark.fault(
    44, "the customer was deleted at Stripe", "the payment is kept; a guest without an address is looked at; no crash loop"
)
@pytest.mark.parametrize(("has_account", "state"), [(True, "settled"), (False, "needs_review")])
def test_fault_44_a_customer_that_was_deleted_at_stripe(stripe, has_account, state):
    order = started(buyer=UserFactory() if has_account else None, visitor_key="browser")
    stripe.pay(order.checkout_session_id, email=" ")
    session = stripe.sessions[order.checkout_session_id]
    stripe.sessions[session.id] = StripeSession(
        session.id,
        session.status,
        session.payment_status,
        order=session.order,
        metadata=session.metadata,
        payment_id=session.payment_id,
    )
    assert hear(stripe) == [True, True, True]
    order.refresh_from_db()
    assert (order.state, len(ledger()), set(StripeEvent.objects.values_list("state", flat=True))) == (state, 1, {"done"})


WORD = "a_word_that_stripe_invents_in_2031_and_that_is_rather_long"


@pytest.mark.parametrize(
    ("held", "key", "field"),
    [
        ("sessions", "session", "status"),
        ("sessions", "session", "payment_status"),
        ("payments", "payment", "status"),
        ("refunds_held", "refund", "status"),
        ("disputes_held", "dispute", "status"),
        ("disputes_held", "dispute", "reason"),
    ],
)
@pytest.mark.parametrize("is_settled", [True, False])
def test_words_that_stripe_invents_later_stop_nothing(stripe, held, key, field, is_settled):
    order = started(buyer=UserFactory())
    payment = stripe.pay(order.checkout_session_id)
    if is_settled:
        hear(stripe)
    refund, dispute = stripe.refund(payment.id, 900), stripe.dispute(payment.id, status="warning_closed", amount=100)
    ids = {"session": order.checkout_session_id, "payment": payment.id, "refund": refund.id, "dispute": dispute.id}
    things = getattr(stripe, held)
    things[ids[key]] = dataclasses.replace(things[ids[key]], **{field: WORD})
    assert set(hear(stripe)) == {True}
    order.refresh_from_db()
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"done"}
    is_clear = is_settled or key in {"session", "refund"} or field == "reason"
    assert order.state == ("settled" if is_clear else "needs_review")
    assert len(settling.settle_order(order_id=order.pk).review_reason) <= 300


# -- the database ------------------------------------------------------------------------------------------------------------------


@pytest.mark.fault(45, "the database is down", "503 at once, and Stripe calls again; nothing of ours in the answer")
@pytest.mark.django_db(transaction=True)
def test_fault_45_a_database_that_is_not_there_answers_503_at_once(stripe, caplog):
    body = event_body("charge.succeeded", {"object": "charge", "id": "ch_1"})

    def post():
        connections["default"].settings_dict = connections["default"].settings_dict | {"HOST": "127.0.0.1", "PORT": "1"}
        headers = {"stripe-signature": signature_of(body)}
        return Client().post("/webhooks/stripe/", body, content_type="application/json", headers=headers)

    answer = Worker(post)
    answer.join(30)
    assert (answer.result.status_code, answer.result.content) == (503, b"try again")
    assert connection.settings_dict["OPTIONS"]["connect_timeout"] == 3  # seconds, where nobody answers at all
    assert StripeEvent.objects.count() == 0


def colliding(times, code):
    """Return a step that the database fails, some times, as when two transactions collide."""
    left = itertools.count(1)

    def step():
        if next(left) <= times:
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'collided' USING ERRCODE = '{code}'; END $$")

    return step


@pytest.mark.fault(46, "a serialization failure or a deadlock", "three tries at once, a little apart by chance; then the timer")
@pytest.mark.parametrize("code", ["40001", "40P01"])
@pytest.mark.parametrize(("times", "outcome"), [(2, (True, "settled", 0)), (3, (False, "open", 1))])
def test_fault_46_a_collision_is_tried_three_times(stripe, order, monkeypatch, code, times, outcome):
    pauses = []
    monkeypatch.setattr(inbox.time, "sleep", pauses.append)
    stripe.before["session"] = colliding(times, code)
    event_id = receive_event(body=told(order), source=StripeEventSource.WEBHOOK)
    is_done = settle(event_id)
    order.refresh_from_db()
    assert (is_done, order.state, StripeEvent.objects.get().attempts) == outcome
    assert len(pauses) == 2
    assert all(0.02 <= pause <= 0.2 for pause in pauses)
    assert pauses[0] != pauses[1]


def test_fault_46_other_errors_are_no_collision():
    late, deadlock = OperationalError("late"), OperationalError("deadlock detected")
    late.__cause__, deadlock.__cause__ = psycopg.errors.LockNotAvailable(), psycopg.errors.DeadlockDetected()
    errors = (late, deadlock, OperationalError(), ValueError())
    assert [inbox._is_collision(error) for error in errors] == [False, True, False, False]


@pytest.mark.fault(
    49, "a worker is frozen half-way", "the database takes its locks back; the timer finishes; when it thaws nothing is done twice"
)
@pytest.mark.django_db(transaction=True)
def test_fault_49_a_frozen_worker_loses_its_locks_and_does_nothing_twice(stripe, heard, monkeypatch):
    monkeypatch.setattr(settling, "FROZEN_TIMEOUT", "50ms")
    order = started(visitor_key="browser")
    payment = stripe.pay(order.checkout_session_id)
    event_id = receive_event(body=stripe.events[-1], source=StripeEventSource.WEBHOOK)
    is_frozen, thaws, calls = threading.Event(), threading.Event(), itertools.count()

    def freeze_the_first():
        if next(calls) == 0:
            is_frozen.set()
            assert thaws.wait(30)

    stripe.before["refunds"] = freeze_the_first
    worker = Worker(partial(settle, event_id))
    assert is_frozen.wait(30)
    until(alone)  # the database has closed its connection
    assert settle_due().finished == 1
    thaws.set()
    worker.join(30)
    order.refresh_from_db()
    assert (worker.result, order.state, StripeEvent.objects.get().state) == (False, "settled", "done")
    assert (ledger(), LedgerEntry.objects.count(), outbox()) == ([("payment", payment.id, 4900, "USD")], 1, ["ReceiptDue"])
    assert heard.names == ["OrderSettled"]
