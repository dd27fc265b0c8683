"""Settling once more, safe however often."""

import pytest
from django.core.management import CommandError, call_command

from acg.events.models import LogEntry, OutboxEvent
from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import LedgerEntry, Order, StripeEvent, StripeEventSource
from checkout.services import order_by_number, receive_event, replay_event, replay_order
from checkout.tests.factories import OrderFactory
from checkout.tests.test_settling import hear, outbox, started
from checkout.tests.test_starting import fail

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe):
    """Return a paid order; its events are in the inbox, and dead."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    for body in stripe.events:
        receive_event(body=body, source=StripeEventSource.WEBHOOK)
    stripe.events.clear()
    StripeEvent.objects.update(state="dead", attempts=10, last_error="ValueError")
    return order


def test_a_dead_event_is_settled_and_again_changes_nothing(stripe, heard, order):
    event_id = StripeEvent.objects.first().pk
    staff = UserFactory(role=Role.STAFF)
    for _time in range(2):
        event = replay_event(event_id=event_id, by=staff)
        assert (event.state, event.attempts, event.last_error, event.order) == ("done", 0, "", order)
        assert (LedgerEntry.objects.count(), outbox(), heard.names) == (1, ["ReceiptDue"], ["CheckoutStarting", "OrderSettled"])
    assert (
        list(LogEntry.objects.values_list("subject", "action", "by"))
        == [(f"event:{event_id}", "event.replay", staff.public_id)] * 2
    )


def test_an_event_that_still_fails_says_why(stripe, order):
    stripe.before["session"] = fail(GatewayUnavailable("rate_limit", is_answered=False))
    event = replay_event(event_id=StripeEvent.objects.first().pk)
    assert (event.state, event.last_error) == ("new", "GatewayUnavailable: rate_limit")


def test_events_that_are_not_there_or_not_ours_are_refused(order):
    with pytest.raises(DomainError) as refused:
        replay_event(event_id="evt_none")
    assert refused.value.code == "event_unknown"
    StripeEvent.objects.update(state="rejected")
    with pytest.raises(DomainError) as refused:
        replay_event(event_id=StripeEvent.objects.first().pk)
    assert (refused.value.code, LogEntry.objects.count()) == ("event_rejected", 0)


def test_an_order_is_settled_with_all_that_waits_or_is_dead(stripe, order):
    StripeEvent.objects.update(order=order)
    assert replay_order(order=order).state == "settled"
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"done"}
    OutboxEvent.objects.update(state="dead", attempts=10)
    replay_order(order=order)
    assert list(OutboxEvent.objects.values_list("type", "state")) == [("ReceiptDue", "done")]
    assert LedgerEntry.objects.count() == 1


def test_an_order_is_found_by_its_number(order):
    for name in (order.number, order.number.lower(), f" {order.public_id} ", str(order.public_id)[:12]):
        assert order_by_number(name) == order
    for name in ("", "1234567", "not a number", "00000000"):
        with pytest.raises(DomainError) as refused:
            order_by_number(name)
        assert refused.value.code == "order_unknown"
    twin = f"{str(order.public_id)[:8]}-0000-4000-8000-000000000000"
    OrderFactory(public_id=twin)
    with pytest.raises(DomainError) as refused:
        order_by_number(order.number)
    assert refused.value.code == "order_ambiguous"
    assert order_by_number(twin) == Order.objects.get(public_id=twin)


def test_the_command_replays_an_event_or_an_order(stripe, order, capsys):
    event_id = StripeEvent.objects.first().pk
    call_command("replay", event_id)
    call_command("replay", order=order.number)
    assert capsys.readouterr().out == f"replay: event {event_id} is done\nreplay: order {order.number} is settled\n"
    hear(stripe)
    assert LedgerEntry.objects.count() == 1


def test_the_command_says_what_went_wrong(stripe, order, capsys):
    with pytest.raises(CommandError, match="no such event"):
        call_command("replay", "evt_none")
    with pytest.raises(CommandError, match="no such order"):
        call_command("replay", order="00000000")
    stripe.before["session"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    with pytest.raises(CommandError, match="Stripe could not be asked: unreachable"):
        call_command("replay", order=order.number)
    call_command("replay", StripeEvent.objects.first().pk)
    assert capsys.readouterr().out.endswith("is new: GatewayUnavailable: unreachable\n")
