"""Orders that Stripe remembers and a restored database does not."""

import datetime as dt

import pytest

from acg.events.models import LogEntry, OutboxEvent
from acg.users.models import User
from acg.users.tests.factories import UserFactory
from checkout.events import OrderSettled
from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import Coupon, LedgerEntry, Order, OrderLine, Payment, Price, Refund, StripeEvent
from checkout.services import add_price, restore_order, settle
from checkout.services.restoring import OrderMissing, labels
from checkout.services.settling import Hint
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.test_inbox import receive
from checkout.tests.test_settling import hear, ledger, outbox, started
from checkout.tests.test_starting import fail
from checkout.tests.yesterday import lose_today
from courses.tests.factories import CourseFactory, LearningPathFactory

pytestmark = pytest.mark.django_db


def story():
    """Return what an order is, as far as it does not depend on when it was written."""
    order = Order.objects.get()
    line = OrderLine.objects.get()
    return {
        "order": (order.public_id, order.state, order.email, order.currency, order.total_minor, order.offer_id, order.buyer_id),
        "stripe": (order.checkout_session_id, order.payment_intent_id, order.coupon_id, order.review_reason),
        "line": (line.title, line.kind, line.course_ids, line.amount_minor, line.discount_minor, line.price_id),
        "ledger": ledger(),
        "refunds": list(Refund.objects.values_list("stripe_id", "state", "amount_minor", "reason", "requested_by")),
        "payments": list(Payment.objects.values_list("stripe_id", "state", "amount_minor")),
        "outbox": outbox(),
    }


@pytest.fixture
def paid(stripe):
    """Return an order that was paid and settled: with a coupon, partly refunded."""
    CouponFactory(code="LESS", percent_off=20, max_redemptions=1)
    order = started(buyer=UserFactory(), coupon_code="LESS")
    payment = stripe.pay(order.checkout_session_id)
    stripe.refund(payment.id, 900)
    hear(stripe)
    return order


@pytest.mark.parametrize("known_by", ["session", "payment"])
def test_an_order_is_rebuilt_as_it_was(stripe, heard, paid, known_by):
    before, session = story(), next(iter(stripe.sessions.values()))
    lose_today()
    Coupon.objects.update(redeemed_count=0)
    heard.facts.clear()
    hint = Hint(session_id=session.id) if known_by == "session" else Hint(payment_id=session.payment_id)
    order_id = restore_order(hint=hint)
    assert story() == before
    order = Order.objects.get(pk=order_id)
    assert order.created_at == dt.datetime.fromtimestamp(session.created, tz=dt.UTC)
    assert (heard.names, heard.facts[0].order_id) == (["OrderSettled"], str(order.public_id))
    assert Coupon.objects.get().redeemed_count == 1
    assert list(LogEntry.objects.values_list("subject", "action")) == [(f"order:{order.public_id}", "order.restored")]


def test_a_second_time_changes_nothing(stripe, heard, paid):
    session = next(iter(stripe.sessions.values()))
    lose_today()
    first = restore_order(hint=Hint(session_id=session.id))
    before = story()
    heard.facts.clear()
    assert restore_order(hint=Hint(session_id=session.id)) == first
    assert (story(), heard.facts, LogEntry.objects.count()) == (before, [], 1)


def test_a_buyer_who_was_lost_too_is_found_by_the_address(stripe, heard):
    order = started()
    stripe.pay(order.checkout_session_id, email="New@Example.com")
    hear(stripe)
    lose_today("account_emailaddress", "users_user")
    restore_order(hint=Hint(session_id=order.checkout_session_id))
    restored = Order.objects.get()
    assert (restored.public_id, restored.state, restored.buyer) == (order.public_id, "settled", User.objects.get())
    assert (restored.buyer.email, restored.email) == ("new@example.com", "new@example.com")
    assert OutboxEvent.objects.get().payload["is_new_account"] is True


def test_an_order_that_the_buyer_has_opened_since_is_not_in_the_way(stripe, paid):
    buyer, offer = paid.buyer, paid.offer
    session = paid.checkout_session_id
    lose_today()
    again = started(buyer=buyer, offer=offer)
    restore_order(hint=Hint(session_id=session))
    assert sorted(Order.objects.values_list("public_id", "state")) == sorted(
        [(again.public_id, "open"), (paid.public_id, "settled")]
    )


def test_a_price_that_was_lost_is_made_again_and_stays_retired(stripe, paid):
    session = paid.checkout_session_id
    lose_today()
    Price.objects.all().delete()
    live = add_price(offer=paid.offer, currency="USD", amount_minor=5900)
    restore_order(hint=Hint(session_id=session))
    price = OrderLine.objects.get().price
    assert (price.amount_minor, price.is_active, Price.objects.get(is_active=True)) == (4900, False, live)


def test_a_bundle_gives_the_courses_of_then(stripe, heard):
    path = LearningPathFactory()
    courses = [CourseFactory(published=True) for _ in range(17)]
    for position, course in enumerate(courses):
        path.steps.create(course=course, position=position)
    offer = OfferFactory(kind="path", course=None, path=path, title="Bundle")
    order = started(offer=offer, buyer=UserFactory())
    said = stripe.sessions[order.checkout_session_id].metadata
    assert {key: len(value) for key, value in said.items() if key.startswith("courses_")} == {"courses_0": 494, "courses_1": 65}
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    lose_today()
    path.steps.all().delete()
    restore_order(hint=Hint(session_id=order.checkout_session_id))
    assert OrderLine.objects.get().course_ids == sorted(course.pk for course in courses)
    assert heard.facts[-1] == heard.facts[-2]
    assert isinstance(heard.facts[-1], OrderSettled)


def test_labels_stay_within_stripes_limits(stripe, monkeypatch):
    monkeypatch.setattr("checkout.services.restoring.IDS_PER_VALUE", 1)
    path = LearningPathFactory()
    for position in range(40):
        path.steps.create(course=CourseFactory(), position=position)
    order = started(offer=OfferFactory(kind="path", course=None, path=path, title="Bundle"), buyer=UserFactory())
    said = labels(order=order, line=order.lines.get())
    assert len(said) <= 50
    assert max(map(len, said)) <= 40
    assert max(map(len, said.values())) <= 500


@pytest.mark.parametrize("event", ["checkout.session.completed", "payment_intent.succeeded", "charge.refunded", "refund.created"])
def test_an_event_about_a_lost_order_rebuilds_it(stripe, paid, event):
    """Any of them, though a refund's own labels do not name what was sold."""
    bodies = {b'"type": "' + event.encode() + b'"': None}
    lose_today()
    for body in stripe.told:
        if any(key in body for key in bodies):
            stripe.events.append(body)
    assert hear(stripe) == [True]
    order = Order.objects.get()
    assert (order.public_id, order.state, StripeEvent.objects.get().order, StripeEvent.objects.get().state) == (
        paid.public_id,
        "settled",
        order,
        "done",
    )


def test_an_order_that_nobody_paid_is_not_missed(stripe, heard):
    order = started(buyer=UserFactory())
    stripe.expire(order.checkout_session_id)
    lose_today()
    heard.facts.clear()
    assert hear(stripe) == [True]
    assert (Order.objects.count(), StripeEvent.objects.get().state, heard.facts) == (0, "ignored", [])


def test_what_was_sold_and_is_not_known_here_is_said(stripe, paid):
    session = paid.checkout_session_id
    lose_today()
    Price.objects.all().delete()
    Coupon.objects.all().delete()
    paid.offer.delete()
    with pytest.raises(OrderMissing, match=r"^What was sold is not known here\.$"):
        restore_order(hint=Hint(session_id=session))
    assert (Order.objects.count(), LedgerEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize("label", ["total", "price"])
def test_labels_that_do_not_say_enough_build_nothing(stripe, label):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    session = stripe.sessions[order.checkout_session_id]
    lose_today()
    session.metadata[label] = "1e3"
    with pytest.raises(OrderMissing, match="do not say what was sold"):
        restore_order(hint=Hint(session_id=session.id))
    assert Order.objects.count() == 0


@pytest.mark.parametrize("hint", [Hint(), Hint(payment_id="pi_unknown"), Hint(session_id="cs_unknown")])
def test_without_a_payment_page_there_is_nothing_to_build_from(stripe, hint):
    with pytest.raises(OrderMissing, match="payment page"):
        restore_order(hint=hint)


def test_what_fails_while_rebuilding_leaves_nothing_behind(stripe, paid):
    session = paid.checkout_session_id
    lose_today()
    stripe.before["refunds"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    with pytest.raises(GatewayUnavailable):
        restore_order(hint=Hint(session_id=session))
    assert (Order.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_a_lost_order_whose_offer_is_unknown_stays_in_the_inbox_with_the_reason(stripe):
    metadata = {"instance": "school", "order": "5a0c7f6e-54f2-4a6c-9d4f-0a51b4b7f001"}
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    stripe.sessions[order.checkout_session_id].metadata.clear()
    lose_today()
    snapshot = {"id": order.checkout_session_id, "metadata": metadata}
    receive("checkout.session", snapshot, "checkout.session.completed")
    assert settle("evt_1") is False
    assert StripeEvent.objects.get().last_error == "OrderMissing: What was sold is not known here."
