"""Staff's pages that see money and learning side by side, and that nobody else sees them."""

import pytest
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import Order
from checkout.tests.factories import OfferFactory
from checkout.tests.stripe_double import StripeDouble
from checkout.tests.test_settling import hear, started
from checkout.tests.test_starting import fail
from students.models import Grant

pytestmark = pytest.mark.django_db
PAGES = ("/admin/why/", "/admin/promises/")


@pytest.fixture
def stripe(monkeypatch):
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    return double


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(role=Role.STAFF))


@pytest.fixture
def order(stripe):
    order = started(buyer=UserFactory(email="ana@example.com"), offer=OfferFactory(course__slug="clf", course__title="Networks"))
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.EDITOR])
def test_nobody_else_sees_them_nor_their_names(client, page, role):
    assert client.get(page)["Location"].startswith("/admin/login/")
    client.force_login(UserFactory(role=role))
    assert client.get(page).status_code == 403
    assert client.post(page).status_code == 403
    assert page not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_they_are_pages_of_the_admin(client, staff, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert "'unsafe-eval'" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert f'href="{page}"' in text
    assert 'href="/admin/checkout/order/"' in text


def test_why_is_answered_with_the_money_behind_it(client, staff, order):
    text = client.get("/admin/why/", {"user": "Ana@example.com", "course": "clf"}).content.decode()
    for words in (
        "may learn</span> yes, because a purchase holds",
        "$49 in the ledger",
        f"/admin/checkout/order/{order.pk}/change/",
    ):
        assert words in text
    Grant.objects.update(revoked_at=timezone.now())
    text = client.get("/admin/why/", {"user": "ana@example.com", "course": "clf"}).content.decode()
    assert "may not learn</span> no, because nothing that holds gives it" in text


@pytest.mark.parametrize(("user", "course"), [("nobody@example.com", "clf"), ("ana@example.com", "nothing")])
def test_why_says_what_it_does_not_know(client, staff, order, user, course):
    text = client.get("/admin/why/", {"user": user, "course": course}).content.decode()
    assert "there is no" in text
    assert "may learn" not in text


def test_someone_without_any_right_is_told_so(client, staff, order):
    UserFactory(email="bob@example.com")
    assert "No right was ever given." in client.get("/admin/why/", {"user": "bob@example.com", "course": "clf"}).content.decode()


def test_the_promises_are_looked_at_when_asked(client, staff, order, stripe):
    assert client.get("/admin/promises/").content.decode().count("not looked") == 10
    text = client.post("/admin/promises/").content.decode()
    assert ("1 orders, 0 breaches." in text, text.count(">holds<")) == (True, 10)
    Grant.objects.update(revoked_at=timezone.now())
    text = client.post("/admin/promises/", {"stripe": "1"}).content.decode()
    assert f"{order.number} is paid, and gives no right to course {order.offer.course_id}" in text
    assert (text.count(">holds<"), text.count(">broken<"), Order.objects.count()) == (9, 1, 1)


def test_a_stripe_that_does_not_answer_is_said(client, staff, stripe):
    stripe.before["list_payments"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert "Stripe did not answer: unreachable." in client.post("/admin/promises/", {"stripe": "1"}).content.decode()
