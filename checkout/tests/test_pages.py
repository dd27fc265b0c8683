"""The buyer's pages: who sees them, what they say, one happy path each. Whole purchases are journeys, in acg."""

import uuid

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from checkout.models import Order, OrderState, Refund
from checkout.tests.factories import CouponFactory, OfferFactory, OrderFactory
from checkout.tests.test_settling import hear, started
from courses.tests.factories import LearningPathFactory, LearningPathStepFactory
from students.models import Grant
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _alone():
    """Let the other contexts react, unlike in the tests of the services: these pages say what came of it."""


@pytest.fixture
def offer():
    return OfferFactory(slug="clf", title="Cloud Practitioner")


def text(response):
    return " ".join(response.content.decode().split())


def test_the_total_is_told_before_the_button_and_looking_leaves_nothing_behind(client, offer):
    page = client.get("/checkout/clf/")
    assert page.status_code == 200
    assert "Pay $49" in text(page)
    assert "No account needed" in text(page)
    assert Order.objects.count() == 0
    assert "sessionid" not in page.cookies


def test_what_is_not_on_sale_has_no_page(client, offer):
    offer.is_active = False
    offer.save()
    assert client.get("/checkout/clf/").status_code == 404
    assert client.get("/checkout/nothing/").status_code == 404


def test_a_coupon_lowers_the_total_and_a_wrong_one_is_told(client, offer):
    CouponFactory(code="SAVE20", percent_off=20)
    assert "Pay $39.20" in text(client.get("/checkout/clf/?coupon=save20"))
    assert "Pay $39.20" in text(client.post("/checkout/clf/", {"coupon": "save20", "apply": "1"}))
    wrong = client.get("/checkout/clf/?coupon=nope")
    assert wrong.status_code == 422
    assert "This coupon does not exist." in text(wrong)
    assert "Pay $49" in text(wrong)
    assert 'value="nope"' in text(wrong)


def test_a_bundle_lists_what_is_in_it(client):
    step = LearningPathStepFactory(path=LearningPathFactory(), course__title="First of two")
    LearningPathStepFactory(path=step.path, course__title="Second of two")
    OfferFactory(slug="two", kind="path", course=None, path=step.path, title="Both")
    page = text(client.get("/checkout/two/"))
    assert page.index("First of two") < page.index("Second of two")


def test_buying_goes_to_the_payment_page_and_twice_to_the_same(client, offer, stripe):
    answers = [client.post("/checkout/clf/") for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["https://checkout.stripe.test/pay"] * 2
    order = Order.objects.get()
    assert (order.state, order.buyer, order.visitor_key) == (OrderState.OPEN, None, client.session["visitor_key"])


def test_what_is_owned_is_not_paid_again(client, offer, stripe):
    user = UserFactory()
    GrantFactory(user=user, course=offer.course)
    client.force_login(user)
    page = client.post("/checkout/clf/")
    assert page.status_code == 422
    assert "You already have this" in text(page)
    assert Order.objects.count() == 0
    assert stripe.calls["create_session"] == 0


def test_nothing_to_pay_is_settled_without_stripe(client, offer, stripe):
    CouponFactory(code="ALL", percent_off=100)
    user = UserFactory()
    client.force_login(user)
    answer = client.post("/checkout/clf/", {"coupon": "all"})
    order = Order.objects.get()
    assert answer["Location"] == f"/checkout/done/{order.public_id}/"
    assert "You are in" in text(client.get(answer["Location"]))
    assert stripe.calls["create_session"] == 0
    assert Grant.objects.get().cause_id == str(order.public_id)


def test_while_the_money_is_under_way_the_page_waits_and_grants_nothing(client, offer, stripe):
    client.post("/checkout/clf/")
    order = Order.objects.get()
    url = f"/checkout/done/{order.public_id}/"
    page = text(client.get(url, {"session_id": order.checkout_session_id}))
    assert "Confirming your payment" in page
    assert 'hx-trigger="every 1500ms"' in page
    fragment = text(client.get(url, headers={"HX-Request": "true"}))
    assert "Confirming your payment" in fragment
    assert "<html" not in fragment
    assert (Grant.objects.count(), Order.objects.get().state) == (0, OrderState.OPEN)


def test_fault_12_a_forged_success_address_shows_and_grants_nothing(client, offer, stripe):
    client.post("/checkout/clf/")
    order = Order.objects.get()
    assert client.get(f"/checkout/done/{order.public_id}/", {"session_id": "cs_test_guessed"}).status_code == 404
    assert client.get(f"/checkout/done/{uuid.uuid4()}/").status_code == 404
    client.cookies.clear()
    assert client.get(f"/checkout/done/{order.public_id}/", {"session_id": order.checkout_session_id}).status_code == 404
    assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OrderState.AWAITING, "Confirming your payment"),
        (OrderState.SETTLED, "You are in"),
        (OrderState.EXPIRED, "This was not paid"),
        (OrderState.CANCELED, "This was not paid"),
        (OrderState.REFUNDED, "This was refunded"),
        (OrderState.DISPUTED, "Your bank has asked for this payment back"),
        (OrderState.LOST, "Your bank has taken this payment back"),
        (OrderState.NEEDS_REVIEW, "We are looking at this payment"),
    ],
)
def test_every_state_of_an_order_is_told(client, state, words):
    order = OrderFactory(state=state)
    client.force_login(order.buyer)
    assert words in text(client.get(f"/checkout/done/{order.public_id}/"))


def test_orders_are_the_viewers_own(client, django_assert_num_queries):
    own = OrderFactory(state=OrderState.SETTLED, settled_at=timezone.now())
    foreign = OrderFactory(offer=own.offer)
    assert client.get("/orders/")["Location"] == "/accounts/login/?next=/orders/"
    client.force_login(own.buyer)
    for _ in range(3):
        OrderFactory(buyer=own.buyer)
    with django_assert_num_queries(4):
        page = text(client.get("/orders/"))
    assert own.number in page
    assert foreign.number not in page
    for path in ("", "receipt.pdf"):
        assert client.get(f"/orders/{own.public_id}/{path}").status_code == 200
        assert client.get(f"/orders/{foreign.public_id}/{path}").status_code == 404


def test_a_receipt_lists_lines_discount_total_and_what_went_back(client):
    order = OrderFactory(state=OrderState.REFUNDED, settled_at=timezone.now(), total_minor=3900)
    order.lines.update(amount_minor=4900, discount_minor=1000)
    payment = order.payments.create(stripe_id="pi_1", state="succeeded", amount_minor=3900, currency="USD")
    order.refunds.create(payment=payment, stripe_id="re_1", state="succeeded", amount_minor=3900, currency="USD")
    client.force_login(order.buyer)
    page = text(client.get(f"/orders/{order.public_id}/"))
    for words in ("$49", "-$10", "$39", "-$39", "the access that it gave has ended"):
        assert words in page
    file = client.get(f"/orders/{order.public_id}/receipt.pdf")
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")
    assert f"receipt-{order.settled_at:%Y}-000001.pdf" in file["Content-Disposition"]


def test_what_was_not_paid_has_no_receipt_to_keep(client):
    order = OrderFactory()
    client.force_login(order.buyer)
    assert client.get(f"/orders/{order.public_id}/").status_code == 200
    assert client.get(f"/orders/{order.public_id}/receipt.pdf").status_code == 404


def test_a_title_with_markup_is_only_text_in_the_pdf(client):
    order = OrderFactory(state=OrderState.SETTLED, settled_at=timezone.now())
    order.lines.update(title="<b>R&D</b> <script>")
    client.force_login(order.buyer)
    assert client.get(f"/orders/{order.public_id}/receipt.pdf").status_code == 200


def test_a_buyer_is_offered_the_money_back_and_nobody_else_is(client, stripe):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    page, way = f"/orders/{order.public_id}/", f"/orders/{order.public_id}/return/"
    assert client.post(way).status_code == 302  # to the door
    client.force_login(UserFactory())
    assert client.post(way).status_code == 404
    client.force_login(order.buyer)
    assert "Send the money back" in text(client.get(page))
    assert client.get(way).status_code == 405
    assert (Refund.objects.count(), Grant.objects.live().count()) == (0, 1)
    assert client.post(way).url == page
    assert (Refund.objects.count(), Grant.objects.live().count()) == (1, 0)
    returned = text(client.get(page))
    assert "The whole amount went back" in returned
    assert "Send the money back" not in returned
    assert "cannot be returned" in text(client.post(way, follow=True))
