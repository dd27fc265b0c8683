"""The same thing paid twice: the second payment goes back by itself, and access stays as it is."""

from functools import partial

import pytest

from acg.events.models import OutboxEvent
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import OfferKind, Order, OrderLine, Refund, StripeEventSource
from checkout.services import receive_event, request_refund, return_second_payment, settle, settle_order
from checkout.tests.at_once import at_once
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.test_settling import hear, ledger, outbox, started
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return UserFactory()


def bought(stripe, buyer, offer, **wish):
    """Buy in a browser of its own and sign in there before the money settles: what no page could stop."""
    order = started(offer=offer, visitor_key=f"browser-{Order.objects.count()}", **wish)
    Order.objects.filter(pk=order.pk).update(buyer=buyer, email=buyer.email)
    payment = stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    return order, payment


def owed():
    return [event.payload for event in OutboxEvent.objects.filter(type="PaidTwice")]


def pay_back():
    """Do what the outbox would: once for each fact, and once more."""
    facts = owed()
    return [return_second_payment(**fact) for fact in facts + facts]


@pytest.mark.fault(31, "the same thing paid twice", "the second payment goes back by itself, once; access stays as it is")
def test_fault_31_two_orders_for_the_same_the_second_goes_back(stripe, heard, buyer, caplog):
    offer = OfferFactory()
    first, _ = bought(stripe, buyer, offer)
    second, payment = bought(stripe, buyer, offer)
    assert (first.state, second.state, heard.names) == ("settled", "settled", ["OrderSettled", "OrderSettled"])
    assert owed() == [{"order_id": str(second.public_id), "payment_id": payment.id}]
    assert "paid twice" in caplog.text
    assert pay_back() == [True, False]
    first.refresh_from_db()
    second.refresh_from_db()
    refund = Refund.objects.get()
    assert (first.state, second.state, heard.names[2:]) == ("settled", "refunded", ["OrderRevoked"])
    assert (refund.amount_minor, refund.reason, refund.requested_by, heard.facts[-1].order_id) == (
        4900,
        "Paid twice",
        None,
        str(second.public_id),
    )
    assert list(stripe.keys)[-1] == f"school-twice-{payment.id}"
    notice = OutboxEvent.objects.get(type="RefundNoticeDue").payload
    assert (notice["is_twice"], notice["is_access_over"]) == (True, False)
    hear(stripe)
    assert len(owed()) == 1


def test_fault_31_one_order_paid_twice_gives_the_later_payment_back(stripe, heard, buyer):
    order = started(buyer=buyer)
    first = stripe.pay(order.checkout_session_id)
    second = stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    assert (order.state, order.review_reason) == ("settled", "Paid more than once.")
    assert {fact["payment_id"] for fact in owed()} == {second.id}
    assert pay_back().count(True) == 1
    order.refresh_from_db()
    assert (order.state, order.review_reason, heard.names) == ("settled", "", ["CheckoutStarting", "OrderSettled"])
    assert {(row[0], row[1], row[2]) for row in ledger()} == {
        ("payment", first.id, 4900),
        ("payment", second.id, 4900),
        ("refund", Refund.objects.get().stripe_id, -4900),
    }
    assert Refund.objects.get().payment.stripe_id == second.id


@pytest.mark.django_db(transaction=True)
def test_fault_31_two_orders_that_settle_at_the_same_moment_see_each_other(stripe, heard, buyer):
    offer = OfferFactory()
    orders = [started(offer=offer, visitor_key=key) for key in ("a", "b")]
    Order.objects.update(state="awaiting")
    Order.objects.update(buyer=buyer, email=buyer.email)
    for order in orders:
        stripe.pay(order.checkout_session_id)
    ids = [receive_event(body=stripe.events[n], source=StripeEventSource.WEBHOOK) for n in (2, 5)]
    assert at_once(*[partial(settle, event_id) for event_id in ids]) == [True, True]
    assert sorted(Order.objects.values_list("state", flat=True)) == ["refunded", "settled"]
    assert (len(owed()), Refund.objects.count(), OutboxEvent.objects.get(type="PaidTwice").state) == (1, 1, "done")


def test_fault_31_what_staff_sent_back_meanwhile_is_not_sent_again(stripe, buyer):
    staff, offer = UserFactory(role=Role.STAFF), OfferFactory()
    bought(stripe, buyer, offer)
    second, _ = bought(stripe, buyer, offer)
    request_refund(order=second, by=staff, reason="Seen by a person", amount_minor=900)
    assert pay_back() == [True, False]
    assert sorted(Refund.objects.values_list("amount_minor", "reason")) == [(900, "Seen by a person"), (4000, "Paid twice")]


def test_fault_31_the_second_is_kept_when_the_first_went_back_meanwhile(stripe, buyer):
    staff, offer = UserFactory(role=Role.STAFF), OfferFactory()
    first, _ = bought(stripe, buyer, offer)
    second, _ = bought(stripe, buyer, offer)
    request_refund(order=first, by=staff, reason="The buyer asked")
    assert pay_back() == [False, False]
    second.refresh_from_db()
    assert (second.state, Refund.objects.count()) == ("settled", 1)


def test_fault_31_a_refund_whose_answer_was_lost_is_sent_once(stripe, buyer, monkeypatch):
    offer = OfferFactory()
    bought(stripe, buyer, offer)
    second, _ = bought(stripe, buyer, offer)
    real = stripe.create_refund

    def accepted_and_lost(*args, **kwargs):
        real(*args, **kwargs)
        raise GatewayUnavailable("unreachable", is_answered=False)

    with monkeypatch.context() as patch:
        patch.setattr(stripe, "create_refund", accepted_and_lost)
        with pytest.raises(GatewayUnavailable):
            return_second_payment(**owed()[0])
    assert Refund.objects.count() == 0
    assert pay_back() == [False, False]
    second.refresh_from_db()
    assert (second.state, len(stripe.refunds_held)) == ("refunded", 1)


def test_what_stripe_will_not_send_back_is_told(stripe, buyer, monkeypatch):
    offer = OfferFactory()
    bought(stripe, buyer, offer)
    bought(stripe, buyer, offer)

    def disputed(*args, **kwargs):
        raise GatewayRefused("charge_disputed", is_answered=True)

    monkeypatch.setattr(stripe, "create_refund", disputed)
    with pytest.raises(GatewayRefused):
        return_second_payment(**owed()[0])


def test_a_dispute_that_is_won_sends_no_other_order_back(stripe, heard, buyer):
    offer = OfferFactory()
    first, _ = bought(stripe, buyer, offer)
    second, _ = bought(stripe, buyer, offer)
    dispute = stripe.dispute(first.payment_intent_id)
    hear(stripe)
    assert pay_back() == [False, False]  # the second is the only one that holds now
    stripe.move_dispute(dispute.id, "won", is_reinstated=True)
    hear(stripe)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, len(owed())) == ("settled", "settled", 1)


@pytest.mark.fault(42, "a bundle that holds an owned course; one of the two is refunded", "the other one's right stays")
def test_fault_42_a_bundle_that_holds_an_owned_course_is_no_second_payment(stripe, buyer):
    course, other = CourseFactory(published=True), CourseFactory(published=True)
    bought(stripe, buyer, OfferFactory(course=course))
    bundle, _ = bought(stripe, buyer, OfferFactory())
    OrderLine.objects.filter(order=bundle).update(course_ids=[course.pk, other.pk])
    assert owed() == []
    third, _ = bought(stripe, buyer, OfferFactory(course=other))
    assert [fact["order_id"] for fact in owed()] == [str(third.public_id)]


def test_nothing_is_owed_for_other_things_other_people_or_nothing_paid(stripe, buyer):
    offer = OfferFactory()
    bought(stripe, buyer, offer)
    bought(stripe, buyer, OfferFactory())
    bought(stripe, UserFactory(), offer)
    CouponFactory(code="FREE", percent_off=100)
    started(buyer=buyer, offer=offer, coupon_code="FREE")
    for _ in range(2):
        bought(stripe, buyer, OfferFactory(kind=OfferKind.MEMBERSHIP, course=None))
    assert (owed(), outbox().count("ReceiptDue")) == ([], 6)
    assert settle_order(order_id=Order.objects.first().pk).state == "settled"
