"""Beginning to buy: one order and one payment page, whatever is clicked; the price frozen; Stripe up or down."""

import datetime as dt
from functools import partial

import pytest
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import override

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.events import CheckoutStarting
from checkout.gateways.protocol import GatewayBusy, GatewayRefused, GatewayUnavailable
from checkout.models import Coupon, CouponRedemption, LedgerEntry, Offer, OfferKind, Order, OrderLine
from checkout.services import add_price, settle_order, start_checkout, withdraw_offer
from checkout.services import starting as module
from checkout.tests.at_once import at_once
from checkout.tests.factories import CouponFactory, OfferFactory, PriceFactory
from courses.models import LearningPath, LearningPathStep
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db

URLS = {"success_url": "https://school.test/done/{order}", "cancel_url": "https://school.test/back/{order}"}


def start(offer, buyer=None, **wish):
    wish = {"visitor_key": "browser-1", "currency": "USD"} | wish
    return start_checkout(offer=offer, buyer=buyer, **wish, **URLS)


def refusal(offer, buyer=None, **wish):
    """Return the code and field of the refusal, after seeing that nothing was left behind."""
    before = (Order.objects.count(), OrderLine.objects.count(), CouponRedemption.objects.count())
    with pytest.raises(DomainError) as refused:
        start(offer, buyer, **wish)
    assert (Order.objects.count(), OrderLine.objects.count(), CouponRedemption.objects.count()) == before
    return refused.value.code, refused.value.field


def fail(error):
    def step(*args, **kwargs):
        raise error

    return step


def test_an_order_is_frozen_and_asked_for_at_stripe(stripe, heard):
    offer, buyer = OfferFactory(title="Networks"), UserFactory()
    order = start(offer, buyer)
    assert (order.state, order.buyer, order.email, order.total_minor, order.currency) == ("open", buyer, buyer.email, 4900, "USD")
    assert order.checkout_url == "https://checkout.stripe.test/pay"
    line = order.lines.get()
    assert (line.title, line.kind, line.course_ids, line.amount_minor, line.discount_minor) == (
        "Networks",
        "course",
        [offer.course_id],
        4900,
        0,
    )
    assert order.session_request == {
        "order": str(order.public_id),
        "title": "Networks",
        "amount_minor": 4900,
        "currency": "USD",
        "customer_email": buyer.email,
        "success_url": f"https://school.test/done/{order.public_id}",
        "cancel_url": f"https://school.test/back/{order.public_id}",
        "expires_at": int(order.expires_at.timestamp()),
        "locale": "en",
        "metadata": {
            "order": str(order.public_id),
            "instance": "school",
            "offer": str(offer.public_id),
            "buyer": str(buyer.public_id),
            "total": "4900",
            "currency": "USD",
            "price": "4900",
            "discount": "0",
            "courses_0": offer.course.public_id.hex,
        },
    }
    assert list(stripe.keys) == [f"school-order-{order.public_id}-v1"]
    assert heard.facts == [CheckoutStarting(buyer.pk, (offer.course_id,))]


def test_the_payment_page_speaks_the_buyers_language(stripe):
    with override("es-mx"):
        order = start(OfferFactory())
    assert (order.session_request["locale"], order.language) == ("es", "es")
    with override("fr"):
        order = start(OfferFactory())
    assert (order.session_request["locale"], order.language) == ("en", "en")


def test_a_purchase_without_an_account_is_the_browsers(stripe, heard):
    order = start(OfferFactory())
    assert (order.buyer, order.visitor_key, order.email, heard.facts) == (None, "browser-1", "", [])
    assert start(OfferFactory(), UserFactory()).visitor_key == ""  # an account's orders are not the browser's


def test_without_an_account_and_without_a_cookie_nobody_shares_an_order(stripe):
    assert refusal(OfferFactory(), visitor_key="") == ("sign_in_required", "")


def test_a_path_gives_its_courses_in_order_and_a_membership_all(stripe):
    path = LearningPath.objects.create(slug="path", title="Path")
    first, second = CourseFactory(), CourseFactory()
    for position, course in enumerate((second, first)):
        LearningPathStep.objects.create(path=path, course=course, position=position)
    bundle = start(OfferFactory(kind=OfferKind.PATH, course=None, path=path, title="Path"))
    everything = start(OfferFactory(kind=OfferKind.MEMBERSHIP, course=None))
    assert (bundle.lines.get().course_ids, everything.lines.get().course_ids) == ([second.pk, first.pk], [])


def test_whoever_owns_the_course_is_stopped_before_paying(stripe):
    def owns(sender, fact, **kwargs):
        raise DomainError("already_owned", "You own this course.")

    CheckoutStarting.signal.connect(owns)
    try:
        assert refusal(OfferFactory(), UserFactory()) == ("already_owned", "")
    finally:
        CheckoutStarting.signal.disconnect(owns)
    assert stripe.calls.total() == 0


def test_what_is_not_on_sale_is_refused(stripe):
    offer = OfferFactory()
    assert refusal(offer, currency="JPY") == ("no_price", "currency")
    withdraw_offer(offer=offer)
    assert refusal(offer) == ("offer_ended", "")
    by_month = OfferFactory(kind=OfferKind.MEMBERSHIP, course=None, price__interval="month")
    assert refusal(by_month, interval="year") == ("no_price", "interval")
    assert stripe.calls.total() == 0


def test_a_second_click_gets_the_same_order_and_page(stripe):
    offer, buyer = OfferFactory(), UserFactory()
    first, second = start(offer, buyer), start(offer, buyer)
    assert (first.pk, first.checkout_session_id) == (second.pk, second.checkout_session_id)
    assert (Order.objects.count(), len(stripe.sessions), stripe.calls["create_session"]) == (1, 1, 1)


def test_a_second_click_after_a_payment_whose_webhook_was_lost_settles_it(stripe, heard):
    offer, buyer = OfferFactory(), UserFactory()
    first = start(offer, buyer)
    stripe.pay(first.checkout_session_id)
    second = start(offer, buyer)
    assert (second.pk, second.state, heard.names[-1]) == (first.pk, "settled", "OrderSettled")
    assert OutboxEvent.objects.count() == 1


def test_a_second_click_during_a_bank_debit_is_told_to_wait(stripe):
    offer = OfferFactory()
    stripe.bank_debit(start(offer).checkout_session_id)
    assert refusal(offer) == ("payment_under_way", "")


@pytest.mark.parametrize("error", [GatewayUnavailable("unreachable", is_answered=False), OperationalError("lock timeout")])
def test_a_second_click_that_cannot_be_looked_into_gets_the_page_all_the_same(stripe, error):
    offer = OfferFactory()
    first = start(offer)
    stripe.before["session"] = fail(error)
    second = start(offer)
    assert (second.pk, second.checkout_url) == (first.pk, first.checkout_url)


def test_a_page_that_stripe_does_not_know_makes_room_for_another(stripe):
    offer, coupon = OfferFactory(), CouponFactory(code="LESS", max_redemptions=1)
    first = start(offer, coupon_code="LESS")
    stripe.sessions.clear()
    second = start(offer, coupon_code="LESS")
    first.refresh_from_db()
    coupon.refresh_from_db()
    assert (first.state, second.pk != first.pk, second.state, coupon.redeemed_count) == ("canceled", True, "open", 1)


def test_a_page_that_stripe_does_not_show_is_not_given_up(stripe):
    offer = OfferFactory()
    first = start(offer)
    stripe.before["session"] = fail(GatewayRefused("AuthenticationError", is_answered=True))
    assert refusal(offer) == ("payment_refused", "")
    first.refresh_from_db()
    assert first.state == "open"


def test_browsers_and_accounts_do_not_share_orders(stripe):
    offer = OfferFactory()
    orders = {start(offer).pk, start(offer, visitor_key="browser-2").pk, start(offer, UserFactory()).pk}
    assert len(orders) == 3


@pytest.mark.fault(28, "the price changed during the purchase", "the frozen price is honoured")
def test_fault_28_the_price_of_then_is_honoured(stripe):
    offer = OfferFactory()
    first = start(offer)
    add_price(offer=offer, currency="usd", amount_minor=9900)
    assert (start(offer).pk, start(offer).total_minor) == (first.pk, 4900)
    assert start(offer, visitor_key="browser-2").total_minor == 9900


def test_another_coupon_closes_the_former_page_first(stripe):
    offer, coupon = OfferFactory(), CouponFactory(code="LESS", percent_off=20, max_redemptions=1)
    first = start(offer)
    second = start(offer, coupon_code=" less ")
    assert second.pk != first.pk
    assert (second.total_minor, second.lines.get().discount_minor) == (3920, 980)
    assert stripe.sessions[first.checkout_session_id].status == "expired"
    first.refresh_from_db()
    assert first.state == "expired"
    third = start(offer)
    coupon.refresh_from_db()
    second.refresh_from_db()
    assert (third.total_minor, second.state, coupon.redeemed_count) == (4900, "expired", 0)


def test_another_currency_closes_the_former_page_first(stripe):
    offer = OfferFactory()
    PriceFactory(offer=offer, currency="EUR", amount_minor=4500)
    first = start(offer)
    second = start(offer, currency="eur")
    assert (second.total_minor, second.currency, stripe.sessions[first.checkout_session_id].status) == (4500, "EUR", "expired")


def test_the_former_page_was_paid_in_this_very_moment(stripe, heard):
    """Closing it fails; what was paid counts, and nothing new is opened beside it for a course that is owned now."""
    offer, buyer = OfferFactory(), UserFactory()
    first = start(offer, buyer)
    stripe.before["expire_session"] = lambda: stripe.pay(first.checkout_session_id)
    CouponFactory(code="LESS")

    def owns(sender, fact, **kwargs):
        if Order.objects.filter(buyer_id=fact.buyer_id, state="settled").exists():
            raise DomainError("already_owned", "You own this course.")

    CheckoutStarting.signal.connect(owns)
    try:
        assert refusal(offer, buyer, coupon_code="LESS") == ("already_owned", "")
    finally:
        CheckoutStarting.signal.disconnect(owns)
    first.refresh_from_db()
    assert (first.state, len(stripe.sessions)) == ("settled", 1)


def test_a_page_that_cannot_be_closed_is_not_opened_twice(stripe):
    offer = OfferFactory()
    first = start(offer)
    CouponFactory(code="LESS")
    stripe.before["expire_session"] = fail(GatewayRefused("resource_invalid_state", is_answered=True))
    assert refusal(offer, coupon_code="LESS") == ("payment_under_way", "")
    first.refresh_from_db()
    assert first.state == "open"


def test_a_payment_under_way_is_not_begun_again(stripe):
    offer = OfferFactory()
    first = start(offer)
    stripe.bank_debit(first.checkout_session_id)
    settle_order(order_id=first.pk)
    assert refusal(offer) == ("payment_under_way", "")


def test_an_expired_page_makes_room_for_a_new_order(stripe):
    offer = OfferFactory()
    first = start(offer)
    Order.objects.update(expires_at=timezone.now())
    stripe.expire(first.checkout_session_id)
    second = start(offer)
    first.refresh_from_db()
    assert (first.state, second.pk != first.pk, second.state) == ("expired", True, "open")


# -- Stripe is down ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_answered", "attempt"), [(False, 1), (True, 2)])
def test_stripe_is_down_and_the_order_stays_usable(stripe, is_answered, attempt):
    """Another key only after an answer: Stripe repeats a stored 500 for a day, while a lost answer is found by the same key."""
    offer, buyer = OfferFactory(), UserFactory()
    stripe.before["create_session"] = fail(GatewayUnavailable("http_500", is_answered=is_answered))
    with pytest.raises(DomainError, match="Nothing was charged") as refused:
        start(offer, buyer)
    assert refused.value.code == "payments_unavailable"
    order = Order.objects.get()
    assert (order.state, order.checkout_session_id, order.attempt) == ("open", None, attempt)
    del stripe.before["create_session"]
    again = start(offer, buyer)
    assert (again.pk, list(stripe.keys)) == (order.pk, [f"school-order-{order.public_id}-v{attempt}"])


def test_stripe_refuses_and_the_next_try_has_a_new_key(stripe):
    stripe.before["create_session"] = fail(GatewayRefused("amount_too_small", is_answered=True))
    offer = OfferFactory()
    with pytest.raises(DomainError) as refused:
        start(offer)
    assert (refused.value.code, Order.objects.get().attempt) == ("payment_refused", 2)


def test_an_order_that_never_got_a_page_is_cancelled_when_another_is_wished(stripe):
    offer, coupon = OfferFactory(), CouponFactory(code="LESS", max_redemptions=1)
    stripe.before["create_session"] = fail(GatewayRefused("amount_too_small", is_answered=True))
    with pytest.raises(DomainError):
        start(offer, coupon_code="LESS")
    answers = iter([GatewayRefused("amount_too_small", is_answered=True), None])

    def refuse_once():
        if error := next(answers):
            raise error

    stripe.before["create_session"] = refuse_once
    order = start(offer)
    coupon.refresh_from_db()
    assert sorted(Order.objects.values_list("state", flat=True)) == ["canceled", "open"]
    assert (order.total_minor, coupon.redeemed_count, CouponRedemption.objects.count()) == (4900, 0, 0)


def test_an_order_that_waited_too_long_for_a_page_gets_a_later_end_and_a_new_key(stripe):
    offer = OfferFactory()
    stripe.before["create_session"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    with pytest.raises(DomainError):
        start(offer)
    Order.objects.update(expires_at=timezone.now() + dt.timedelta(minutes=34))
    del stripe.before["create_session"]
    order = start(offer)
    assert order.expires_at > timezone.now() + dt.timedelta(minutes=119)
    assert order.session_request["expires_at"] == int(order.expires_at.timestamp())
    assert list(stripe.keys) == [f"school-order-{order.public_id}-v2"]


def test_the_same_click_twice_is_waited_for_at_stripe(stripe, monkeypatch):
    pauses = []
    monkeypatch.setattr(module.time, "sleep", pauses.append)
    answers = iter([GatewayBusy("idempotency_key_in_use", is_answered=False)] * 2)

    def busy():
        if error := next(answers, None):
            raise error

    stripe.before["create_session"] = busy
    assert start(OfferFactory()).checkout_session_id
    assert (pauses, len(stripe.sessions)) == ([0.1, 0.2], 1)


def test_waiting_for_the_other_click_ends(stripe, monkeypatch):
    pauses = []
    monkeypatch.setattr(module.time, "sleep", pauses.append)
    stripe.before["create_session"] = fail(GatewayBusy("idempotency_key_in_use", is_answered=False))
    with pytest.raises(DomainError) as refused:
        start(OfferFactory())
    assert (refused.value.code, pauses, Order.objects.get().attempt) == ("payments_unavailable", [0.1, 0.2, 0.4, 0.8], 1)


# -- coupons -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"is_active": False}, "coupon_unknown"),
        ({"expires_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "coupon_expired"),
        ({"max_redemptions": 3, "redeemed_count": 3}, "coupon_used_up"),
    ],
)
def test_a_coupon_that_is_over_is_refused(stripe, fields, code):
    CouponFactory(code="LESS", **fields)
    assert refusal(OfferFactory(), coupon_code="less") == (code, "coupon_code")
    assert stripe.calls.total() == 0


def test_a_coupon_of_another_offer_or_of_none_is_refused(stripe):
    CouponFactory(code="OTHER").offers.set([OfferFactory()])
    offer = OfferFactory()
    assert refusal(offer, coupon_code="OTHER") == ("coupon_other_offer", "coupon_code")
    assert refusal(offer, coupon_code="NEVER") == ("coupon_unknown", "coupon_code")
    assert refusal(offer, coupon_code="A\0B") == ("coupon_unknown", "coupon_code")


@pytest.mark.parametrize(("percent", "amount", "total"), [(33, 4900, 3283), (50, 999, 499), (1, 49, 49), (99, 4900, 49)])
def test_the_discount_is_rounded_to_the_nearest_minor_unit(stripe, percent, amount, total):
    CouponFactory(code="LESS", percent_off=percent)
    assert start(OfferFactory(price__amount_minor=amount), coupon_code="LESS").total_minor == total


@pytest.mark.fault(
    25,
    "nothing is to be paid",
    "granted with an amount of 0; a session that calls itself free, of an order that is not, is looked at",
)
def test_fault_25_a_hundred_per_cent_coupon_settles_without_stripe(stripe, heard):
    coupon, buyer, offer = CouponFactory(code="GIFT", percent_off=100, max_redemptions=1), UserFactory(), OfferFactory()
    order = start(offer, buyer, coupon_code="gift")
    assert (order.state, order.total_minor, order.checkout_url, stripe.calls.total()) == ("settled", 0, "", 0)
    coupon.refresh_from_db()
    assert (coupon.redeemed_count, heard.names) == (1, ["CheckoutStarting", "OrderSettled"])
    assert list(LedgerEntry.objects.values_list("kind", "stripe_id", "amount_minor")) == [("payment", f"free-{order.public_id}", 0)]
    assert list(OutboxEvent.objects.values_list("type", "payload")) == [
        ("ReceiptDue", {"order_id": str(order.public_id), "is_new_account": False})
    ]
    assert settle_order(order_id=order.pk).state == "settled"
    assert (OutboxEvent.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_nothing_to_pay_needs_an_account(stripe):
    CouponFactory(code="GIFT", percent_off=100)
    assert refusal(OfferFactory(), coupon_code="GIFT") == ("sign_in_required", "")
    assert Coupon.objects.get().redeemed_count == 0


# -- at once -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.fault(30, "a double click, two tabs", "one order, one session")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_account", [True, False])
def test_fault_30_a_double_click_and_two_tabs_open_one_session(stripe, has_account):
    offer, buyer = OfferFactory(), UserFactory() if has_account else None
    orders = at_once(*[lambda: start(Offer.objects.get(pk=offer.pk), buyer)] * 8)
    assert {(order.pk, order.checkout_session_id) for order in orders} == {(orders[0].pk, orders[0].checkout_session_id)}
    assert (Order.objects.count(), OrderLine.objects.count(), len(stripe.sessions)) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_last_use_of_a_coupon_goes_to_one_of_eight_buyers(stripe):
    offer = OfferFactory()
    coupon = CouponFactory(code="LAST", percent_off=100, max_redemptions=3, redeemed_count=2)
    results = at_once(*[partial(start, offer, UserFactory(), coupon_code="LAST") for _ in range(8)])
    orders = [result for result in results if isinstance(result, Order)]
    assert [order.state for order in orders] == ["settled"]
    assert {result.code for result in results if result not in orders} == {"coupon_used_up"}
    coupon.refresh_from_db()
    assert (coupon.redeemed_count, CouponRedemption.objects.count(), Order.objects.count()) == (3, 1, 1)
    assert len(stripe.sessions) == 0
