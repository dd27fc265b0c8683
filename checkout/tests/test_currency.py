"""Several currencies: what is seen, chosen, remembered and charged."""

import pytest

from checkout.models import Order
from checkout.tests.factories import CouponFactory, OfferFactory, PriceFactory
from checkout.tests.test_pages import text
from courses.tests.factories import LearningPathFactory, LearningPathStepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    offer = OfferFactory(slug="clf")
    PriceFactory(offer=offer, currency="EUR", amount_minor=4500)
    return offer


@pytest.mark.parametrize(
    ("languages", "cookie", "price"),
    [("", "", "Pay $49"), ("es-ES", "", "45 €"), ("es-ES", "USD", "49 US$"), ("en-IE", "", "Pay €45"), ("ja-JP", "", "Pay $49")],
)
def test_the_price_is_told_in_the_currency_of_the_visitor_where_there_is_one(client, offer, languages, cookie, price):
    client.cookies["currency"] = cookie
    page = text(client.get("/checkout/clf/", headers={"Accept-Language": languages})).replace("\xa0", " ")
    assert price in page
    assert page.count('aria-pressed="true"') == 1


def test_a_choice_is_remembered_and_leaves_no_session(client, offer):
    answer = client.post("/currency/", {"currency": "eur", "next": "/checkout/clf/?gift=1"})
    assert (answer["Location"], "sessionid" in answer.cookies) == ("/checkout/clf/?gift=1", False)
    cookie = answer.cookies["currency"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("EUR", 31_536_000, True, "Lax")
    assert "Pay €45" in text(client.get("/checkout/clf/"))


@pytest.mark.parametrize(("chosen", "target"), [("EURO", "https://elsewhere.test/"), ("", "//elsewhere.test"), ("<b>", "")])
def test_nonsense_is_not_remembered_and_leads_nowhere_else(client, chosen, target):
    answer = client.post("/currency/", {"currency": chosen, "next": target})
    assert (answer["Location"], "currency" in answer.cookies) == ("/courses/", False)
    assert client.get("/currency/").status_code == 405


def test_what_the_page_showed_is_charged(client, offer, stripe):
    CouponFactory(code="LESS", percent_off=10)
    client.cookies["currency"] = "USD"  # changed in another tab meanwhile
    client.post("/checkout/clf/", {"currency": "EUR", "coupon": "less"})
    order = Order.objects.get()
    assert (order.currency, order.total_minor, order.session_request["currency"]) == ("EUR", 4050, "EUR")


def test_a_currency_without_a_price_is_refused(client, offer, stripe):
    answer = client.post("/checkout/clf/", {"currency": "JPY"})
    assert (answer.status_code, Order.objects.count()) == (422, 0)
    assert "There is no price in this currency." in text(answer)


def test_an_offer_in_one_currency_asks_nothing(client):
    OfferFactory(slug="one")
    assert "/currency/" not in text(client.get("/checkout/one/", headers={"Accept-Language": "es-ES"}))


@pytest.mark.parametrize(("amounts", "shown"), [([4900, 5900], "$108"), ([4900, None], None), ([2000, 3000], None)])
def test_a_bundle_is_compared_with_its_courses(client, amounts, shown, django_assert_num_queries):
    path = LearningPathFactory()
    for amount in amounts:
        step = LearningPathStepFactory(path=path)
        offer = OfferFactory(course=step.course, price=False)
        if amount:
            PriceFactory(offer=offer, amount_minor=amount)
    OfferFactory(slug="both", kind="path", course=None, path=path, price__amount_minor=7900)
    with django_assert_num_queries(6):
        page = text(client.get("/checkout/both/"))
    assert ("Bought one by one" in page) is bool(shown)
    assert (f"<s>{shown}</s>" in page) is bool(shown)


@pytest.mark.parametrize("wrong", ["\0", "U\0S", "usd", "US", "DOLLARS", "<b>"])
def test_what_is_no_currency_is_not_asked_for(client, offer, stripe, wrong):
    assert client.post("/checkout/clf/", {"currency": wrong, "apply": "1"}).status_code == 200
    assert "Pay $49" in text(client.post("/checkout/clf/", {"currency": wrong, "apply": "1"}))


def test_hostile_addresses_are_refused(client, offer, stripe):
    CouponFactory(code="ONCE", max_per_person=1)
    for email in ("a\0b@example.com", "x" * 400, "'; DROP TABLE"):
        answer = client.post("/checkout/clf/", {"coupon": "ONCE", "email": email})
        assert (answer.status_code, Order.objects.count()) == (422, 0)
        client.get("/checkout/clf/", {"coupon": "ONCE", "email": email})
