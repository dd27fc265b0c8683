"""Coupons and their limits: uses in all and per person, from when until when, for which offers."""

import datetime as dt
from functools import partial
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.db.migrations import RunSQL
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.models import Coupon, CouponRedemption, Order
from checkout.selectors import quote
from checkout.tests.at_once import at_once
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.test_models import refused
from checkout.tests.test_starting import refusal, start

pytestmark = pytest.mark.django_db


def test_a_coupon_holds_between_its_days_only(stripe):
    now = timezone.now()
    CouponFactory(code="EARLY", starts_at=now + dt.timedelta(minutes=1))
    CouponFactory(code="LATE", expires_at=now)
    CouponFactory(code="NOW", starts_at=now, expires_at=now + dt.timedelta(minutes=1))
    offer = OfferFactory()
    assert refusal(offer, coupon_code="early") == ("coupon_not_yet", "coupon_code")
    assert refusal(offer, coupon_code="late") == ("coupon_expired", "coupon_code")
    assert start(offer, coupon_code="now").total_minor == 3920


def test_a_coupon_is_for_the_offers_it_names_or_for_all(stripe, django_assert_num_queries):
    first, second, third = OfferFactory(), OfferFactory(), OfferFactory()
    CouponFactory(code="TWO").offers.set([first, second])
    CouponFactory(code="ALL")
    for offer in (first, second):
        with django_assert_num_queries(2):
            assert quote(offer=offer, currency="USD", coupon_code="TWO").total.amount_minor == 3920
    assert refusal(third, coupon_code="TWO") == ("coupon_other_offer", "coupon_code")
    assert quote(offer=third, currency="USD", coupon_code="ALL").total.amount_minor == 3920


def test_it_begins_before_it_ends():
    now = timezone.now()
    with refused("coupon_starts_before_it_ends"), transaction.atomic():
        CouponFactory(starts_at=now, expires_at=now)


def test_an_account_uses_it_so_often_and_somebody_else_again(stripe):
    coupon, buyer = CouponFactory(code="ONCE", max_per_person=1), UserFactory()
    start(OfferFactory(), buyer, coupon_code="ONCE")
    other = OfferFactory()
    assert refusal(other, buyer, coupon_code="ONCE") == ("coupon_used_by_you", "coupon_code")
    start(other, UserFactory(), coupon_code="ONCE")
    coupon.refresh_from_db()
    assert coupon.redeemed_count == 2


def test_without_an_account_it_is_counted_by_address_and_the_address_is_asked_for(stripe):
    CouponFactory(code="ONCE", max_per_person=1)
    offer = OfferFactory()
    assert refusal(offer, coupon_code="ONCE") == ("coupon_needs_email", "email")
    assert refusal(offer, coupon_code="ONCE", email="no address") == ("email_invalid", "email")
    order = start(offer, coupon_code="ONCE", email=" Ana@Example.com ")
    assert (order.email, order.session_request["customer_email"]) == ("ana@example.com", "ana@example.com")
    assert CouponRedemption.objects.get().person == "ana@example.com"
    other = OfferFactory()
    assert refusal(other, coupon_code="ONCE", visitor_key="browser-2", email="ANA@example.com") == (
        "coupon_used_by_you",
        "coupon_code",
    )
    assert refusal(other, UserFactory(email="ana@example.com"), coupon_code="ONCE") == ("coupon_used_by_you", "coupon_code")
    start(other, coupon_code="ONCE", visitor_key="browser-2", email="ben@example.com")


def test_another_address_is_another_wish_and_closes_the_former_page(stripe):
    offer = OfferFactory()
    first, second = start(offer, email="ana@example.com"), start(offer, email="ben@example.com")
    first.refresh_from_db()
    assert (first.state, second.state, second.email) == ("expired", "open", "ben@example.com")
    assert start(offer).pk == second.pk  # not typed again: the same wish


def test_a_use_comes_back_to_the_person_when_the_order_ends_unpaid(stripe):
    CouponFactory(code="ONCE", max_per_person=1)
    offer, buyer = OfferFactory(), UserFactory()
    start(offer, buyer, coupon_code="ONCE")
    start(offer, buyer)  # without it: the page with it is closed
    assert start(OfferFactory(), buyer, coupon_code="ONCE").total_minor == 3920


@pytest.mark.django_db(transaction=True)
def test_one_person_with_eight_windows_at_once_has_the_one_use_once(stripe):
    coupon, buyer = CouponFactory(code="ONCE", max_per_person=1), UserFactory()
    offers = [OfferFactory() for _ in range(8)]
    results = at_once(*[partial(start, offer, buyer, coupon_code="ONCE") for offer in offers])
    refusals = [result.code for result in results if isinstance(result, DomainError)]
    coupon.refresh_from_db()
    assert (refusals, coupon.redeemed_count) == (["coupon_used_by_you"] * 7, 1)
    assert (Order.objects.count(), CouponRedemption.objects.count()) == (1, 1)


def test_the_migration_keeps_what_a_coupon_was_for_and_who_used_it(stripe):
    migration = import_module("checkout.migrations.0006_coupon_limits").Migration
    statements = [operation.sql for operation in migration.operations if isinstance(operation, RunSQL)]
    order = start(OfferFactory(), UserFactory(email="Ana@example.com"), coupon_code=CouponFactory().code)
    CouponRedemption.objects.update(person="")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE checkout_coupon ADD COLUMN offer_id bigint")
        cursor.execute("UPDATE checkout_coupon SET offer_id = %s", [order.offer_id])
        CouponFactory()
        for statement in statements:
            cursor.execute(statement)
    assert list(Coupon.objects.order_by("pk").values_list("offers", flat=True)) == [order.offer_id, None]
    assert CouponRedemption.objects.get().person == "ana@example.com"
