"""Two at the same order, in an order that is written down here: real connections, real locks, barriers, and the rights at the end."""

import itertools
import threading
from collections import Counter
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from acg.chaos.tests.bad_handlers import fetched_before_lock
from acg.chaos.workers import pass_time
from acg.events.models import OutboxEvent
from acg.schedule import run_minute
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import Order, StripeEvent, StripeEventSource
from checkout.services import claim_orders, claiming, receive_event, request_refund, settle, settle_due, start_checkout
from checkout.services import inbox as inbox_module
from checkout.tests.at_once import Worker, until, waits_for_a_lock
from checkout.tests.factories import OfferFactory
from checkout.tests.stripe_double import StripeDouble, signature_of
from checkout.tests.test_settling import started
from students.models import Grant

pytestmark = pytest.mark.django_db(transaction=True)


class Gate:
    """Holds the first worker who comes by until it is opened; the script itself passes."""

    def __init__(self):
        self.reached, self.opened, self._calls = threading.Event(), threading.Event(), itertools.count()

    def __call__(self, *_arguments, **_named):
        if threading.current_thread() is not threading.main_thread() and next(self._calls) == 0:
            self.reached.set()
            assert self.opened.wait(30)


@pytest.fixture
def stripe(monkeypatch):
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    return double


@pytest.fixture
def gate(stripe, monkeypatch):
    """Hold whoever asked for a payment's refunds first, with the answer of then in hand."""
    gate, answer = Gate(), stripe.refunds

    def refunds(payment_id):
        found = answer(payment_id)
        gate()
        return found

    monkeypatch.setattr(stripe, "refunds", refunds)
    return gate


def keep(stripe, index=-1):
    return receive_event(body=stripe.events[index], source=StripeEventSource.WEBHOOK)


def ended(*workers):
    for worker in workers:
        worker.join(30)
        assert not worker.is_alive()
    return [worker.result for worker in workers]


def live(order):
    return Grant.objects.live().filter(cause_id=str(order.public_id)).count()


def receipts(order):
    return OutboxEvent.objects.filter(subject=f"order:{order.public_id}", type="ReceiptDue").count()


@pytest.mark.parametrize(
    ("variant", "outcome"), [(None, ("refunded", 0)), (fetched_before_lock, ("settled", 1))], ids=["real", "fetch before lock"]
)
def test_fault_04_a_refund_overtakes_an_older_answer(stripe, gate, monkeypatch, variant, outcome):
    """The real order of steps takes the right away; the other one leaves a free ride, and this script sees it."""
    if variant:
        monkeypatch.setattr(inbox_module, "settle_order", variant)
    order = started(visitor_key="browser")
    payment = stripe.pay(order.checkout_session_id)
    first = Worker(partial(settle, keep(stripe)))
    assert gate.reached.wait(30)
    stripe.refund(payment.id)
    second = Worker(partial(settle, keep(stripe)))
    until(lambda: waits_for_a_lock() or not second.is_alive())
    gate.opened.set()
    assert ended(first, second) == [True, True]
    order.refresh_from_db()
    assert (order.state, live(order)) == outcome


def test_fault_01_two_workers_at_one_event(stripe, gate):
    order = started(visitor_key="browser")
    stripe.pay(order.checkout_session_id)
    event_id = keep(stripe)
    first = Worker(partial(settle, event_id))
    assert gate.reached.wait(30)
    assert settle(event_id) is False  # left to whoever has it, without waiting
    assert (StripeEvent.objects.get().attempts, live(order)) == (0, 0)
    gate.opened.set()
    assert ended(first) == [True]
    assert settle(event_id) is True
    assert (stripe.calls["session"], live(order), receipts(order)) == (1, 1, 1)


def test_fault_10_webhook_timer_and_success_page(stripe, gate):
    """While the webhook settles, the page says to wait without waiting itself, and the timer goes on with another event."""
    browser, offer = Client(SERVER_NAME="localhost"), OfferFactory()
    browser.post(f"/checkout/{offer.slug}/")
    order = Order.objects.get()
    page = f"/checkout/done/{order.public_id}/?session_id={order.checkout_session_id}"
    stripe.pay(order.checkout_session_id)
    body = stripe.events[-1]
    headers = {"stripe-signature": signature_of(body)}
    webhook = Worker(
        lambda: (
            Client(SERVER_NAME="localhost")
            .post("/webhooks/stripe/", body, content_type="application/json", headers=headers)
            .status_code
        )
    )
    assert gate.reached.wait(30)
    keep(stripe, index=0)
    timer = Worker(settle_due)
    until(waits_for_a_lock)  # at the order: its own event nobody else has
    assert browser.get(page).context["is_waiting"] is True
    gate.opened.set()
    status, done = ended(webhook, timer)
    assert (status, done.finished, done.waiting) == (200, 1, 1)
    assert browser.get(page).context["is_waiting"] is False
    assert Counter(StripeEvent.objects.values_list("state", flat=True)) == {"done": 2}
    assert (order.ledger.count(), live(order), receipts(order)) == (1, 1, 1)


@pytest.fixture
def unclaimed(stripe):
    """Return an order that a guest paid under the address of an account, and its owner."""
    owner = UserFactory(email="owner@example.com")
    EmailAddress.objects.update_or_create(user=owner, email=owner.email, defaults={"verified": True, "primary": True})
    order = started(visitor_key="browser")
    stripe.pay(order.checkout_session_id, email=owner.email)
    settle(keep(stripe))
    order.refresh_from_db()
    assert (order.state, order.buyer, live(order)) == ("settled", None, 0)
    return order, owner


def test_a_claim_comes_while_a_refund_is_settled(stripe, unclaimed, gate):
    order, owner = unclaimed
    stripe.refund(order.payment_intent_id)
    refund = Worker(partial(settle, keep(stripe)))
    assert gate.reached.wait(30)
    assert claim_orders(user=owner) == 0  # in other hands: the next time
    gate.opened.set()
    assert ended(refund) == [True]
    assert claim_orders(user=owner) == 1
    order.refresh_from_db()
    assert (order.state, order.buyer, live(order)) == ("refunded", owner, 0)


def test_a_refund_comes_while_an_order_is_claimed(stripe, unclaimed, monkeypatch):
    order, owner = unclaimed
    gate, hand_over = Gate(), claiming.hand_over

    def held(*arguments, **named):
        hand_over(*arguments, **named)
        gate()

    monkeypatch.setattr(claiming, "hand_over", held)
    claim = Worker(partial(claim_orders, user=owner))
    assert gate.reached.wait(30)
    stripe.refund(order.payment_intent_id)
    refund = Worker(partial(settle, keep(stripe)))
    until(waits_for_a_lock)
    gate.opened.set()
    assert ended(claim, refund) == [1, True]
    order.refresh_from_db()
    assert (order.state, order.buyer, live(order)) == ("refunded", owner, 0)


def test_two_members_of_staff_refund_at_once(stripe, monkeypatch):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    settle(keep(stripe))
    gate, create = Gate(), stripe.create_refund

    def held(*arguments, **named):
        gate()
        return create(*arguments, **named)

    monkeypatch.setattr(stripe, "create_refund", held)
    first, second = UserFactory.create_batch(2, role=Role.STAFF)
    slow = Worker(partial(request_refund, order=order, by=first, reason="Bought twice"))
    assert gate.reached.wait(30)
    assert request_refund(order=order, by=second, reason="Bought twice").state == "refunded"
    gate.opened.set()
    ended(slow)
    assert len(stripe.refunds_held) == 1
    order.refresh_from_db()
    assert (order.state, sum(order.ledger.values_list("amount_minor", flat=True)), live(order)) == ("refunded", 0, 0)


def test_a_second_tab_begins_while_the_first_is_paid(stripe, gate):
    """The click looks at Stripe under the order's lock: it waits for the webhook, and finds the course owned."""
    buyer, offer = UserFactory(), OfferFactory()
    order = started(buyer=buyer, offer=offer)
    stripe.pay(order.checkout_session_id)
    webhook = Worker(partial(settle, keep(stripe)))
    assert gate.reached.wait(30)
    urls = {"success_url": "https://school.test/done", "cancel_url": "https://school.test/back"}
    tab = Worker(partial(start_checkout, offer=offer, buyer=buyer, visitor_key="", currency="USD", **urls))
    until(waits_for_a_lock)
    gate.opened.set()
    assert ended(webhook)[0] is True
    assert ended(tab)[0] == order
    assert (Order.objects.count(), len(stripe.sessions), live(order), receipts(order)) == (1, 1, 1, 1)


def test_fault_32_a_payment_arrives_while_its_page_is_closed(stripe, gate):
    order = started(visitor_key="browser")
    stripe.expire(order.checkout_session_id)
    expired = keep(stripe)
    stripe.pay(order.checkout_session_id)  # in the last second
    paid = Worker(partial(settle, keep(stripe)))
    assert gate.reached.wait(30)
    late = Worker(partial(settle, expired))
    until(waits_for_a_lock)
    gate.opened.set()
    assert ended(paid, late) == [True, True]
    pass_time()
    assert run_minute() == []
    order.refresh_from_db()
    assert (order.state, live(order), receipts(order)) == ("settled", 1, 1)
