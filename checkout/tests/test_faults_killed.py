"""Workers killed with -9 at named places: what is left is finished by the timer, the next delivery or the next click, once."""

import os
import pickle
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.models import LedgerEntry, Order, OrderLine, Refund, StripeEvent
from checkout.services import request_refund, settle_due
from checkout.tests.at_once import alone, until
from checkout.tests.factories import OfferFactory
from checkout.tests.test_faults_at_once import post
from checkout.tests.test_settling import hear, ledger, outbox, started

pytestmark = pytest.mark.django_db(transaction=True)

DELIVERY = [
    ("after the inbox's commit", "new"),
    ("after the order was locked", "new"),
    ("after Stripe was asked", "new"),
    ("after the ledger was written", "new"),
    ("after the order was written", "new"),
    ("after the receipt was published", "new"),
    ("before the settling commit", "new"),
    ("after the settling commit, before the reply", "done"),
]


@pytest.fixture
def killed(stripe, tmp_path):
    """Run a worker that is killed at a place, and return when nothing of it is left."""

    def run(place, work, argument):
        state = tmp_path / "stripe"
        state.write_bytes(pickle.dumps(stripe.held()))
        what = [connection.settings_dict["NAME"], str(state), place, work, str(argument)]
        done = subprocess.run(  # noqa: S603 -- our own module, with arguments of our own
            [sys.executable, "-m", "checkout.tests.victim", *what],
            cwd=settings.BASE_DIR,
            env=os.environ,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        stripe.load(state)
        until(alone)

    return run


@pytest.mark.fault(5, "killed after the inbox's commit", "the timer finishes it")
@pytest.mark.fault(6, "killed after the work, before the reply", "the next delivery changes nothing")
@pytest.mark.parametrize(("place", "state"), DELIVERY)
def test_fault_05_and_06_killed_while_a_delivery_is_dealt_with(stripe, killed, place, state):
    order = started(visitor_key="browser")
    payment = stripe.pay(order.checkout_session_id)
    body = stripe.events[-1]
    killed(place, "deliver", body.decode())
    assert StripeEvent.objects.get().state == state
    if state == "new":  # nothing is half done
        order.refresh_from_db()
        assert (order.state, LedgerEntry.objects.count(), outbox()) == ("open", 0, [])
        assert settle_due().finished == 1
    assert post(body) == 200
    order.refresh_from_db()
    assert (order.state, StripeEvent.objects.get().state) == ("settled", "done")
    assert (ledger(), outbox()) == ([("payment", payment.id, 4900, "USD")], ["ReceiptDue"])


@pytest.mark.parametrize(
    "place", ["after the order's commit, before Stripe is asked", "after Stripe made the session, before it is stored"]
)
def test_killed_while_a_purchase_begins(stripe, killed, place):
    offer = OfferFactory()
    killed(place, "start", offer.pk)
    assert Order.objects.get().checkout_session_id is None
    order = started(offer=offer, visitor_key="browser")
    assert (Order.objects.count(), OrderLine.objects.count(), list(stripe.sessions)) == (1, 1, [order.checkout_session_id])


@pytest.mark.parametrize("place", ["before Stripe refunds", "after Stripe refunded"])
def test_killed_while_money_goes_back(stripe, killed, place):
    staff = UserFactory(role=Role.STAFF)
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    killed(place, "refund", order.pk)
    order.refresh_from_db()
    assert (order.state, Refund.objects.count()) == ("settled", 0)
    assert request_refund(order=order, by=staff, reason="Bought twice").state == "refunded"
    assert (len(stripe.refunds_held), sum(LedgerEntry.objects.values_list("amount_minor", flat=True))) == (1, 0)
    assert Refund.objects.get().requested_by == staff
