"""What becomes of an event: done, waiting, dead, or nobody's business."""

import datetime as dt
import json
import logging
import uuid

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.events import OrderSettled
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import LedgerEntry, Order, Payment, StripeEvent, StripeEventSource
from checkout.services import inbox as module
from checkout.services import receive_event, revive_events, settle, settle_due
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.stripe_double import event_body
from checkout.tests.test_settling import hear, outbox, started
from checkout.tests.test_starting import fail

pytestmark = pytest.mark.django_db


def receive(kind, snapshot, event_type=None, **fields):
    body = event_body(event_type or f"{kind}.succeeded", {"object": kind} | snapshot, **fields)
    return receive_event(body=body, source=StripeEventSource.WEBHOOK)


def make_due():
    StripeEvent.objects.update(next_try_at=timezone.now())


@pytest.fixture
def order(stripe):
    """Return an open order whose session was paid, of which nothing was told yet."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    return order


# -- finding the order -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["payment_intent", "charge", "refund"])
@pytest.mark.parametrize("is_thin", [True, False])
def test_an_order_is_found_by_any_of_its_objects(stripe, order, kind, is_thin):
    payment = next(iter(stripe.payments.values()))
    refund = stripe.refund(payment.id, 900)
    object_id = {"payment_intent": payment.id, "charge": payment.id.replace("pi_", "ch_"), "refund": refund.id}[kind]
    snapshot = {"id": object_id} if is_thin else {"id": object_id, "payment_intent": payment.id, "metadata": dict(payment.metadata)}
    assert settle(receive(kind, snapshot, f"{kind}.{'created' if kind == 'refund' else 'succeeded'}")) is True
    order.refresh_from_db()
    assert (order.state, StripeEvent.objects.get().order) == ("settled", order)


def test_a_known_payment_is_found_without_asking(stripe, order):
    hear(stripe)
    payment = Payment.objects.get()
    stripe.calls.clear()
    assert settle(receive("charge", {"id": "ch_9", "payment_intent": payment.stripe_id}, "charge.refunded", event_id="evt_9"))
    assert dict(stripe.calls) == {"session": 1, "refunds": 1, "disputes": 1}


@pytest.mark.fault(21, "another product of the same account", "kept as foreign, no effect")
@pytest.mark.parametrize(
    "metadata",
    [
        {"instance": "another-shop", "order": str(uuid.uuid4())},
        {"order": str(uuid.uuid4())},
        {"instance": "school", "order": "not-a-uuid"},
        {"instance": "school"},
    ],
)
def test_fault_21_other_products_of_the_account_are_foreign(stripe, heard, order, metadata):
    session_id = order.checkout_session_id
    Order.objects.update(checkout_session_id=None)
    event_id = receive("checkout.session", {"id": session_id, "metadata": metadata}, "checkout.session.completed")
    assert settle(event_id) is True
    assert (StripeEvent.objects.get().state, LedgerEntry.objects.count(), heard.names) == ("foreign", 0, ["CheckoutStarting"])


def test_a_charge_or_refund_without_a_payment_intent_is_foreign(stripe, monkeypatch):
    monkeypatch.setattr(stripe, "payment_of_charge", lambda _: "")
    monkeypatch.setattr(stripe, "payment_of_refund", lambda _: "")
    assert settle(receive("charge", {"id": "ch_1"}, event_id="evt_1"))
    assert settle(receive("refund", {"id": "re_1"}, "refund.created", event_id="evt_2"))
    assert settle(receive("odd", {"id": "od_1"}, "refund.created", event_id="evt_3"))
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"foreign"}


def test_an_event_about_nothing_is_foreign(stripe):
    body = json.loads(event_body("charge.succeeded", {}))
    del body["data"]
    assert settle(receive_event(body=json.dumps(body).encode(), source=StripeEventSource.WEBHOOK))
    assert StripeEvent.objects.get().state == "foreign"


def test_an_order_of_ours_that_is_gone_is_not_passed_over(stripe):
    metadata = {"instance": "school", "order": str(uuid.uuid4())}
    event_id = receive("checkout.session", {"id": "cs_gone", "metadata": metadata}, "checkout.session.completed")
    assert settle(event_id) is False
    event = StripeEvent.objects.get()
    assert (event.state, event.last_error) == ("new", "OrderMissing: Stripe does not show its payment page: resource_missing.")


def test_a_hint_that_leads_to_another_orders_objects_is_not_followed(stripe, order):
    """The payload names our order, but the object itself, fetched, names another: its money is not counted here."""
    other = started(buyer=UserFactory())
    stripe.pay(other.checkout_session_id)
    victim = started(buyer=UserFactory())
    lie = {"id": "", "metadata": {"instance": "school", "order": str(victim.public_id)}}
    Order.objects.filter(pk=other.pk).update(checkout_session_id=None)
    first = receive("checkout.session", lie | {"id": other.checkout_session_id}, "checkout.session.completed", event_id="evt_1")
    payment_id = stripe.sessions[other.checkout_session_id].payment_id
    second = receive("payment_intent", lie | {"id": payment_id}, event_id="evt_2")
    assert (settle(first), settle(second)) == (True, True)
    victim.refresh_from_db()
    assert (victim.state, LedgerEntry.objects.count()) == ("open", 0)


# -- states that do not end in money -----------------------------------------------------------------------------------------------


@pytest.mark.fault(
    24, "submitted, and not paid yet (bank debit)", "awaiting; granted when the bank pays, cancelled when it refuses"
)
def test_fault_24_a_bank_debit_waits_and_then_settles_or_is_cancelled(stripe, heard):
    good, bad = started(visitor_key="a"), started(visitor_key="b")
    for order in (good, bad):
        stripe.bank_debit(order.checkout_session_id)
    hear(stripe)
    assert set(Order.objects.values_list("state", flat=True)) == {"awaiting"}
    assert (outbox(), heard.names) == ([], [])
    stripe.bank_answers(good.checkout_session_id, ok=True)
    stripe.bank_answers(bad.checkout_session_id, ok=False)
    hear(stripe)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state, outbox(), heard.names) == (
        "settled",
        "canceled",
        ["ReceiptDue", "PaymentFailed"],
        ["OrderSettled"],
    )


@pytest.mark.fault(
    26, "the amount or the currency differs", "the money is kept in the ledger, nothing is granted, a person is called"
)
@pytest.mark.fault(27, "the metadata were tampered with", "the money is kept in the ledger, nothing is granted, a person is called")
@pytest.mark.parametrize("wrong", [{"amount": 100}, {"currency": "EUR"}, {"metadata": {}}])
def test_fault_26_and_27_money_that_does_not_fit_grants_nothing_and_rings(stripe, heard, caplog, wrong):
    order = started(visitor_key="a")
    stripe.pay(order.checkout_session_id, **wrong)
    hear(stripe)
    order.refresh_from_db()
    assert (order.state, order.buyer, LedgerEntry.objects.count()) == ("needs_review", None, 1)
    assert (outbox(), heard.names) == ([], [])
    assert [r.message for r in caplog.records if r.levelno == logging.ERROR] == ["order needs review"]


@pytest.mark.fault(32, "expired, then paid", "paid wins")
def test_fault_32_expired_then_paid_is_paid_and_the_coupon_is_counted_again(stripe):
    coupon = CouponFactory(code="LESS", max_redemptions=1)
    order = started(visitor_key="a", coupon_code="LESS")
    stripe.expire(order.checkout_session_id)
    hear(stripe)
    coupon.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, coupon.redeemed_count) == ("expired", 0)
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    coupon.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, coupon.redeemed_count) == ("settled", 1)


def test_a_coupon_stays_counted_while_the_money_is_under_way(stripe):
    coupon = CouponFactory(code="LESS", max_redemptions=1)
    order = started(visitor_key="a", coupon_code="LESS")
    stripe.bank_debit(order.checkout_session_id)
    hear(stripe)
    coupon.refresh_from_db()
    assert coupon.redeemed_count == 1
    stripe.bank_answers(order.checkout_session_id, ok=False)
    hear(stripe)
    hear(stripe)
    coupon.refresh_from_db()
    assert coupon.redeemed_count == 0


@pytest.mark.fault(29, "the coupon was used up meanwhile", "what Stripe was paid is honoured, and no use is sold twice")
def test_fault_29_a_late_payment_whose_coupon_was_used_up_is_honoured(stripe):
    coupon = CouponFactory(code="LESS", max_redemptions=1)
    offer = OfferFactory()
    order = started(offer=offer, visitor_key="a", coupon_code="LESS")
    stripe.expire(order.checkout_session_id)
    hear(stripe)
    started(offer=offer, visitor_key="b", coupon_code="LESS")
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    coupon.refresh_from_db()
    assert (order.state, order.total_minor, coupon.redeemed_count) == ("settled", 3920, 1)


# -- failures ----------------------------------------------------------------------------------------------------------------------


def test_a_reaction_that_fails_takes_everything_back(stripe, order):
    def refuses(sender, fact, **kwargs):
        raise DomainError("no", "no")

    OrderSettled.signal.connect(refuses, weak=False)
    assert hear(stripe) == [False, False, False]
    order.refresh_from_db()
    assert (order.state, LedgerEntry.objects.count(), Payment.objects.count(), outbox()) == ("open", 0, 0, [])
    assert set(StripeEvent.objects.values_list("state", "attempts", "last_error")) == {("new", 1, "DomainError")}
    OrderSettled.signal.receivers = []
    make_due()
    assert settle_due() == module.Settled(finished=3, waiting=0)
    order.refresh_from_db()
    assert (order.state, outbox()) == ("settled", ["ReceiptDue"])


@pytest.mark.fault(50, "a poisoned event", "dead after ten tries, a person is called; the others flow")
def test_fault_50_ten_failures_are_the_end_and_others_flow(stripe, order, caplog):
    metadata = {"instance": "school", "order": str(uuid.uuid4())}
    poison = receive("checkout.session", {"id": "cs_0", "metadata": metadata}, "checkout.session.completed", event_id="evt_poison")
    delays = []
    for attempt in range(1, 11):
        before = timezone.now()
        settle(poison)
        event = StripeEvent.objects.get(pk=poison)
        assert event.attempts == attempt
        delays.append(round((event.next_try_at - before).total_seconds()))
    assert delays == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert event.state == "dead"
    assert caplog.records[-1].message == "Stripe event is dead"
    assert settle(poison) is True
    assert hear(stripe) == [True, True, True]
    assert (revive_events(event_ids=[poison, "evt_none"]), StripeEvent.objects.get(pk=poison).state) == (1, "new")


def test_an_unreachable_stripe_kills_no_event(stripe, order):
    event_id = receive_event(body=stripe.events[-1], source=StripeEventSource.WEBHOOK)
    stripe.before["session"] = fail(GatewayUnavailable("rate_limit", is_answered=False))
    for _ in range(12):
        assert settle(event_id) is False
    event = StripeEvent.objects.get()
    assert (event.state, event.attempts, event.last_error) == ("new", 0, "GatewayUnavailable: rate_limit")
    assert event.next_try_at > timezone.now() + dt.timedelta(seconds=50)
    assert settle_due() == module.Settled(finished=0, waiting=0)


def test_stripe_does_not_know_the_session(stripe, order):
    event_id = receive_event(body=stripe.events[-1], source=StripeEventSource.WEBHOOK)
    stripe.before["session"] = fail(GatewayRefused("resource_missing", is_answered=True))
    assert settle(event_id) is False
    assert (StripeEvent.objects.get().attempts, StripeEvent.objects.get().last_error) == (1, "GatewayRefused: resource_missing")


def test_time_that_is_used_up_leaves_the_rest_to_the_timer(stripe, order, monkeypatch):
    monkeypatch.setattr("checkout.services.settling.BUDGET_SECONDS", -1)
    assert hear(stripe) == [False] * 3
    assert set(StripeEvent.objects.values_list("last_error", flat=True)) == {"GatewayUnavailable: out_of_time"}
    assert stripe.calls["session"] == 0


def test_a_failure_that_cannot_be_noted_leaves_the_event_due(stripe, order, monkeypatch, caplog):
    event_id = receive_event(body=stripe.events[-1], source=StripeEventSource.WEBHOOK)
    monkeypatch.setattr(module, "_held", fail(OperationalError("the connection is closed")))
    assert settle(event_id) is False
    assert (StripeEvent.objects.get().state, StripeEvent.objects.get().attempts) == ("new", 0)
    assert "the event stays due" in caplog.text


def test_a_failure_that_another_worker_has_overtaken_is_not_noted(stripe, order):
    event_id = receive_event(body=stripe.events[-1], source=StripeEventSource.WEBHOOK)
    assert settle(event_id) is True
    module._note(event_id, ValueError())
    assert (StripeEvent.objects.get().state, StripeEvent.objects.get().attempts) == ("done", 0)


def test_the_timers_command_says_what_it_did(stripe, order, capsys):
    for body in stripe.events:
        receive_event(body=body, source=StripeEventSource.RECONCILE)
    call_command("settle_due", limit=2)
    assert capsys.readouterr().out == "settle_due: finished=2 waiting=0\n"
    call_command("settle_due")
    assert capsys.readouterr().out == "settle_due: finished=1 waiting=0\n"
    assert set(StripeEvent.objects.values_list("state", "source")) == {("done", "reconcile")}
