import pytest
from django.db import IntegrityError, transaction

from acg.shared.errors import DomainError
from checkout.events import PricesChanged
from checkout.models import Offer, Price
from checkout.services import add_price, offer_course, offer_membership, offer_path, retire_price, withdraw_offer
from checkout.tests.factories import OfferFactory, OrderFactory
from courses.models import LearningPath
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


def test_a_course_is_put_on_sale_once(heard):
    course = CourseFactory(title="Networks", slug="networks")
    offer = offer_course(course=course)
    assert (offer.kind, offer.title, offer.slug, offer.course) == ("course", "Networks", "networks", course)
    assert offer_course(course=course) == offer
    assert (Offer.objects.count(), heard.facts) == (1, [])


def test_a_course_that_was_withdrawn_gets_another_offer_with_another_address(heard):
    course = CourseFactory(slug="networks")
    first = offer_course(course=course)
    add_price(offer=first, currency="USD", amount_minor=100)
    withdraw_offer(offer=first)
    assert first.is_active is False
    second = offer_course(course=course)
    assert (second.slug, Offer.objects.filter(is_active=True).get()) == ("networks-2", second)
    assert heard.facts == [PricesChanged(course.pk, {"USD": 100}), PricesChanged(course.pk, {})]


def test_a_path_and_a_membership_are_put_on_sale(heard):
    path = LearningPath.objects.create(slug="cloud", title="Cloud")
    bundle, membership = offer_path(path=path), offer_membership(title="All courses")
    assert (bundle.slug, bundle.kind, membership.slug, membership.kind) == ("path-cloud", "path", "all-courses", "membership")
    assert (offer_path(path=path), offer_membership(title="All courses")) == (bundle, membership)
    assert offer_membership(title="全部").slug == "membership"
    add_price(offer=bundle, currency="USD", amount_minor=100)
    withdraw_offer(offer=membership)
    assert heard.facts == []  # only a course repeats its price in the catalogue


def test_a_price_takes_the_place_of_the_former_one(heard):
    offer = OfferFactory(price=False)
    first = add_price(offer=offer, currency="usd", amount_minor=4900)
    assert add_price(offer=offer, currency="USD", amount_minor=4900) == first
    euro = add_price(offer=offer, currency="EUR", amount_minor=4500)
    second = add_price(offer=offer, currency="USD", amount_minor=5900)
    first.refresh_from_db()
    assert (first.is_active, second.is_active, Price.objects.count()) == (False, True, 3)
    retire_price(price=euro)
    retire_price(price=euro)
    assert [fact.prices for fact in heard.facts] == [
        {"USD": 4900},
        {"USD": 4900, "EUR": 4500},
        {"USD": 5900, "EUR": 4500},
        {"USD": 5900},
    ]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"currency": "DOLLAR"}, "currency_invalid"),
        ({"currency": "U1D"}, "currency_invalid"),
        ({"amount_minor": -1}, "amount_invalid"),
        ({"amount_minor": 100_000_000}, "amount_invalid"),
        ({"interval": "month"}, "interval_invalid"),
        ({"interval": "week"}, "interval_invalid"),
    ],
)
def test_an_odd_price_is_refused(heard, wish, code):
    offer = OfferFactory(price=False)
    with pytest.raises(DomainError) as refused:
        add_price(offer=offer, **({"currency": "USD", "amount_minor": 4900} | wish))
    assert (refused.value.code, Price.objects.count(), heard.facts) == (code, 0, [])


def test_a_membership_has_a_price_by_the_month_beside_one_by_the_year():
    offer = OfferFactory(kind="membership", course=None, price=False)
    add_price(offer=offer, currency="USD", amount_minor=2900, interval="month")
    add_price(offer=offer, currency="USD", amount_minor=29000, interval="year")
    assert Price.objects.filter(is_active=True).count() == 2


@pytest.mark.parametrize("change", [{"amount_minor": 1}, {"currency": "EUR"}, {"interval": "year"}])
def test_the_database_keeps_a_price_that_an_order_used(change):
    used, unused = OrderFactory().lines.get().price, OfferFactory().prices.get()
    Price.objects.filter(pk=unused.pk).update(**change)
    with pytest.raises(IntegrityError, match="retire it and add another"), transaction.atomic():
        Price.objects.filter(pk=used.pk).update(**change)
    Price.objects.filter(pk=used.pk).update(is_active=False)
    used.refresh_from_db()
    used.save()
