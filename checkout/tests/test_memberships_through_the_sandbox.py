"""Memberships with nothing replaced: the official library, over HTTP, against the sandbox and its clock, which calls the webhook back."""

import datetime as dt

import pytest
from django.utils import timezone
from stripe import InvalidRequestError, StripeClient

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import Customer, Invoice, Payment, StripeEvent, Subscription
from checkout.sandbox import account, catalogue, clock, renewing, subscribing
from checkout.sandbox.delivering import deliver_due
from checkout.sandbox.models import Clock, Faults, StripeObject
from checkout.services import (
    cancel_membership,
    end_membership,
    portal_address,
    reconcile,
    resume_membership,
    settle_order,
    switch_plan,
)
from checkout.tests.factories import CouponFactory, MembershipOfferFactory
from checkout.tests.test_settling import ledger, outbox, started

pytestmark = pytest.mark.django_db(transaction=True)
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _sandbox(live_server, settings):
    """Let the product find the sandbox where it serves."""
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"


@pytest.fixture
def endpoint(live_server):
    return f"{live_server.url}/webhooks/stripe/"


@pytest.fixture
def member(endpoint):
    """Return a function that begins a membership, and what it left."""

    def begin(*, interval="month", buyer=None, email="member@example.com", offer=None, **wish):
        order = started(offer=offer or MembershipOfferFactory(), buyer=buyer, interval=interval, **wish)
        subscribing.pay(order.checkout_session_id, email=email, name="Mia Member", endpoint=endpoint)
        deliver_due()
        order.refresh_from_db()
        return order.subscription

    return begin


@pytest.fixture
def pass_time(endpoint):
    """Return a function that moves Stripe's time on and lets it tell of everything."""

    def act(days):
        renewing.advance(clock.now() + days * DAY, endpoint=endpoint)
        deliver_due()

    return act


def test_a_lost_membership_is_found_by_its_subscription_alone(member):
    """The sandbox, like Stripe, lists a session by the subscription that it began."""
    subscription = member()
    sessions = gateways.gateway().sessions_of_subscription(subscription.stripe_id)
    assert [session.id for session in sessions] == [subscription.order.checkout_session_id]
    assert gateways.gateway().sessions_of_subscription("sub_none") == []


def test_reconcile_finds_a_year_that_nobody_told_of(member, pass_time):
    subscription = member()
    panel = Faults.now()
    panel.drop = True
    panel.save()
    pass_time(100)
    StripeObject.objects.filter(object="event").delete()
    assert list(reconcile().fixed) == [f"order:{subscription.order.public_id}"]
    assert (Invoice.objects.count(), Payment.objects.filter(state="succeeded").count(), reconcile().fixed) == (4, 4, {})


def fresh(subscription):
    return Subscription.objects.get(pk=subscription.pk)


def test_by_month_without_an_account(member, heard):
    subscription = member()
    order = subscription.order
    assert (order.state, order.buyer.email, order.total_minor, order.interval) == ("settled", "member@example.com", 2500, "month")
    assert (subscription.status, subscription.is_live, subscription.buyer) == ("active", True, order.buyer)
    assert subscription.until_at == subscription.current_period_end + dt.timedelta(days=7)
    payment = Payment.objects.get()
    assert (ledger(), outbox()) == ([("payment", payment.stripe_id, 2500, "USD")], ["ReceiptDue"])
    assert heard.names == ["MembershipChanged"]
    assert Customer.objects.get().user == order.buyer
    assert set(StripeEvent.objects.values_list("state", flat=True)) <= {"done", "foreign", "ignored"}


def test_a_year_passes_of_which_no_event_arrives(member, pass_time):
    subscription = member()
    Faults.objects.update(drop=True)
    pass_time(366)
    settle_order(order_id=subscription.order_id)
    subscription = fresh(subscription)
    paid = Invoice.objects.filter(status="paid").count()
    assert (subscription.status, subscription.is_live, paid) == ("active", True, 13)
    assert [row[2] for row in ledger()] == [2500] * 13
    assert outbox() == ["ReceiptDue", *["MembershipNoticeDue"] * 12]
    assert set(OutboxEvent.objects.filter(type="MembershipNoticeDue").values_list("payload__kind", flat=True)) == {"renewed"}
    assert Invoice.objects.filter(failure_told_at=None).count() == 13
    assert StripeEvent.objects.filter(state="new").count() == 0


def test_cancelled_at_the_end_of_the_period_and_resumed(member, pass_time):
    subscription = member()
    ended = cancel_membership(subscription=subscription, by=subscription.buyer)
    assert (ended.status, ended.is_ending, ended.is_live, ended.until_at) == ("active", True, True, ended.current_period_end)
    resumed = resume_membership(subscription=ended, by=ended.buyer)
    assert (resumed.is_ending, resumed.until_at) == (False, resumed.current_period_end + dt.timedelta(days=7))
    cancel_membership(subscription=resumed, by=resumed.buyer)
    pass_time(40)
    over = fresh(subscription)
    assert (over.status, over.is_live, over.until_at, over.ended_at is not None) == ("canceled", False, None, True)
    assert len(ledger()) == 1
    kinds = list(OutboxEvent.objects.filter(type="MembershipNoticeDue").values_list("payload__kind", flat=True))
    assert kinds == ["ending", "ending", "ended"]


def test_switched_to_a_year(member, pass_time):
    subscription = member()
    pass_time(15)
    switched = switch_plan(subscription=fresh(subscription), by=subscription.buyer, interval="year")
    assert (switched.price.interval, switched.status) == ("year", "active")
    assert (switched.current_period_end - timezone.now()).days in range(375, 385)
    charged = ledger()[1][2]
    assert 24000 - 2500 < charged < 24000  # what was left of the month is credited
    deliver_due()
    assert [row[2] for row in ledger()] == [2500, charged]


def test_switched_back_to_a_month_the_rest_is_kept_as_credit(member, pass_time):
    subscription = member(interval="year")
    switched = switch_plan(subscription=subscription, by=subscription.buyer, interval="month")
    assert (switched.price.interval, [row[2] for row in ledger()]) == ("month", [24000])
    assert switched.until_at == switched.current_period_end + dt.timedelta(days=7)
    pass_time(62)
    assert (fresh(subscription).status, [row[2] for row in ledger()]) == ("active", [24000])
    assert Invoice.objects.filter(status="paid").count() == 4


def test_a_card_fails_and_is_paid_again(member, pass_time, endpoint):
    Clock.objects.create(pk=1, after_retries="unpaid")
    subscription = member()
    first_end = subscription.current_period_end
    catalogue.set_card(subscription.customer_id, works=False)
    pass_time(32)
    late = fresh(subscription)
    assert (late.status, late.is_live, late.until_at) == ("past_due", True, first_end + dt.timedelta(days=7))
    assert list(Payment.objects.order_by("pk").values_list("state", flat=True)) == ["succeeded", "failed"]
    pass_time(25)
    off = fresh(subscription)
    assert (off.status, off.is_live, off.until_at) == ("unpaid", False, None)
    assert [row[2] for row in ledger()] == [2500]
    catalogue.set_card(subscription.customer_id, works=True)
    renewing.pay_open_invoice(Invoice.objects.get(status="open").stripe_id, endpoint=endpoint)
    deliver_due()
    again = fresh(subscription)
    assert (again.status, again.is_live) == ("active", True)
    assert [row[2] for row in ledger()] == [2500, 2500]
    kinds = list(OutboxEvent.objects.filter(type="MembershipNoticeDue").values_list("payload__kind", flat=True))
    assert kinds == ["failed", "ended", "renewed"]


def test_a_card_fails_for_good(member, pass_time):
    subscription = member()
    catalogue.set_card(subscription.customer_id, works=False)
    pass_time(60)
    over = fresh(subscription)
    assert (over.status, over.is_live, len(ledger())) == ("canceled", False, 1)
    with pytest.raises(DomainError) as refused:
        resume_membership(subscription=over, by=over.buyer)
    assert refused.value.code == "membership_over"


def test_a_switch_that_the_card_cannot_pay_changes_nothing(member):
    subscription = member()
    catalogue.set_card(subscription.customer_id, works=False)
    with pytest.raises(DomainError) as refused:
        switch_plan(subscription=subscription, by=subscription.buyer, interval="year")
    assert refused.value.code == "payment_refused"
    settle_order(order_id=subscription.order_id)
    after = fresh(subscription)
    assert (after.status, after.price.interval, len(ledger())) == ("active", "month", 1)


def test_a_trial_costs_nothing_and_is_had_once(member, pass_time):
    buyer, offer = UserFactory(), MembershipOfferFactory(price__trial_days=14)
    subscription = member(buyer=buyer, offer=offer)
    order = subscription.order
    assert (order.state, order.total_minor, subscription.status, subscription.is_live) == ("settled", 0, "trialing", True)
    assert ledger() == [("payment", f"free-{order.public_id}", 0, "USD")]
    assert subscription.trial_end == subscription.current_period_end
    pass_time(15)
    assert (fresh(subscription).status, [row[2] for row in ledger()]) == ("active", [0, 2500])
    end_membership(subscription=fresh(subscription))
    deliver_due()
    assert fresh(subscription).is_live is False
    again = member(buyer=buyer, offer=offer)
    assert (again.status, again.order.total_minor, again.customer_id) == ("active", 2500, subscription.customer_id)
    assert Customer.objects.get().stripe_id == subscription.customer_id


def test_a_coupon_lowers_the_first_payment(member, pass_time):
    CouponFactory(code="FIRST", percent_off=20)
    subscription = member(coupon_code="first")
    assert (subscription.order.total_minor, ledger()[0][2], subscription.order.review_reason) == (2000, 2000, "")
    pass_time(32)
    assert [row[2] for row in ledger()] == [2000, 2500]
    member(coupon_code="first", visitor_key="another", email="second@example.com", offer=subscription.offer)
    assert StripeObject.objects.filter(object="coupon").count() == 1


def test_a_coupon_for_all_of_it(member):
    CouponFactory(code="FREE", percent_off=100)
    subscription = member(coupon_code="free")
    assert (subscription.status, subscription.is_live, ledger()[0][2]) == ("active", True, 0)


def test_a_member_is_stopped_before_paying(member):
    buyer = UserFactory()
    subscription = member(buyer=buyer)
    before = StripeObject.objects.filter(object="checkout.session").count()
    with pytest.raises(DomainError) as refused:
        started(buyer=buyer, offer=subscription.offer, interval="year")
    assert refused.value.code == "already_member"
    assert StripeObject.objects.filter(object="checkout.session").count() == before


def test_another_plan_closes_the_former_page(member):
    offer = MembershipOfferFactory()
    first, second = started(offer=offer, interval="month"), started(offer=offer, interval="year")
    first.refresh_from_db()
    assert (first.state, second.state, second.total_minor) == ("expired", "open", 24000)
    assert StripeObject.objects.filter(object="price").count() == 2


def test_payments_are_paused(member, pass_time):
    subscription = member()
    renewing.update(subscription.stripe_id, {"pause_collection": {"behavior": "void"}}, endpoint="http://127.0.0.1:1/")
    settle_order(order_id=subscription.order_id)
    paused = fresh(subscription)
    assert (paused.paused, paused.is_live, paused.until_at) == (True, True, paused.current_period_end)
    pass_time(40)
    assert (fresh(subscription).until_at, len(ledger())) == (paused.until_at, 1)


def test_money_of_the_last_period_goes_back(member, pass_time, endpoint):
    subscription = member()
    pass_time(32)
    last = Payment.objects.order_by("pk").last()
    account.create_refund({"payment_intent": last.stripe_id}, endpoint=endpoint)
    deliver_due()
    after = fresh(subscription)
    assert (after.is_live, after.order.state, sum(row[2] for row in ledger())) == (False, "settled", 2500)
    notice = OutboxEvent.objects.get(type="RefundNoticeDue").payload
    assert notice["is_access_over"] is True


def test_the_portal(member, client):
    subscription = member()
    address = portal_address(user=subscription.buyer, return_url="https://school.test/membership/")
    path = address[address.index("/_stripe/") :]
    assert client.get(path).status_code == 200
    client.post(path, {"action": "cancel", "id": subscription.stripe_id})
    client.post(path, {"action": "card_fails"})
    settle_order(order_id=subscription.order_id)
    assert fresh(subscription).is_ending is True
    resumed = resume_membership(subscription=fresh(subscription), by=subscription.buyer)
    assert resumed.is_ending is False
    assert "refused" in client.get(path).content.decode()


def test_the_clock_is_moved_from_the_panel_and_by_the_interface(member, client, settings):
    subscription = member()
    client.post("/_stripe/clock/", {"step": "month", "after_retries": "unpaid"})
    settle_order(order_id=subscription.order_id)
    assert (Invoice.objects.count(), Clock.objects.get().after_retries) == (2, "unpaid")
    stripe = StripeClient("sk_test_x", base_addresses={"api": settings.STRIPE_API_BASE})
    made = stripe.v1.test_helpers.test_clocks.create({"frozen_time": clock.now() + DAY})
    moved = stripe.v1.test_helpers.test_clocks.advance(made.id, {"frozen_time": made.frozen_time + 40 * DAY})
    settle_order(order_id=subscription.order_id)
    assert (moved.status, Invoice.objects.filter(subscription=subscription).count()) == ("ready", 3)


def test_what_the_interface_shows(member, settings):
    subscription = member()
    stripe = StripeClient("sk_test_x", base_addresses={"api": settings.STRIPE_API_BASE})
    (found,) = stripe.v1.subscriptions.list({"status": "active"}).data
    (invoice,) = stripe.v1.invoices.list({"subscription": found.id, "expand": ["data.payments"]}).data
    (payment,) = stripe.v1.invoice_payments.list({"invoice": invoice.id}).data
    assert (found.id, found.metadata["order"]) == (subscription.stripe_id, str(subscription.order.public_id))
    assert (invoice.parent.subscription_details.subscription, invoice.lines.data[0].period.end) == (
        found.id,
        found["items"].data[0].current_period_end,
    )
    assert invoice.payments.data[0].id == payment.id
    assert stripe.v1.customers.retrieve(subscription.customer_id).email == "member@example.com"
    assert stripe.v1.subscriptions.list({"status": "canceled"}).data == []
    with pytest.raises(InvalidRequestError) as refused:
        stripe.v1.subscriptions.update(found.id, {"days_until_due": 3})
    assert refused.value.code == "parameter_unknown"
