import pytest

from acg.chaos import coupons
from checkout import gateways
from checkout.models import Coupon, Order
from checkout.tests.factories import OfferFactory
from checkout.tests.stripe_double import StripeDouble

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_use_of_a_coupon_is_taken_once_by_eight_buyers_at_once(monkeypatch):
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    OfferFactory()
    assert coupons.misused(10) == 0
    assert (Coupon.objects.count(), Order.objects.count(), len(double.sessions)) == (10, 10, 10)


def test_a_coupon_that_is_sold_twice_is_seen(monkeypatch):
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    monkeypatch.setattr("checkout.services.starting.redeem_coupon", lambda **_named: None)
    OfferFactory()
    assert coupons.misused(2) == 2
