import uuid

import pytest

from acg.users.tests.factories import UserFactory
from checkout.selectors import offer_for_course, offers_for_courses, order_for_viewer, orders_of, quote
from checkout.tests.factories import CouponFactory, OfferFactory, OrderFactory, PriceFactory
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


def test_the_offer_of_a_course_comes_with_its_live_prices(django_assert_num_queries):
    offer = OfferFactory()
    PriceFactory(offer=offer, currency="EUR", amount_minor=4500)
    PriceFactory(offer=offer, currency="JPY", is_active=False)
    with django_assert_num_queries(2):
        found = offer_for_course(offer.course_id)
        assert [str(price.money) for price in found.live_prices] == ["€45", "$49"]
    assert found == offer
    assert offer_for_course(CourseFactory().pk) is None


def test_the_offers_of_many_courses_take_two_statements(django_assert_num_queries):
    offers = [OfferFactory() for _ in range(3)]
    OfferFactory(is_active=False)
    with django_assert_num_queries(2):
        found = offers_for_courses([offer.course_id for offer in offers] + [0])
        assert {offer.slug: len(offer.live_prices) for offer in found.values()} == {offer.slug: 1 for offer in offers}
    assert found == {offer.course_id: offer for offer in offers}


def test_a_quote_says_what_it_would_cost(django_assert_num_queries):
    offer, coupon = OfferFactory(), CouponFactory(code="LESS", percent_off=20)
    with django_assert_num_queries(2):
        asked = quote(offer=offer, currency="usd", coupon_code="less ")
    assert (str(asked.price.money), str(asked.discount), str(asked.total), asked.coupon) == ("$49", "$9.80", "$39.20", coupon)
    with django_assert_num_queries(1):
        assert (quote(offer=offer, currency="USD").total.amount_minor, quote) == (4900, quote)


def test_the_price_that_is_paid_once_is_taken_before_one_by_the_month():
    offer = OfferFactory(kind="membership", course=None, price__interval="month")
    PriceFactory(offer=offer, amount_minor=99900)
    assert quote(offer=offer, currency="USD").total.amount_minor == 99900


def test_the_orders_of_a_buyer_take_three_statements(django_assert_num_queries):
    buyer = UserFactory()
    orders = [OrderFactory(buyer=buyer) for _ in range(3)]
    OrderFactory()
    with django_assert_num_queries(3):
        assert [(order, [line.title for line in order.lines.all()], list(order.refunds.all())) for order in orders_of(buyer)] == [
            (order, [order.offer.title], []) for order in reversed(orders)
        ]


def test_an_order_is_shown_to_its_buyer_and_to_its_browser_only(django_assert_num_queries):
    buyer = UserFactory()
    order = OrderFactory(buyer=buyer, visitor_key="")
    with django_assert_num_queries(3):
        assert order_for_viewer(public_id=order.public_id, user=buyer) == order
    begun_without = OrderFactory(buyer=buyer, visitor_key="browser-1")
    assert order_for_viewer(public_id=begun_without.public_id, user=None, visitor_key="browser-1") == begun_without
    for viewer in ({"user": None}, {"user": UserFactory()}, {"user": UserFactory(), "visitor_key": "browser-2"}):
        assert order_for_viewer(public_id=order.public_id, **viewer) is None
        assert order_for_viewer(public_id=begun_without.public_id, **viewer) is None
    assert order_for_viewer(public_id=uuid.uuid4(), user=buyer) is None
