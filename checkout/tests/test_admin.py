"""What staff see and do about money, and that nobody else does."""

import pytest
from django.urls import reverse

from acg.events.models import LogEntry
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import Coupon, LedgerEntry, Offer, Order, Payment, Price, ReconcileRun, Refund, StripeEvent
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.test_settling import hear, started
from checkout.tests.test_starting import fail
from courses.models import LearningPath
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db

MODELS = (Offer, Price, Coupon, Order, Payment, Refund, LedgerEntry, StripeEvent)


def address(model, page="changelist", *args):
    return reverse(f"admin:checkout_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def staff(client):
    user = UserFactory(role=Role.STAFF)
    client.force_login(user)
    return user


@pytest.fixture
def story(stripe, db):
    """Return an order with everything in its story: paid, and partly refunded."""
    order = started(buyer=UserFactory(email="ana@example.com"), offer=OfferFactory(title="Networks"))
    payment = stripe.pay(order.checkout_session_id)
    stripe.refund(payment.id, 900)
    hear(stripe)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize("model", MODELS)
def test_staff_see_every_list_and_row(client, staff, story, model):
    CouponFactory(code="LESS")
    page = client.get(address(model))
    assert page.status_code == 200
    row = model.objects.first()
    assert client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.EDITOR])
@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_sees_any(client, story, model, role):
    CouponFactory()
    client.force_login(UserFactory(role=role))
    row = model.objects.first()
    for url in (address(model), address(model, "change", row.pk)):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("page", ["refund", "ask_stripe"])
def test_only_staff_reach_the_buttons_of_an_order(client, story, page):
    url = address(Order, page, story.pk)
    assert client.post(url, {"reason": "mine"}).status_code == 302  # to the sign-in page
    client.force_login(UserFactory(role=Role.INSTRUCTOR))
    assert client.post(url, {"reason": "mine"}).status_code == 403
    story.refresh_from_db()
    assert (story.state, Refund.objects.count()) == ("settled", 1)


def test_the_list_of_orders_takes_the_same_statements_however_long_it_is(client, staff, stripe, django_assert_num_queries):
    started(buyer=UserFactory())
    client.get(address(Order))
    with django_assert_num_queries(3):
        client.get(address(Order))
    for number in range(5):
        started(buyer=UserFactory(), visitor_key=str(number))
    with django_assert_num_queries(3):
        client.get(address(Order))


@pytest.mark.parametrize("field", ["number", "email", "payment_intent_id"])
def test_an_order_is_found_by_what_people_quote(client, staff, stripe, story, field):
    other = started(visitor_key="another")
    page = client.get(address(Order), {"q": getattr(story, field)}).content.decode()
    assert story.number in page
    assert other.number not in page


def test_the_story_of_an_order_is_told(client, staff, story):
    page = client.get(address(Order, "change", story.pk)).content.decode()
    refund = Refund.objects.get()
    for fact in ("Networks", "$49", "$9", "-$9", story.number, story.payment_intent_id, refund.stripe_id, "charge.refunded"):
        assert fact in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("model", [Order, Payment, Refund, LedgerEntry, StripeEvent, Price])
def test_nobody_writes_the_records(client, staff, story, model):
    row = model.objects.first()
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(address(model, "change", row.pk), {"state": "settled"}).status_code == 403


def test_an_order_is_refunded_with_a_reason(client, staff, story):
    url = address(Order, "refund", story.pk)
    assert "paid by ana@example.com" in client.get(url).content.decode()
    assert Refund.objects.count() == 1
    assert client.post(url, {"reason": "Bought twice", "amount": "10.00"})["Location"] == address(Order, "change", story.pk)
    assert sorted(Refund.objects.values_list("amount_minor", "reason")) == [(900, ""), (1000, "Bought twice")]
    client.post(url, {"reason": "The rest"})
    story.refresh_from_db()
    assert (story.state, Refund.objects.get(reason="The rest").requested_by) == ("refunded", staff)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"reason": ""}, "This field is required"),
        ({"reason": "x", "amount": "40.01"}, "more than was paid"),
        ({"reason": "x", "amount": "0.001"}, "no unit that small"),
        ({"reason": "x", "amount": "0"}, "out of range"),
        ({"reason": " "}, "This field is required"),
        ({"reason": "x", "amount": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_refund_that_does_not_fit_is_asked_for_again(client, staff, story, answers, message):
    assert message in client.post(address(Order, "refund", story.pk), answers).content.decode()
    assert Refund.objects.count() == 1


def test_a_refund_that_stripe_does_not_answer_is_asked_for_again(client, staff, stripe, story):
    stripe.before["create_refund"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert "try again in a minute" in client.post(address(Order, "refund", story.pk), {"reason": "x"}).content.decode()


def test_stripe_is_asked_again(client, staff, stripe):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    url = address(Order, "ask_stripe", order.pk)
    client.get(url)
    order.refresh_from_db()
    assert order.state == "open"
    assert "The order is now: Paid" in client.post(url, follow=True).content.decode()
    stripe.before["session"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert "Stripe did not answer: unreachable" in client.post(url, follow=True).content.decode()


def test_a_course_a_path_and_a_membership_are_put_on_sale(client, staff):
    course, path = CourseFactory(title="Networks"), LearningPath.objects.create(slug="cloud", title="Cloud")
    inline = {"prices-TOTAL_FORMS": 0, "prices-INITIAL_FORMS": 0}
    for wish in ({"course": course.pk}, {"path": path.pk}, {"title": "All courses"}):
        answer = client.post(address(Offer, "add"), wish | inline)
        assert answer["Location"] == address(Offer, "set_price", Offer.objects.latest("pk").pk)
    assert list(Offer.objects.order_by("pk").values_list("kind", "title")) == [
        ("course", "Networks"),
        ("path", "Cloud"),
        ("membership", "All courses"),
    ]
    for wish in ({}, {"course": course.pk, "title": "Both"}):
        assert "Choose a course, or a learning path" in client.post(address(Offer, "add"), wish | inline).content.decode()
    assert Offer.objects.count() == 3


def test_a_price_is_set_and_an_offer_withdrawn(client, staff, heard):
    offer = OfferFactory(price=False)
    url = address(Offer, "set_price", offer.pk)
    assert 'name="interval"' not in client.get(url).content.decode()
    client.post(url, {"currency": "usd", "amount": "49.5"})
    client.post(url, {"currency": "JPY", "amount": "5000"})
    assert sorted(Price.objects.values_list("currency", "amount_minor")) == [("JPY", 5000), ("USD", 4950)]
    assert "no unit that small" in client.post(url, {"currency": "JPY", "amount": "0.5"}).content.decode()
    assert "three letters" in client.post(url, {"currency": "1SD", "amount": "1"}).content.decode()
    assert "$49.50" in client.get(address(Offer)).content.decode()
    url = address(Offer, "withdraw", offer.pk)
    client.get(url)
    offer.refresh_from_db()
    assert offer.is_active is True
    client.post(url)
    offer.refresh_from_db()
    assert offer.is_active is False
    assert heard.facts[-1].prices == {}


def test_a_membership_has_an_interval(client, staff):
    offer = OfferFactory(kind="membership", course=None, price=False)
    client.post(address(Offer, "set_price", offer.pk), {"currency": "USD", "amount": "29", "interval": "month", "trial_days": "14"})
    assert list(Price.objects.values_list("interval", "amount_minor", "trial_days")) == [("month", 2900, 14)]


def test_prices_are_retired_from_their_list(client, staff):
    price = OfferFactory().prices.get()
    client.post(address(Price), {"action": "retire", "_selected_action": [price.pk]})
    price.refresh_from_db()
    assert price.is_active is False


def test_a_coupon_is_kept_in_upper_case(client, staff):
    client.post(address(Coupon, "add"), {"code": " less ", "percent_off": 20, "is_active": "on"})
    assert list(Coupon.objects.values_list("code", "percent_off", "redeemed_count")) == [("LESS", 20, 0)]
    assert "already exists" in client.post(address(Coupon, "add"), {"code": "Less", "percent_off": 20}).content.decode()


def test_dead_events_are_tried_again(client, staff, story):
    event = StripeEvent.objects.first()
    StripeEvent.objects.filter(pk=event.pk).update(state="dead", attempts=10)
    page = client.post(address(StripeEvent), {"action": "try_again", "_selected_action": [event.pk]}, follow=True)
    assert "1 events will be tried again" in page.content.decode()
    event.refresh_from_db()
    assert (event.state, event.attempts) == ("new", 0)
    assert "payment_intent" in client.get(address(StripeEvent, "change", event.pk)).content.decode()


def test_events_are_settled_once_more(client, staff, story):
    done, rejected = StripeEvent.objects.order_by("pk")[:2]
    StripeEvent.objects.filter(pk=done.pk).update(state="dead", attempts=10)
    StripeEvent.objects.filter(pk=rejected.pk).update(state="rejected")
    chosen = {"action": "settle_again", "_selected_action": [done.pk, rejected.pk]}
    page = client.post(address(StripeEvent), chosen, follow=True).content.decode()
    assert f"{done.pk}: Done" in page
    assert f"{rejected.pk}: This event belongs to Stripe" in page
    done.refresh_from_db()
    assert (done.state, LedgerEntry.objects.count()) == ("done", 2)


def test_the_school_is_compared_with_stripe(client, staff, stripe):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    url = address(ReconcileRun, "run")
    assert "Every session, payment" in client.get(url).content.decode()
    assert "greater than or equal to 1" in client.post(url, {"days": 0}).content.decode()
    assert ReconcileRun.objects.count() == 0
    page = client.post(url, {"days": 1}, follow=True).content.decode()
    assert "reconcile: checked=5 fixed=1 needs_review=0" in page
    assert f"session {order.checkout_session_id} is paid at Stripe" in page
    assert LogEntry.objects.get(action="reconcile.run").by == staff.public_id
    stripe.before["list_events"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert "Stripe did not answer: unreachable" in client.post(url, {"days": 1}, follow=True).content.decode()
    client.force_login(UserFactory(role=Role.EDITOR))
    assert client.post(url, {"days": 1}).status_code == 403
    assert ReconcileRun.objects.count() == 2


def test_what_staff_did_to_an_order_is_part_of_its_story(client, staff, story):
    client.post(address(Order, "refund", story.pk), {"reason": "Bought twice", "amount": "10.00"})
    client.post(address(Order, "ask_stripe", story.pk))
    page = client.get(address(Order, "change", story.pk)).content.decode()
    for words in ("Refund asked for", "Bought twice", staff.email, "Settled again by hand", "Order made", "Ledger: Refund"):
        assert words in page
    entry = LogEntry.objects.get(action="order.refund")
    assert (entry.by, entry.reason, entry.details) == (staff.public_id, "Bought twice", {"amount_minor": 1000, "currency": "USD"})


def test_a_refund_that_is_refused_by_a_rule_leaves_no_trace(client, staff, story):
    client.post(address(Order, "refund", story.pk), {"reason": "x", "amount": "40.01"})
    assert LogEntry.objects.count() == 0


def test_the_list_of_coupons_takes_as_many_statements_however_many_there_are(client, staff, django_assert_num_queries):
    CouponFactory(code="ALL")
    for number in range(3):
        CouponFactory(code=f"SOME{number}").offers.set([OfferFactory(title="Networks"), OfferFactory(title="Clouds")])
        with django_assert_num_queries(5):
            page = client.get(address(Coupon, "changelist")).content.decode()
    assert "Clouds, Networks" in page
    assert "everything" in page


def test_a_coupon_with_limits_is_made_in_plain_words(client, staff):
    offers = [OfferFactory(), OfferFactory()]
    page = client.get(address(Coupon, "add")).content.decode()
    for words in ("How many orders of one account or e-mail address may use it.", "Leave empty for everything on sale."):
        assert words in page
    limits = {"offers": [offer.pk for offer in offers], "max_redemptions": 10, "max_per_person": 1}
    days = {"starts_at_0": "2026-12-01", "starts_at_1": "00:00", "expires_at_0": "2026-11-01", "expires_at_1": "00:00"}
    form = {"code": "less", "percent_off": 20, "is_active": "on"} | limits
    assert "It must begin before it ends." in client.post(address(Coupon, "add"), form | days).content.decode()
    client.post(address(Coupon, "add"), form)
    coupon = Coupon.objects.get()
    assert (coupon.max_redemptions, coupon.max_per_person, set(coupon.offers.all())) == (10, 1, set(offers))
