"""Settled and may learn, in one transaction: what the wiring promises to whoever pays, through Stripe's library and the sandbox."""

import pytest
from django.utils import timezone

from acg.users.models import Role, User
from acg.users.tests.factories import UserFactory
from checkout.models import Refund, StripeEvent
from checkout.sandbox import account, acts
from checkout.sandbox.delivering import deliver_due
from checkout.sandbox.models import StripeObject
from checkout.services import request_refund, settle_due, settle_order, start_checkout
from checkout.tests.factories import OfferFactory
from students.models import Grant
from students.selectors import may_learn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buy(live_server, settings):
    """Buy an offer in the sandbox, up to the answered webhooks."""
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"
    urls = {"success_url": f"{live_server.url}/done", "cancel_url": f"{live_server.url}/back"}

    def act(offer, buyer=None, email="new@example.com"):
        order = start_checkout(offer=offer, buyer=buyer, visitor_key="browser", currency="USD", **urls)
        account.pay(order.checkout_session_id, email=email, name="Ana Buyer", endpoint=f"{live_server.url}/webhooks/stripe/")
        deliver_due()
        order.refresh_from_db()
        return order

    return act


def test_whoever_pays_may_learn_and_whoever_is_refunded_may_not(buy, mailoutbox):
    offer = OfferFactory(title="Networks")
    order = buy(offer)
    buyer = User.objects.get(email="new@example.com")
    assert (order.state, order.buyer, may_learn(user=buyer, course=offer.course)) == ("settled", buyer, True)
    assert sorted(mail.subject for mail in mailoutbox) == ["Welcome to Cloud School", "Your receipt for Networks"]
    staff = UserFactory(role=Role.STAFF)
    request_refund(order=order, by=staff, reason="Late", amount_minor=900)
    assert may_learn(user=buyer, course=offer.course) is True
    request_refund(order=order, by=staff, reason="The rest")
    assert may_learn(user=buyer, course=offer.course) is False
    assert [mail.subject for mail in mailoutbox[2:]] == ["Your refund for Networks"] * 2
    refund = StripeObject.objects.get(id=Refund.objects.get(reason="The rest").stripe_id)
    refund.data["status"] = "failed"
    refund.save()
    assert settle_order(order_id=order.pk).state == "settled"
    assert may_learn(user=buyer, course=offer.course) is True
    assert (Grant.objects.count(), len(mailoutbox)) == (1, 4)


@pytest.mark.fault(36)
def test_fault_36_a_disputed_payment_suspends_the_right_until_it_is_won(buy, live_server):
    offer = OfferFactory()
    order = buy(offer, buyer=UserFactory())
    seen = []
    for kind, name in [("charge", "dispute"), ("dispute", "win")]:
        thing = StripeObject.objects.filter(object=kind).first().data
        acts.act(thing, name, endpoint=f"{live_server.url}/webhooks/stripe/")
        deliver_due()
        order.refresh_from_db()
        seen.append((order.state, may_learn(user=order.buyer, course=offer.course)))
    assert (seen, Grant.objects.count()) == ([("disputed", False), ("settled", True)], 1)


def test_a_right_that_cannot_be_given_leaves_the_money_to_the_timer(buy, monkeypatch):
    """Nothing is half done: without the right there is no settled order, and the kept events are tried again."""

    def broken(**_fact):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("students.services.grant_for_order", broken)
        order = buy(OfferFactory())
    assert (order.state, order.ledger.count(), Grant.objects.count()) == ("open", 0, 0)
    assert set(StripeEvent.objects.values_list("state", "attempts")) == {("new", 1)}
    StripeEvent.objects.update(next_try_at=timezone.now())
    assert settle_due().finished == 3
    order.refresh_from_db()
    assert (order.state, order.ledger.count(), Grant.objects.count()) == ("settled", 1, 1)
