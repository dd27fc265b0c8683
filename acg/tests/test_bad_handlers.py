"""The suite can see: the same shuffled, repeated deliveries that the real handler survives find out the handlers of tutorials."""

import json
import random

import pytest

from acg.chaos.tests.bad_handlers import believe, keep_and_believe
from acg.events.models import OutboxEvent
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import StripeEventSource
from checkout.services import receive_event, settle
from checkout.tests.factories import OfferFactory
from checkout.tests.stripe_double import StripeDouble
from checkout.tests.test_settling import started
from students.models import Grant

pytestmark = pytest.mark.django_db

PURCHASES = 24


def real(body):
    settle(receive_event(body=body, source=StripeEventSource.WEBHOOK))


def naive(body):
    believe(json.loads(body))


def trusted_snapshot(body):
    keep_and_believe(json.loads(body))


@pytest.fixture
def storm(monkeypatch):
    """Return a function that lets a handler hear of many purchases, half of them refunded, and counts what it got wrong."""
    double, dice = StripeDouble(), random.Random(7)  # noqa: S311 -- the same shuffle each time
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    offer = OfferFactory()

    def act(handle):
        orders = [started(buyer=UserFactory(), offer=offer) for _number in range(PURCHASES)]
        for number, order in enumerate(orders):
            payment = double.pay(order.checkout_session_id)
            if number % 2:
                double.refund(payment.id)
        bodies = [body for body in double.events for _copy in range(dice.randint(2, 5) if dice.random() < 0.3 else 1)]
        dice.shuffle(bodies)
        for body in bodies:
            handle(body)
        return wrong(orders), doubled_receipts(orders)

    return act


def wrong(orders):
    found = 0
    for number, order in enumerate(orders):
        order.refresh_from_db()
        grants = Grant.objects.live().filter(cause_id=str(order.public_id)).count()
        found += (order.state, grants) != (("refunded", 0) if number % 2 else ("settled", 1))
    return found


def doubled_receipts(orders):
    facts = [OutboxEvent.objects.filter(subject=f"order:{order.public_id}", type="ReceiptDue").count() for order in orders]
    return sum(max(count - 1, 0) for count in facts)


def test_the_real_handler_gets_nothing_wrong(storm):
    assert storm(real) == (0, 0)


def test_the_naive_handler_is_found_out(storm):
    free_rides, doubled = storm(naive)
    assert free_rides >= 5  # of twelve that were refunded
    assert doubled >= 5


def test_the_handler_that_trusts_its_snapshots_is_found_out(storm):
    free_rides, doubled = storm(trusted_snapshot)
    assert free_rides >= 4  # keeping each event once saves the receipts, not the order of the news
    assert doubled == 0
