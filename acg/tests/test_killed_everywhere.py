"""Workers killed with -9 at every commit, every call of Stripe's and every mail; then what the clock runs, and the exact rows."""

import itertools
import json
from collections import Counter

import pytest
from django.test import Client

from acg.chaos.workers import pass_time
from acg.events import services as outbox_services
from acg.events.models import OutboxEvent
from acg.events.services import relay_due
from acg.schedule import run_minute
from acg.shared.errors import DomainError
from acg.tests.killing import Killer
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import Order, Payment, Refund, StripeEvent, StripeEventSource
from checkout.services import receive_event, request_refund, settle, settle_due, start_checkout
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.stripe_double import StripeDouble, signature_of
from students.models import Enrollment, Grant

pytestmark = pytest.mark.django_db(transaction=True)

URLS = {"success_url": "https://school.test/done/{order}", "cancel_url": "https://school.test/back/{order}"}
numbers = itertools.count(1)


@pytest.fixture
def stripe(monkeypatch):
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    return double


@pytest.fixture
def mails(settings, tmp_path):
    """Return a function that counts the mails about an order, by their key."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "acg.chaos.mails.Provider", tmp_path / "mails"

    def sent():
        lines = settings.EMAIL_FILE_PATH.read_text().splitlines() if settings.EMAIL_FILE_PATH.exists() else []
        return Counter(json.loads(line)["key"] for line in lines)

    return sent


@pytest.fixture
def killer(stripe, tmp_path):
    return Killer(stripe, tmp_path)


@pytest.fixture
def bought(stripe):
    """Return a function that begins to buy and pays, and gives the order, the payment and the events that nobody heard yet."""
    offer = OfferFactory()

    def act(buyer=None):
        stripe.events.clear()
        order = start_checkout(offer=offer, buyer=buyer, visitor_key=f"browser-{next(numbers)}", currency="USD", **URLS)
        payment = stripe.pay(order.checkout_session_id, email=f"guest-{next(numbers)}@example.com")
        return order, payment, list(stripe.events)

    return act


def post(body):
    headers = {"stripe-signature": signature_of(body)}
    client = Client(SERVER_NAME="localhost")
    return client.post("/webhooks/stripe/", body, content_type="application/json", headers=headers).status_code


def clock():
    pass_time()
    assert run_minute() == []


def hear(bodies):
    for body in bodies:
        settle(receive_event(body=body, source=StripeEventSource.WEBHOOK))


def facts(order):
    return sorted(OutboxEvent.objects.filter(subject=f"order:{order.public_id}").values_list("type", "state"))


def live(order):
    return Grant.objects.live().filter(cause="order", cause_id=str(order.public_id)).count()


def assert_settled_once(order, payment, sent):
    order.refresh_from_db()
    assert order.state == "settled"
    assert list(order.ledger.values_list("kind", "stripe_id", "amount_minor")) == [("payment", payment.id, 4900)]
    assert list(Payment.objects.filter(order=order).values_list("stripe_id", "state")) == [(payment.id, "succeeded")]
    assert (live(order), Enrollment.objects.filter(user=order.buyer).count()) == (1, 1)
    assert facts(order) == [("ReceiptDue", "done")]
    about = {key.partition(".")[0].strip("<"): times for key, times in sent.items() if str(order.public_id) in key}
    assert set(about) == {"receipt", "welcome"}
    assert max(about.values()) <= 2  # what was being sent is sent again, under its key


def test_fault_05_and_06_a_delivery_is_killed_everywhere(killer, bought, mails):
    seen = []
    for name, (order, payment, bodies) in killer.each_boundary(bought, lambda prepared: post(prepared[2][-1])):
        seen.append(name)
        if StripeEvent.objects.filter(object_id=order.checkout_session_id).exists():
            clock()
            assert_settled_once(order, payment, mails())
        assert post(bodies[-1]) == 200  # nobody answered Stripe, so it calls again
        clock()
        assert_settled_once(order, payment, mails())
    commits = Counter(seen)["before a commit"]
    assert commits == Counter(seen)["after a commit"] >= 4  # the inbox, the settling, the relay of each fact
    assert {"before Stripe's session", "after Stripe's session", "before Stripe's refunds", "after a mail"} <= set(seen)


def test_fault_05_the_timer_is_killed_everywhere(killer, bought, mails):
    def received():
        order, payment, bodies = bought()
        receive_event(body=bodies[-1], source=StripeEventSource.WEBHOOK)
        return order, payment

    for _name, (order, payment) in killer.each_boundary(received, lambda _prepared: settle_due()):
        clock()
        assert_settled_once(order, payment, mails())


@pytest.mark.fault(
    7,
    "killed after a mail was sent, before it was noted",
    "sent again, at least once, with the same Message-ID and idempotency key",
)
def test_fault_07_a_relay_is_killed_everywhere(killer, bought, mails, monkeypatch):
    def owed():
        with monkeypatch.context() as patch:
            patch.setattr(outbox_services, "relay_due", lambda: 0)
            order, payment, bodies = bought()
            hear(bodies)
        return order, payment

    seen = []
    for name, (order, payment) in killer.each_boundary(owed, lambda _prepared: relay_due()):
        seen.append(name)
        clock()
        assert_settled_once(order, payment, mails())
    assert Counter(seen)["after a mail"] == 2  # the receipt and the welcome: sent, and not yet noted


def test_a_purchase_is_killed_everywhere(killer, stripe):
    offer = OfferFactory()

    def wish():
        return UserFactory(), CouponFactory(max_redemptions=1)

    def buy(prepared):
        buyer, coupon = prepared
        return start_checkout(offer=offer, buyer=buyer, visitor_key="", currency="USD", coupon_code=coupon.code, **URLS)

    seen = []
    for name, prepared in killer.each_boundary(wish, buy):
        seen.append(name)
        order = buy(prepared)  # the buyer clicks again
        coupon = prepared[1]
        coupon.refresh_from_db()
        assert list(Order.objects.filter(buyer=prepared[0])) == [order]
        assert (order.state, order.lines.count(), order.total_minor, coupon.redeemed_count) == ("open", 1, 3920, 1)
        assert [s.id for s in stripe.sessions.values() if s.order == str(order.public_id)] == [order.checkout_session_id]
    assert {"before a commit", "after a commit", "before Stripe's create_session", "after Stripe's create_session"} <= set(seen)
    assert any(name.startswith('before the statement UPDATE "checkout_order"') for name in seen)


def test_fault_25_a_purchase_of_nothing_is_killed_everywhere(killer, mails):
    offer, coupon = OfferFactory(), CouponFactory(percent_off=100)

    def buy(buyer):
        return start_checkout(offer=offer, buyer=buyer, visitor_key="", currency="USD", coupon_code=coupon.code, **URLS)

    for _name, buyer in killer.each_boundary(UserFactory, buy):
        if Order.objects.filter(buyer=buyer).exists():
            with pytest.raises(DomainError, match="already have"):
                buy(buyer)
        else:
            buy(buyer)
        clock()
        order = Order.objects.get(buyer=buyer)
        assert (order.state, order.ledger.get().amount_minor, live(order)) == ("settled", 0, 1)
        assert facts(order) == [("ReceiptDue", "done")]
        assert sum(str(order.public_id) in key for key in mails()) == 1


def test_a_refund_is_killed_everywhere(killer, stripe, bought, mails):
    staff = UserFactory(role=Role.STAFF)

    def paid():
        order, payment, bodies = bought(UserFactory())
        hear(bodies)
        stripe.events.clear()
        return order, payment

    seen = []
    for name, (order, payment) in killer.each_boundary(paid, lambda p: request_refund(order=p[0], by=staff, reason="Bought twice")):
        seen.append(name)
        if any(refund.payment_id == payment.id for refund in stripe.refunds_held.values()):
            hear(stripe.events)  # Stripe tells what the killed worker could not
        else:
            assert request_refund(order=order, by=staff, reason="Bought twice").state == "refunded"
        clock()
        assert_refunded_once(order, payment, stripe, mails())
        assert Refund.objects.get(order=order).requested_by == staff
    assert {"before Stripe's create_refund", "after Stripe's create_refund", "after a commit"} <= set(seen)


def test_fault_35_the_news_of_a_refund_are_killed_everywhere(killer, stripe, bought, mails):
    def refunded():
        order, payment, bodies = bought(UserFactory())
        hear(bodies)
        stripe.events.clear()
        stripe.refund(payment.id)
        return order, payment, list(stripe.events)

    for _name, (order, payment, bodies) in killer.each_boundary(refunded, lambda prepared: post(prepared[2][0])):
        assert post(bodies[0]) == 200
        clock()
        assert_refunded_once(order, payment, stripe, mails())


def assert_refunded_once(order, payment, stripe, sent):
    order.refresh_from_db()
    refund = next(refund for refund in stripe.refunds_held.values() if refund.payment_id == payment.id)
    assert (order.state, live(order)) == ("refunded", 0)
    assert sorted(order.ledger.values_list("kind", "stripe_id", "amount_minor")) == [
        ("payment", payment.id, 4900),
        ("refund", refund.id, -4900),
    ]
    assert facts(order) == [("ReceiptDue", "done"), ("RefundNoticeDue", "done")]
    notices = {key: times for key, times in sent.items() if refund.id in key}
    assert len(notices) == 1
    assert sum(notices.values()) <= 2
