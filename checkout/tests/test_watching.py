"""Purchases whose webhooks were all lost are found by the minute's timer."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Order
from checkout.services import watch_orders
from checkout.tests.test_settling import started
from checkout.tests.test_starting import fail

pytestmark = pytest.mark.django_db
MINUTE = 60


def aged(order, seconds, *, looked=None):
    """Let an order be made so many seconds ago, and looked at so many seconds ago."""
    now = timezone.now()
    looked_at = None if looked is None else now - dt.timedelta(seconds=looked)
    Order.objects.filter(pk=order.pk).update(created_at=now - dt.timedelta(seconds=seconds), looked_at=looked_at)
    order.refresh_from_db()
    return order


@pytest.fixture
def order(stripe):
    return started(buyer=UserFactory())


def test_a_dropped_webhook_is_made_up_for_by_the_second_minute(stripe, heard, order):
    stripe.pay(order.checkout_session_id)
    assert watch_orders() == 0  # made this second: the webhook may well be under way
    aged(order, 31)
    assert watch_orders() == 1
    order.refresh_from_db()
    assert (order.state, heard.names) == ("settled", ["CheckoutStarting", "OrderSettled"])
    stripe.calls.clear()
    aged(order, 10**6)
    assert (watch_orders(), stripe.calls) == (0, {})


@pytest.mark.parametrize(
    ("age", "looked", "is_due"),
    [
        (40, None, True),
        (20, None, False),
        (90, 49, False),
        (90, 51, True),
        (20 * MINUTE, 3 * MINUTE, False),  # seen when 17 minutes old: again after four and a quarter
        (20 * MINUTE, 5 * MINUTE, True),
        (100 * 3600, 59 * MINUTE, False),
        (100 * 3600, 61 * MINUTE, True),
    ],
)
def test_the_pause_grows_with_the_age(stripe, order, age, looked, is_due):
    aged(order, age, looked=looked)
    stripe.calls.clear()
    watch_orders()
    assert stripe.calls["session"] == is_due


def test_an_abandoned_order_is_asked_about_seldom(stripe, order):
    """Two hours, until its page expires, in twenty looks instead of a hundred and twenty."""
    looks = 0
    for minute in range(1, 121):
        last = None if order.looked_at is None else (timezone.now() - order.looked_at).total_seconds() + MINUTE
        aged(order, minute * MINUTE, looked=last)
        stripe.calls.clear()
        watch_orders()
        looks += stripe.calls["session"]
        order.refresh_from_db()
    assert 15 <= looks <= 25


@pytest.mark.parametrize("state", ["settled", "expired", "canceled", "refunded", "needs_review"])
def test_what_is_over_is_not_asked_about(stripe, order, state):
    Order.objects.update(state=state)
    aged(order, 100)
    stripe.calls.clear()
    watch_orders()
    assert stripe.calls["session"] == 0


def test_without_a_payment_page_there_is_nothing_to_ask(stripe, order):
    Order.objects.update(checkout_session_id=None)
    aged(order, 100)
    stripe.calls.clear()
    watch_orders()
    assert stripe.calls == {}


def test_a_bank_debit_that_went_through_is_found(stripe, order):
    stripe.bank_debit(order.checkout_session_id)
    aged(order, 60)
    assert watch_orders() == 1
    stripe.bank_answers(order.checkout_session_id, ok=True)
    aged(order, 100, looked=60)
    assert watch_orders() == 1
    order.refresh_from_db()
    assert order.state == "settled"


def test_the_longest_unseen_come_first_and_no_more_than_the_limit(stripe, order):
    others = [aged(started(visitor_key=str(n)), 3600, looked=3000 - n) for n in range(3)]
    aged(order, 60)
    before = timezone.now()
    watch_orders(limit=2)
    assert set(Order.objects.filter(looked_at__gt=before).values_list("pk", flat=True)) == {order.pk, others[0].pk}


def test_when_stripe_is_out_of_reach_the_rest_waits(stripe, order):
    aged(order, 60)
    aged(started(visitor_key="b"), 60)
    stripe.calls.clear()
    stripe.before["session"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert (watch_orders(), stripe.calls["session"]) == (0, 1)


@pytest.mark.parametrize("error", [GatewayRefused("resource_missing", is_answered=True), OperationalError(), ValueError()])
def test_one_that_fails_stops_nobody(stripe, order, error):
    aged(order, 100)
    other = aged(started(visitor_key="b"), 60)
    stripe.pay(other.checkout_session_id)

    def once():
        del stripe.before["session"]
        raise error

    stripe.before["session"] = once
    assert watch_orders() == 1
