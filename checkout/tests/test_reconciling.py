"""Our rows compared with what Stripe holds: with events, without any, and with orders that were lost here."""

import json

import pytest
from django.core.management import CommandError, call_command

from acg.events.models import LogEntry
from acg.users.models import Role, User
from acg.users.tests.factories import UserFactory
from checkout.events import OrderSettled
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable, StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.models import LedgerEntry, Order, Payment, ReconcileRun, Refund, StripeEvent
from checkout.services import reconcile
from checkout.services import reconciling as module
from checkout.services.sweeping import sweep_disputes, sweep_payments, sweep_refunds, sweep_sessions
from checkout.tests.test_settling import hear, ledger, outbox, started
from checkout.tests.test_starting import fail
from checkout.tests.yesterday import lose_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe):
    """Return an open order whose session was paid, of which no webhook told."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    stripe.events.clear()
    return order


@pytest.fixture
def silent(stripe):
    """Let Stripe list no event at all."""

    def act():
        stripe.events.clear()
        stripe.told.clear()

    return act


def state(order):
    order.refresh_from_db()
    return order.state


def command(**options):
    """Run the command; return what it exits with."""
    try:
        call_command("reconcile", **options)
    except SystemExit as end:
        return end.code
    except CommandError as error:
        return error.returncode
    return 0


def rows():
    """Return everything that reconciling may change."""
    models = (Order, LedgerEntry, Payment, Refund, StripeEvent)
    return [list(model.objects.order_by("pk").values()) for model in models] + [outbox()]


# -- faults 8 and 9 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.fault(8, "the webhook never arrives", "the timer or reconcile grants it, and reports it")
def test_fault_08_a_webhook_that_never_arrives_is_made_up_for(stripe, heard, order):
    report = reconcile()
    assert (state(order), outbox(), heard.names) == ("settled", ["ReceiptDue"], ["CheckoutStarting", "OrderSettled"])
    assert report.line == "reconcile: checked=5 fixed=1 needs_review=0"  # three events, a session, a payment
    assert set(StripeEvent.objects.values_list("state", "source", "order_id")) == {("done", "reconcile", order.pk)}
    assert StripeEvent.objects.count() == 3


@pytest.mark.fault(9, "the event is never made", "reconcile finds it by Stripe's objects, and reports it")
def test_fault_09_an_event_that_was_never_made_is_made_up_for(stripe, heard, order, silent):
    silent()
    report = reconcile()
    assert (state(order), outbox(), StripeEvent.objects.count()) == ("settled", ["ReceiptDue"], 0)
    assert report.fixed == {f"order:{order.public_id}": f"session {order.checkout_session_id} is paid at Stripe"}


@pytest.mark.parametrize("has_events", [True, False])
def test_a_second_time_changes_nothing(stripe, order, silent, has_events):
    payment = next(iter(stripe.payments.values()))
    stripe.refund(payment.id, 900)
    if not has_events:
        silent()
    assert command() == 1
    before = rows()
    assert command() == 0
    assert rows() == before


def test_what_every_webhook_told_needs_no_fixing(stripe, order):
    stripe.events = list(stripe.told)
    hear(stripe)
    before = rows()
    report = reconcile()
    assert (report.fixed, report.new_events, rows()) == ({}, 0, before)


# -- what else can be lost ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("has_events", [True, False])
def test_a_refund_in_the_dashboard(stripe, heard, order, silent, has_events):
    hear_all(stripe)
    payment = next(iter(stripe.payments.values()))
    stripe.refund(payment.id)
    if not has_events:
        silent()
    assert reconcile().fixed == {f"order:{order.public_id}": f"refund {Refund.objects.get().stripe_id} is succeeded at Stripe"}
    assert (state(order), outbox()) == ("refunded", ["ReceiptDue", "RefundNoticeDue"])


def test_a_refund_that_failed_later(stripe, order, silent):
    payment = next(iter(stripe.payments.values()))
    refund = stripe.refund(payment.id)
    hear_all(stripe)
    stripe.move_refund(refund.id, "failed")
    silent()
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    assert (state(order), Refund.objects.get().state) == ("settled", "failed")


@pytest.mark.parametrize(
    ("status", "moved", "becomes"),
    [("won", {"is_withdrawn": True, "is_reinstated": True}, "settled"), ("lost", {"is_withdrawn": True}, "lost")],
)
def test_a_dispute_that_nobody_told_of(stripe, order, silent, status, moved, becomes):
    hear_all(stripe)
    dispute = stripe.dispute(next(iter(stripe.payments)))
    silent()
    assert list(reconcile().fixed.values()) == [f"dispute {dispute.id} is needs_response at Stripe"]
    assert state(order) == "disputed"
    stripe.move_dispute(dispute.id, status, **moved)
    silent()
    assert len(reconcile().fixed) == 1
    assert (state(order), reconcile().fixed) == (becomes, {})


def test_a_page_that_expired(stripe, silent):
    order = started(buyer=UserFactory())
    stripe.expire(order.checkout_session_id)
    silent()
    assert list(reconcile().fixed.values()) == [f"session {order.checkout_session_id} is expired at Stripe"]
    assert state(order) == "expired"


def test_a_bank_debit_through_all_its_states(stripe, silent):
    order = started(visitor_key="a")
    stripe.bank_debit(order.checkout_session_id)
    silent()
    assert len(reconcile().fixed) == 1
    assert state(order) == "awaiting"
    stripe.bank_answers(order.checkout_session_id, ok=False)
    silent()
    assert len(reconcile().fixed) == 1
    assert (state(order), reconcile().fixed) == ("canceled", {})


def test_expired_here_and_paid_there_is_paid(stripe, silent):
    order = started(buyer=UserFactory())
    stripe.expire(order.checkout_session_id)
    hear(stripe)
    stripe.pay(order.checkout_session_id)
    silent()
    assert len(reconcile().fixed) == 1
    assert state(order) == "settled"


def test_an_open_page_is_left_alone(stripe):
    order = started(buyer=UserFactory())
    stripe.calls.clear()
    assert reconcile().line == "reconcile: checked=1 fixed=0 needs_review=0"
    assert (state(order), stripe.calls["session"]) == ("open", 0)


def test_a_session_that_was_made_and_never_stored(stripe, silent):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    Order.objects.update(checkout_session_id=None, checkout_url="")
    silent()
    assert len(reconcile().fixed) == 1
    assert (state(order), order.checkout_session_id) == ("settled", next(iter(stripe.sessions)))


def test_a_wrong_amount_needs_review(stripe, heard, silent):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id, amount=100)
    silent()
    first, second = reconcile(), reconcile()
    assert first.needs_review == {f"order:{order.public_id}": "The amount or currency paid is not the order's."}
    assert (len(first.fixed), second.line) == (1, "reconcile: checked=2 fixed=0 needs_review=1")
    assert heard.names == ["CheckoutStarting"]


def test_what_belongs_to_another_product_is_passed_over(stripe):
    stranger = {"instance": "another-shop", "order": "5a0c7f6e-54f2-4a6c-9d4f-0a51b4b7f001"}
    nobody = {"instance": "school", "order": "x"}
    for number, metadata in enumerate([stranger, nobody, {}]):
        session = StripeSession(f"cs_{number}", "complete", "paid", 100, "USD", metadata=metadata, payment_id=f"pi_{number}")
        stripe.sessions[session.id] = session
        stripe.payments[f"pi_{number}"] = StripePayment(f"pi_{number}", "succeeded", 100, 100, "USD", metadata)
        stripe.disputes_held[f"dp_{number}"] = StripeDispute(f"dp_{number}", "lost", 100, "USD", f"pi_{number}")
        stripe.refunds_held[f"re_{number}"] = StripeRefund(f"re_{number}", "succeeded", 100, "USD", f"pi_{number}", {})
    stripe.calls.clear()
    assert reconcile().line == "reconcile: checked=0 fixed=0 needs_review=0"
    assert (Order.objects.count(), stripe.calls["session"]) == (0, 0)


# -- lost here ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("has_events", [True, False])
def test_a_database_from_yesterday_is_filled_up(stripe, heard, order, silent, has_events):
    hear_all(stripe)
    other = started(visitor_key="guest")
    stripe.pay(other.checkout_session_id, email="new@example.com")
    stripe.refund(next(iter(stripe.payments)), 900)
    open_one = started(visitor_key="open")
    hear_all(stripe)
    expected = sorted(Order.objects.exclude(pk=open_one.pk).values_list("public_id", "state", "email", "total_minor"))
    money = sorted(ledger())
    lose_today()
    User.objects.filter(email="new@example.com").delete()  # the account that the lost order had made
    if not has_events:
        silent()
    heard.facts.clear()
    report = reconcile()
    assert (sorted(Order.objects.values_list("public_id", "state", "email", "total_minor")), sorted(ledger())) == (expected, money)
    assert heard.names == ["OrderSettled", "OrderSettled"]
    assert set(report.fixed.values()) == {
        f"session {row.checkout_session_id} is complete at Stripe, and its order is lost" for row in Order.objects.all()
    }
    assert (LogEntry.objects.filter(action="order.restored").count(), reconcile().fixed) == (2, {})


def test_a_lost_order_is_rebuilt_from_its_payment_alone(stripe, order, silent, monkeypatch):
    silent()
    lose_today()
    monkeypatch.setattr(module, "SWEEPERS", (sweep_payments,))
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    assert Order.objects.get().state == "settled"


def test_a_lost_order_that_cannot_be_rebuilt_needs_review_and_stops_nobody(stripe, order, silent):
    silent()
    lose_today()
    order.offer.prices.all().delete()
    order.offer.delete()
    good = started(visitor_key="guest")
    stripe.pay(good.checkout_session_id)
    silent()
    report = reconcile()
    assert list(report.fixed) == [f"order:{good.public_id}"]
    assert list(report.needs_review) == [f"order:{order.public_id}"]
    assert report.needs_review[f"order:{order.public_id}"].endswith("What was sold is not known here.")


# -- runs --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_lost", [True, False])
def test_a_dry_run_changes_nothing_and_says_what_it_would(stripe, heard, order, capsys, is_lost):
    if is_lost:
        lose_today()
    before = rows()
    assert command(dry_run=True) == 0
    out = capsys.readouterr().out
    lost = "complete at Stripe, and its order is lost" if is_lost else "paid at Stripe"
    assert out.splitlines() == [
        "events that never came: 3 (would be taken in)",
        f"would fix order:{order.public_id}: session {order.checkout_session_id} is {lost}",
        "reconcile: checked=5 fixed=1 needs_review=0",
    ]
    assert (rows(), ReconcileRun.objects.count(), LogEntry.objects.count()) == (before, 0, 0)


def test_a_run_is_kept(stripe, order):
    staff = UserFactory(role=Role.STAFF)
    reconcile(days=3, by=staff)
    run = ReconcileRun.objects.get()
    assert (run.days, run.checked, run.fixed, run.needs_review, run.error) == (3, 5, 1, 0, "")
    assert run.finished_at >= run.started_at
    what = f"session {order.checkout_session_id} is paid at Stripe"
    assert run.findings == [{"kind": "fixed", "subject": f"order:{order.public_id}", "what": what}]
    assert list(LogEntry.objects.values_list("subject", "action", "by")) == [
        (f"reconcile:{run.pk}", "reconcile.run", staff.public_id)
    ]


def test_a_run_that_stripe_stops_says_so_and_exits_with_2(stripe, order, monkeypatch, capsys):
    monkeypatch.setattr(module, "PAUSES", (0, 0))
    stripe.before["refunds"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert command() == 2
    assert (state(order), stripe.calls["refunds"]) == ("open", 3)
    assert ReconcileRun.objects.get().error == "unreachable"
    del stripe.before["refunds"]
    assert command() == 1
    assert state(order) == "settled"


def test_a_hiccup_stops_nothing(stripe, order, monkeypatch, silent):
    monkeypatch.setattr(module, "PAUSES", (0,))
    silent()

    def once():
        del stripe.before["session"]
        raise GatewayUnavailable("rate_limit", is_answered=False)

    stripe.before["session"] = once
    assert len(reconcile().fixed) == 1


@pytest.mark.parametrize("name", ["list_events", "list_disputes"])
def test_a_list_that_stripe_does_not_show_stops_no_other(stripe, order, name):
    """A restricted key, or another server that speaks Stripe's words without all of them."""
    stripe.before[name] = fail(GatewayRefused("not_permitted", is_answered=True))
    report = reconcile()
    assert (state(order), list(report.fixed)) == ("settled", [f"order:{order.public_id}"])
    what = {"list_events": "stripe:events", "list_disputes": "stripe:sweep_disputes"}[name]
    assert report.needs_review == {what: "Stripe does not show this list: not_permitted"}


def test_one_poisoned_order_does_not_stop_the_others(stripe, order, silent):
    good = started(visitor_key="guest")
    stripe.pay(good.checkout_session_id)
    silent()

    def refuses(sender, fact, **kwargs):
        if fact.order_id == str(order.public_id):
            raise ValueError

    OrderSettled.signal.connect(refuses, weak=False)
    report = reconcile()
    assert (state(order), state(good)) == ("open", "settled")
    assert report.needs_review == {
        f"order:{order.public_id}": f"session {order.checkout_session_id} is paid at Stripe: ValueError",
    } | {f"order:{order.public_id}": f"payment {next(iter(stripe.payments))} is succeeded at Stripe: ValueError"}


def test_an_event_that_says_more_than_the_sweep_saw_is_settled(stripe, order, monkeypatch):
    """Whatever has no sweeper still comes by its event."""
    monkeypatch.setattr(module, "SWEEPERS", ())
    report = reconcile()
    assert (state(order), list(report.fixed)) == ("settled", [f"order:{order.public_id}"])
    lose_today()
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    assert Order.objects.get().state == "settled"


def test_an_event_of_nobody_is_taken_in_as_foreign(stripe):
    session = StripeSession("cs_1", "complete", "paid", metadata={"instance": "other"})
    stripe._tell("checkout.session.completed", session)
    assert reconcile().line == "reconcile: checked=1 fixed=0 needs_review=0"
    assert StripeEvent.objects.get().state == "foreign"


def test_a_page_costs_the_same_however_much_is_on_it(stripe, django_assert_num_queries):
    for number in range(12):
        order = started(visitor_key=f"v{number}")
        payment = stripe.pay(order.checkout_session_id, email=f"{number}@example.com")
        stripe.refund(payment.id, 100)
    hear(stripe)
    for sweeper, count in ((sweep_sessions, 2), (sweep_payments, 3), (sweep_refunds, 3)):
        with django_assert_num_queries(count):
            (swept,) = sweeper(0)
        assert (swept.checked, swept.doubts) == (12, ())
    stripe.dispute(payment.id)
    hear(stripe)
    with django_assert_num_queries(4):
        (swept,) = sweep_disputes(0)
    assert (swept.checked, swept.doubts) == (1, ())


def test_events_are_asked_for_by_the_types_that_are_taken(stripe, order):
    assert {json.loads(body)["type"] for body in stripe.told} <= set(module.HANDLED)


def hear_all(stripe):
    hear(stripe)
    stripe.events = [body for body in stripe.told if not StripeEvent.objects.filter(pk=json.loads(body)["id"]).exists()]
    hear(stripe)
