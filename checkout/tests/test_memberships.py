"""Memberships through settle and their verbs, with Stripe in memory; over HTTP they are in `test_memberships_through_the_sandbox`."""

import datetime as dt
import random
import time

import pytest

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Customer, Invoice, LedgerEntry, Order, Price, StripeEvent, Subscription
from checkout.services import (
    add_price,
    cancel_membership,
    claim_orders,
    end_membership,
    portal_address,
    reconcile,
    request_refund,
    resume_membership,
    settle_order,
    switch_plan,
)
from checkout.services.memberships.deriving import LATE, NEW_WORD
from checkout.tests.billing_double import DAY, MONTH
from checkout.tests.factories import CouponFactory, MembershipOfferFactory
from checkout.tests.test_settling import hear, ledger, outbox, started

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


def moment(seconds):
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)


@pytest.fixture
def now():
    return int(time.time())


@pytest.fixture
def begin(stripe, now):
    """Return a function that begins a membership, and what it left here."""

    def act(*, buyer=None, offer=None, interval="month", status="active", **fields):
        order = started(offer=offer or MembershipOfferFactory(), buyer=buyer or UserFactory(), interval=interval)
        stripe.begin(order.checkout_session_id, now=now, status=status, **fields)
        hear(stripe)
        order.refresh_from_db()
        return Subscription.objects.filter(order=order).select_related("order", "price").get()

    return act


def heard_of(stripe, subscription):
    """Settle what was told, and return the membership as it is then."""
    hear(stripe)
    return Subscription.objects.select_related("order", "price").get(pk=subscription.pk)


def notices():
    return list(OutboxEvent.objects.filter(type="MembershipNoticeDue").order_by("pk").values_list("payload__kind", flat=True))


def refusal(verb, **wish):
    with pytest.raises(DomainError) as refused:
        verb(**wish)
    return refused.value.code


# -- the faults of the table -------------------------------------------------------------------------------------------------------


@pytest.mark.fault(37, "a membership is past_due, unpaid or canceled", "open until seven days after the paid period, then off")
def test_fault_37_past_due_has_a_week_of_grace_then_it_is_off(begin, stripe, now, heard):
    subscription = begin()
    stripe.renew(subscription.stripe_id, is_paid=False)
    late = heard_of(stripe, subscription)
    assert (late.status, late.is_live, late.until_at) == ("past_due", True, moment(now + MONTH) + WEEK)
    assert heard.facts[-1].until_at == late.until_at
    # A second month that nobody pays gives no second grace.
    stripe.renew(subscription.stripe_id, is_paid=False)
    assert heard_of(stripe, subscription).until_at == late.until_at


@pytest.mark.parametrize("status", ["unpaid", "canceled"])
def test_fault_37_unpaid_and_canceled_are_off(begin, stripe, now, heard, status):
    subscription = begin()
    stripe.move(subscription.stripe_id, status=status, ended_at=now + DAY if status == "canceled" else 0)
    off = heard_of(stripe, subscription)
    assert (off.status, off.is_live, off.until_at, off.order.state) == (status, False, None, "settled")
    assert (heard.facts[-1].is_live, heard.facts[-1].reason) == (False, status)
    assert (len(ledger()), notices()) == (1, ["ended"])


def test_fault_37_paid_after_all_it_is_on_again(begin, stripe, now):
    subscription = begin()
    invoice = stripe.renew(subscription.stripe_id, is_paid=False, status="unpaid")
    assert heard_of(stripe, subscription).is_live is False
    stripe.pay_invoice(invoice, at=now + MONTH + 20 * DAY)
    stripe.move(subscription.stripe_id, status="active")
    on = heard_of(stripe, subscription)
    assert (on.is_live, on.until_at, len(ledger())) == (True, moment(now + 2 * MONTH) + WEEK, 2)


@pytest.mark.fault(38, "a membership's first payment must be confirmed", "never on before it is, nor when it never was")
@pytest.mark.parametrize(("then", "state"), [("incomplete", "awaiting"), ("incomplete_expired", "canceled")])
def test_fault_38_incomplete_is_never_on(begin, stripe, heard, then, state):
    subscription = begin(status="incomplete")
    assert (subscription.is_live, subscription.order.state) == (False, "awaiting")
    stripe.move(subscription.stripe_id, status=then)
    after = heard_of(stripe, subscription)
    assert (after.status, after.is_live, after.order.state) == (then, False, state)
    assert [fact for fact in heard.facts if getattr(fact, "is_live", False)] == []
    assert (ledger(), [name for name in outbox() if name != "PaymentFailed"]) == ([], [])


@pytest.mark.fault(39, "a membership is cancelled for its period's end, paused, or on trial", "on until the end")
def test_fault_39_cancelled_at_the_periods_end_is_on_until_then(begin, stripe, now):
    subscription = begin()
    stripe.move(subscription.stripe_id, cancel_at_period_end=True)
    ending = heard_of(stripe, subscription)
    assert (ending.is_live, ending.until_at, ending.is_ending, notices()) == (True, moment(now + MONTH), True, ["ending"])
    stripe.move(subscription.stripe_id, cancel_at_period_end=False, cancel_at=now + 3 * DAY)  # a day named in the portal
    assert heard_of(stripe, subscription).until_at == moment(now + 3 * DAY)


@pytest.mark.parametrize("how", [{"is_paused": True}, {"status": "paused"}])
def test_fault_39_paused_is_on_until_the_end_of_what_is_paid(begin, stripe, now, how):
    subscription = begin()
    stripe.move(subscription.stripe_id, period_start=now + MONTH, period_end=now + 2 * MONTH, **how)
    paused = heard_of(stripe, subscription)
    assert (paused.is_live, paused.until_at) == (True, moment(now + MONTH))


def test_fault_39_a_trial_is_on(stripe, begin, now):
    subscription = begin(offer=MembershipOfferFactory(price__trial_days=30), status="trialing")
    assert (subscription.is_live, subscription.trial_end, subscription.order.total_minor) == (True, moment(now + MONTH), 0)
    assert (ledger()[0][2], outbox()) == (0, ["ReceiptDue"])
    stripe.move(subscription.stripe_id, cancel_at_period_end=True)
    assert heard_of(stripe, subscription).until_at == moment(now + MONTH)


@pytest.mark.fault(40, "an old invoice of an ended membership is paid late", "the money is recorded, no access, a person looks")
def test_fault_40_a_late_payment_gives_no_access_and_is_looked_at(begin, stripe, now, heard):
    subscription = begin()
    invoice = stripe.renew(subscription.stripe_id, is_paid=False)
    stripe.move(subscription.stripe_id, status="canceled", ended_at=now + MONTH + 20 * DAY)
    hear(stripe)
    stripe.pay_invoice(invoice, at=now + MONTH + 30 * DAY)
    after = heard_of(stripe, subscription)
    assert (after.status, after.is_live, after.until_at) == ("canceled", False, None)
    assert (after.review_reason, after.order.review_reason, after.order.state) == (LATE, LATE, "settled")
    assert [row[2] for row in ledger()] == [2500, 2500]
    assert heard.facts[-1].is_live is False


# -- settling ----------------------------------------------------------------------------------------------------------------------


def test_a_word_of_later_years_keeps_what_is_paid_and_is_looked_at(begin, stripe, now):
    subscription = begin()
    stripe.move(subscription.stripe_id, status="hibernating")
    after = heard_of(stripe, subscription)
    assert (after.status, after.state_label, after.is_live, after.until_at) == (
        "hibernating",
        "hibernating",
        True,
        moment(now + MONTH),
    )
    assert after.order.review_reason == NEW_WORD


def test_the_sequence_of_events_makes_no_difference(stripe, now, heard):
    def rows():
        own = Subscription.objects.values_list("status", "is_live", "until_at", "current_period_end")
        return sorted(own), sorted(ledger()), sorted(Invoice.objects.values_list("stripe_id", "status")), sorted(outbox())

    order = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month")
    key = stripe.begin(order.checkout_session_id, now=now)
    stripe.renew(key)
    invoice = stripe.renew(key, is_paid=False)
    stripe.pay_invoice(invoice, at=now + 2 * MONTH + DAY)
    stripe.move(key, status="active")
    told = list(stripe.events)
    found = []
    for seed in range(3):
        Invoice.objects.all().delete()
        Subscription.objects.all().delete()
        StripeEvent.objects.all().delete()
        OutboxEvent.objects.all().delete()
        stripe.events = told * 2
        random.Random(seed).shuffle(stripe.events)  # noqa: S311 -- no secret
        assert all(hear(stripe))
        found.append((rows()[0], rows()[1], rows()[2]))
    assert found[0] == found[1] == found[2]
    assert len(LedgerEntry.objects.all()) == 3


@pytest.mark.parametrize(
    "wrong", [{"amount": 2400}, {"metadata": {"order": "2f8c8f60-0000-4000-8000-000000000000", "instance": "another"}}]
)
def test_what_is_not_the_orders_is_looked_at(begin, stripe, now, wrong):
    order = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month")
    stripe.begin(order.checkout_session_id, now=now, **wrong)
    settle_order(order_id=order.pk)
    order.refresh_from_db()
    assert (order.state, bool(order.review_reason), order.subscription.is_live) == ("needs_review", True, False)


def test_a_subscription_of_another_product_is_foreign(stripe, begin):
    subscription = begin()
    other = stripe.move(subscription.stripe_id, metadata={})
    assert other.metadata == {}
    Invoice.objects.all().delete()
    Subscription.objects.all().delete()
    hear(stripe)
    assert StripeEvent.objects.order_by("-received_at").first().state == "foreign"


def test_a_guest_whose_address_has_an_account_gets_it_by_signing_in(stripe, now, heard):
    member = UserFactory()
    order = started(offer=MembershipOfferFactory(), visitor_key="b", interval="month")
    stripe.begin(order.checkout_session_id, now=now, email=member.email)
    hear(stripe)
    order.refresh_from_db()
    assert (order.buyer, order.subscription.buyer, Customer.objects.count()) == (None, None, 0)
    assert [name for name in heard.names if name == "MembershipChanged"] == []
    member.emailaddress_set.create(email=member.email, verified=True, primary=True)
    assert claim_orders(user=member) == 1
    assert (heard.names[-1], heard.facts[-1].buyer_id) == ("MembershipChanged", member.pk)
    assert Customer.objects.get().user == member


def test_renewals_and_failures_are_told_once(begin, stripe):
    subscription = begin()
    stripe.renew(subscription.stripe_id)
    hear(stripe)
    stripe.renew(subscription.stripe_id, is_paid=False)
    hear(stripe)
    settle_order(order_id=subscription.order_id)
    assert notices() == ["renewed", "failed"]


def test_refunded_by_staff_the_last_payment_goes_back_and_it_ends(begin, stripe, heard):
    subscription = begin()
    stripe.renew(subscription.stripe_id)
    hear(stripe)
    request_refund(order=subscription.order, by=UserFactory(role=Role.STAFF), reason="By mistake")
    after = heard_of(stripe, subscription)
    assert (after.status, after.is_live, after.order.state) == ("canceled", False, "settled")
    assert sum(row[2] for row in ledger()) == 2500


def test_reconcile_finds_what_no_event_told(begin, stripe):
    subscription = begin()
    stripe.renew(subscription.stripe_id)
    stripe.events.clear()
    stripe.told.clear()
    report = reconcile(days=3650)
    assert list(report.fixed) == [f"order:{subscription.order.public_id}"]
    assert len(ledger()) == 2
    again = reconcile(days=3650)
    assert (again.fixed, again.needs_review) == ({}, {})


def test_a_lost_database_gets_its_membership_back(begin, stripe):
    subscription = begin()
    public_id, key = subscription.order.public_id, subscription.stripe_id
    Order.objects.filter(pk=subscription.order_id).update(checkout_session_id=None)
    Invoice.objects.all().delete()
    Subscription.objects.all().delete()
    stripe.move(key, status="active")
    hear(stripe)
    found = Subscription.objects.get()
    assert (found.order.public_id, found.stripe_id, found.is_live) == (public_id, key, True)


# -- buying ------------------------------------------------------------------------------------------------------------------------


def test_stripe_gets_the_price_once(stripe):
    offer = MembershipOfferFactory()
    for number in range(2):
        started(offer=offer, visitor_key=f"b{number}", interval="month")
    assert (stripe.calls["create_price"], Price.objects.exclude(stripe_price_id="").count()) == (1, 1)


def test_what_stripe_forgot_is_made_again(stripe):
    buyer, offer = UserFactory(), MembershipOfferFactory()
    Customer.objects.create(user=buyer, stripe_id="cus_gone")
    Price.objects.update(stripe_price_id="price_gone")

    def gone():
        raise GatewayRefused("resource_missing", is_answered=True)

    stripe.before["create_session"] = gone
    assert refusal(started, offer=offer, buyer=buyer, interval="month") == "payment_refused"
    stripe.before.clear()
    order = started(offer=offer, buyer=buyer, interval="month")
    assert (order.session_request["subscription"]["customer"], Customer.objects.count(), order.attempt) == ("", 0, 2)


def test_a_stored_error_for_a_price_gets_another_key(stripe):
    answers = iter([GatewayUnavailable("http_500", is_answered=True), None])

    def stumble():
        if error := next(answers):
            raise error

    stripe.before["create_price"] = stumble
    assert started(offer=MembershipOfferFactory(), interval="month").state == "open"
    assert stripe.calls["create_price"] == 2


def test_a_coupon_is_made_known_to_stripe(stripe):
    coupon = CouponFactory(code="LESS", percent_off=20)
    order = started(offer=MembershipOfferFactory(), interval="year", coupon_code="less")
    assert (order.total_minor, list(stripe.coupons.values())) == (19200, [(20, "LESS")])
    assert order.coupon == coupon


@pytest.mark.parametrize(
    ("wish", "code"),
    [({"interval": "", "trial_days": 7}, "trial_invalid"), ({"interval": "month", "trial_days": 731}, "trial_invalid")],
)
def test_trials_that_are_none(wish, code):
    assert refusal(add_price, offer=MembershipOfferFactory(), currency="EUR", amount_minor=1, **wish) == code


# -- what a member may ask ---------------------------------------------------------------------------------------------------------


def test_somebody_elses_membership_cannot_be_changed(begin, stripe):
    subscription, stranger = begin(), UserFactory()
    for verb, wish in ((switch_plan, {"interval": "year"}), (cancel_membership, {}), (resume_membership, {})):
        assert refusal(verb, subscription=subscription, by=stranger, **wish) == "not_yours"
    assert (stripe.calls["switch_price"], stripe.calls["end_with_period"]) == (0, 0)
    assert refusal(portal_address, user=stranger, return_url="https://school.test/") == "no_customer"


def test_verbs_refuse_what_makes_no_sense(begin, stripe):
    subscription = begin()
    own = {"subscription": subscription, "by": subscription.buyer}
    assert refusal(switch_plan, **own, interval="month") == "same_plan"
    assert refusal(switch_plan, **own, interval="decade") == "no_price"
    assert refusal(resume_membership, **own) == "not_ending"
    own["subscription"] = cancel_membership(**own)
    assert refusal(cancel_membership, **own) == "already_ending"
    assert refusal(switch_plan, **own, interval="year") == "membership_ending"
    own["subscription"] = resume_membership(**own)
    stripe.renew(subscription.stripe_id, is_paid=False)
    own["subscription"] = heard_of(stripe, subscription)
    assert refusal(switch_plan, **own, interval="year") == "payment_overdue"
    own["subscription"] = end_membership(subscription=own["subscription"])
    for verb, wish in ((switch_plan, {"interval": "year"}), (cancel_membership, {}), (resume_membership, {})):
        assert refusal(verb, **own, **wish) == "membership_over"
    calls = stripe.calls["end_now"]
    end_membership(subscription=own["subscription"])
    assert stripe.calls["end_now"] == calls


def test_a_switch_takes_the_other_plans_price(begin, stripe):
    subscription = begin()
    switched = switch_plan(subscription=subscription, by=subscription.buyer, interval="year")
    assert (switched.price.interval, switched.price.stripe_price_id) == ("year", stripe.subscriptions[switched.stripe_id].price_id)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (GatewayUnavailable("unreachable", is_answered=False), "payments_unavailable"),
        (GatewayRefused("card_declined", is_answered=True), "payment_refused"),
        (GatewayRefused("resource_missing", is_answered=True), "payment_refused"),
    ],
)
def test_stripe_says_no(begin, stripe, error, code):
    subscription = begin()

    def refuse():
        raise error

    stripe.before["end_with_period"] = stripe.before["portal_url"] = refuse
    assert refusal(cancel_membership, subscription=subscription, by=subscription.buyer) == code
    assert refusal(portal_address, user=subscription.buyer, return_url="https://school.test/") == code
    assert Subscription.objects.get().is_ending is False


def test_a_change_that_cannot_be_fetched_follows_by_event(begin, stripe):
    subscription = begin()

    def out_of_reach():
        raise GatewayUnavailable("unreachable", is_answered=False)

    stripe.before["subscription"] = out_of_reach
    assert cancel_membership(subscription=subscription, by=subscription.buyer).is_ending is False
    stripe.before.clear()
    assert heard_of(stripe, subscription).is_ending is True


def test_the_portal_is_the_members(begin):
    subscription = begin()
    address = portal_address(user=subscription.buyer, return_url="https://school.test/membership/")
    assert subscription.customer_id in address
