"""Memberships compared with what Stripe holds: begun, renewed, failed and ended without a word of it."""

import time

import pytest

from acg.users.tests.factories import UserFactory
from checkout.models import Invoice, LedgerEntry, Order, Subscription
from checkout.services import reconcile, restore_order
from checkout.services.memberships.sweeping import sweep_invoices, sweep_subscriptions
from checkout.services.settling import Hint
from checkout.story import story_of
from checkout.tests.factories import MembershipOfferFactory
from checkout.tests.test_settling import hear, outbox, started
from checkout.tests.yesterday import lose_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(stripe):
    """Let Stripe tell and list no event at all."""

    def act():
        stripe.events.clear()
        stripe.told.clear()

    return act


@pytest.fixture
def order(stripe):
    """Return an order whose page began a membership, of which nobody told."""
    order = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month")
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    stripe.events.clear()
    return order


def state(order):
    order.refresh_from_db()
    return order.state


@pytest.mark.parametrize("has_events", [True, False])
def test_a_membership_that_began_unheard_is_found(stripe, heard, order, silent, has_events):
    if not has_events:
        silent()
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    subscription = Subscription.objects.get()
    assert (state(order), subscription.is_live, Invoice.objects.get().status) == ("settled", True, "paid")
    assert "MembershipChanged" in heard.names
    assert (outbox(), reconcile().fixed) == (["ReceiptDue"], {})


def test_a_subscription_alone_is_enough(stripe, order, silent, monkeypatch):
    silent()
    monkeypatch.setattr("checkout.services.reconciling.SWEEPERS", (sweep_subscriptions,))
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    assert state(order) == "settled"


def test_a_renewal_a_failure_and_an_end_are_found(stripe, order, silent):
    hear(stripe)
    reconcile()
    subscription = Subscription.objects.get()
    stripe.renew(subscription.stripe_id)
    silent()
    assert len(reconcile().fixed) == 1
    assert (LedgerEntry.objects.filter(kind="payment").count(), reconcile().fixed) == (2, {})
    stripe.renew(subscription.stripe_id, is_paid=False)
    silent()
    assert len(reconcile().fixed) == 1
    subscription.refresh_from_db()
    assert (subscription.status, reconcile().fixed) == ("past_due", {})
    stripe.end_now(subscription.stripe_id)
    silent()
    assert len(reconcile().fixed) == 1
    subscription.refresh_from_db()
    assert (subscription.status, subscription.is_live, reconcile().fixed) == ("canceled", False, {})


def test_an_invoice_that_was_paid_unheard_is_found_by_itself(stripe, order, silent, monkeypatch):
    hear(stripe)
    reconcile()
    stripe.renew(Subscription.objects.get().stripe_id)
    silent()
    monkeypatch.setattr("checkout.services.reconciling.SWEEPERS", (sweep_invoices,))
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    assert LedgerEntry.objects.filter(kind="payment").count() == 2


def test_a_lost_membership_is_rebuilt(stripe, heard, order, silent):
    reconcile()
    before = Subscription.objects.get()
    lose_today("checkout_invoice", "checkout_customer", "checkout_subscription")
    silent()
    assert list(reconcile().fixed) == [f"order:{order.public_id}"]
    again = Subscription.objects.get()
    assert (again.stripe_id, again.buyer_id, again.is_live, again.order.public_id) == (
        before.stripe_id,
        before.buyer_id,
        True,
        order.public_id,
    )
    assert reconcile().fixed == {}


def test_a_lost_membership_is_rebuilt_by_its_subscription(stripe, order):
    subscription_id = next(iter(stripe.subscriptions))
    lose_today()
    restore_order(hint=Hint(subscription_id=subscription_id))
    assert (Order.objects.get().public_id, Subscription.objects.get().stripe_id) == (order.public_id, subscription_id)


def test_what_belongs_to_another_product_is_passed_over(stripe, order):
    subscription_id = next(iter(stripe.subscriptions))
    stripe.move(subscription_id, metadata={"instance": "another-shop", "order": str(order.public_id)})
    stripe.sessions.clear()
    assert [(swept.checked, swept.doubts) for swept in sweep_subscriptions(0)] == [(0, ())]
    assert [(swept.checked, swept.doubts) for swept in sweep_invoices(0)] == [(0, ())]


def test_a_page_costs_the_same_however_much_is_on_it(stripe, order, django_assert_num_queries):
    reconcile()
    for sweeper, count in ((sweep_subscriptions, 1), (sweep_invoices, 2)):
        with django_assert_num_queries(count):
            assert [(swept.checked, swept.doubts) for swept in sweeper(0)] == [(1, ())]


def test_the_story_of_a_membership_tells_its_invoices_and_mails(stripe, order):
    reconcile()
    subscription = Subscription.objects.get()
    stripe.renew(subscription.stripe_id)
    stripe.renew(subscription.stripe_id, is_paid=False)
    reconcile()
    order.refresh_from_db()
    told = story_of(order)
    invoices = [moment for moment in told if moment.icon == "request_quote"]
    assert [moment.is_wrong for moment in invoices] == [False, False, True]
    assert any(moment.title == "Notice about the membership by mail" and "failed" in moment.detail for moment in told)
