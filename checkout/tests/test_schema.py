import pytest
from django.utils import timezone

from acg.graphql.tests.asking import ask, codes, data, gid
from acg.shared.graph import to_global_id
from acg.users.tests.factories import UserFactory
from checkout.models import Offer, OfferKind, Order, OrderLine, OrderState, Payment, Refund
from checkout.tests.factories import CouponFactory, GiftFactory, OfferFactory, OrderFactory, PriceFactory
from courses.tests.factories import CourseFactory, LearningPathFactory, LearningPathStepFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]

BUDGET = 2  # what it costs, and what comes back
BASE = BUDGET + 1  # the session with its user

OFFERS = """query($first: Int! = 100, $after: String, $courses: [ID!]) { offers(first: $first, after: $after, courses: $courses) {
  pageInfo { endCursor } nodes { id kind slug title course { title tags { name } } path { title courses { title } }
    prices { interval amount { amountMinor currency formatted } } } } }"""


def titles(client, **variables):
    return [node["title"] for node in data(client, OFFERS, **variables)["offers"]["nodes"]]


@pytest.mark.parametrize("count", [2, 20])
def test_what_is_on_sale(client, count, django_assert_num_queries):
    for number in range(count):
        OfferFactory(title=f"Course {number:02}")
    path = LearningPathStepFactory(path__is_published=True, course__published=True).path
    OfferFactory(kind=OfferKind.PATH, course=None, path=path, title="Path")
    member = OfferFactory(kind=OfferKind.MEMBERSHIP, course=None, title="Yearly", price=False)
    PriceFactory(offer=member, interval="year", amount_minor=19900)
    PriceFactory(offer=member, interval="month", amount_minor=1900, is_active=False)
    # Offers, tags of the courses, courses of the paths, prices.
    with django_assert_num_queries(BUDGET + 4):
        found = data(client, OFFERS)["offers"]["nodes"]
    assert [offer["title"] for offer in found] == [*(f"Course {number:02}" for number in range(count)), "Path", "Yearly"]
    assert found[0]["prices"] == [{"interval": None, "amount": {"amountMinor": 4900, "currency": "USD", "formatted": "$49"}}]
    assert (found[0]["kind"], found[0]["path"]) == ("COURSE", None)
    assert (found[-2]["kind"], found[-2]["course"], found[-2]["path"]["title"]) == ("PATH", None, path.title)
    assert [price["interval"] for price in found[-1]["prices"]] == ["YEAR"]


def test_what_is_hidden_or_ended_is_not_on_sale(client):
    offer = OfferFactory(title="Shown")
    hidden = [
        OfferFactory(course=CourseFactory()),
        OfferFactory(is_active=False),
        OfferFactory(kind=OfferKind.PATH, course=None, path=LearningPathFactory()),
    ]
    assert titles(client) == ["Shown"]
    assert titles(client, courses=[gid(offer.course), gid(hidden[0].course)]) == ["Shown"]
    assert titles(client, courses=[]) == []
    assert titles(client, courses=[gid(hidden[1].course)]) == []
    assert codes(client, OFFERS, courses=["x"]) == ["BAD_USER_INPUT"]
    query = "query($id: ID!) { node(id: $id) { id } }"
    assert data(client, query, id=gid(offer))["node"] == {"id": gid(offer)}
    for row in hidden:
        assert codes(client, query, id=gid(row)) == ["NOT_FOUND"]


def test_offers_are_paged(client):
    for title in ("B", "A", "C"):
        OfferFactory(title=title)
    page = data(client, OFFERS, first=2)["offers"]
    assert [node["title"] for node in page["nodes"]] == ["A", "B"]
    assert titles(client, after=page["pageInfo"]["endCursor"]) == ["C"]


ORDERS = """{ viewer { orders(first: 100) { totalCount nodes {
  id number state createdAt settledAt checkoutUrl receiptUrl total { formatted }
  lines { title kind amount { formatted } discount { formatted } } payments { state createdAt amount { formatted } }
  refunds { state reason createdAt amount { formatted } } } } } }"""


def paid_order(buyer):
    order = OrderFactory(buyer=buyer, state=OrderState.SETTLED, settled_at=timezone.now())
    payment = Payment.objects.create(order=order, stripe_id=f"pi_{order.pk}", state="succeeded", amount_minor=4900, currency="USD")
    Refund.objects.create(
        order=order, payment=payment, stripe_id=f"re_{order.pk}", state="new_word", amount_minor=900, currency="USD", reason="Late"
    )
    return order


def test_orders_tell_what_was_paid_and_where_the_receipt_is(client, settings):
    settings.SITE_URL = "https://school.example.com"
    buyer = UserFactory()
    order = paid_order(buyer)
    OrderLine.objects.update(discount_minor=980)
    open_order = OrderFactory(buyer=buyer, checkout_url="https://checkout.stripe.test/pay")
    expired = OrderFactory(buyer=buyer, checkout_url="https://checkout.stripe.test/old", state=OrderState.EXPIRED)
    OrderFactory()
    client.force_login(buyer)
    page = data(client, ORDERS)["viewer"]["orders"]
    assert page["totalCount"] == 3
    assert [node["id"] for node in page["nodes"]] == [gid(expired), gid(open_order), gid(order)]
    assert [node["checkoutUrl"] for node in page["nodes"]] == [None, "https://checkout.stripe.test/pay", None]
    assert [node["receiptUrl"] for node in page["nodes"]] == [None, None, f"https://school.example.com/orders/{order.public_id}/"]
    found = page["nodes"][2]
    assert (found["number"], found["state"], found["total"]) == (order.number, "SETTLED", {"formatted": "$49"})
    assert found["lines"] == [
        {"title": order.offer.title, "kind": "COURSE", "amount": {"formatted": "$49"}, "discount": {"formatted": "$9.80"}}
    ]
    assert [(payment["state"], payment["amount"]) for payment in found["payments"]] == [("SUCCEEDED", {"formatted": "$49"})]
    assert [(refund["state"], refund["reason"], refund["amount"]) for refund in found["refunds"]] == [
        ("new_word", "Late", {"formatted": "$9"})
    ]


@pytest.mark.parametrize("count", [2, 20])
def test_orders_take_as_many_statements_however_many(client, count, django_assert_num_queries):
    buyer = UserFactory()
    for _ in range(count):
        paid_order(buyer)
    client.force_login(buyer)
    # Orders, their number, lines, payments, refunds.
    with django_assert_num_queries(BASE + 5):
        assert len(data(client, ORDERS)["viewer"]["orders"]["nodes"]) == count


def test_anothers_order_and_nobodys_look_like_none(client):
    buyer = UserFactory()
    mine, others, nobodys = OrderFactory(buyer=buyer), OrderFactory(), OrderFactory(buyer=None)
    query = "query($id: ID!) { node(id: $id) { id ... on Order { number } } }"
    for order in (mine, others, nobodys):
        assert codes(client, query, id=gid(order)) == ["NOT_FOUND"]
    client.force_login(buyer)
    assert data(client, query, id=gid(mine))["node"]["number"] == mine.number
    for order in (others, nobodys):
        assert codes(client, query, id=gid(order)) == ["NOT_FOUND"]


START = """mutation($input: StartCheckoutInput!) { startCheckout(input: $input) {
  checkoutUrl order { id state total { formatted } lines { title } } errors { code message field } } }"""


def test_buying_begins_with_one_order_and_its_page(client, stripe, settings):
    settings.SITE_URL = "https://school.example.com"
    offer, buyer = OfferFactory(title="Networks"), UserFactory()
    CouponFactory(code="SPRING")
    client.force_login(buyer)
    answer = data(client, START, input={"offerId": gid(offer), "coupon": "spring"})["startCheckout"]
    order = Order.objects.get()
    assert answer == {
        "checkoutUrl": order.checkout_url,
        "order": {"id": gid(order), "state": "OPEN", "total": {"formatted": "$39.20"}, "lines": [{"title": "Networks"}]},
        "errors": [],
    }
    assert order.buyer == buyer
    assert order.session_request["success_url"] == (
        f"https://school.example.com/checkout/done/{order.public_id}/?session_id={{CHECKOUT_SESSION_ID}}"
    )
    again = data(client, START, input={"offerId": gid(offer), "coupon": "spring"})["startCheckout"]
    assert again == answer


def test_where_nothing_is_to_be_paid_there_is_nowhere_to_go(client, stripe):
    offer = OfferFactory()
    CouponFactory(code="FREE", percent_off=100)
    client.force_login(UserFactory())
    answer = data(client, START, input={"offerId": gid(offer), "coupon": "FREE"})["startCheckout"]
    assert (answer["checkoutUrl"], answer["order"]["state"], answer["errors"]) == (None, "SETTLED", [])


def test_a_refusal_names_the_input(client, stripe):
    offer = OfferFactory()
    client.force_login(UserFactory())
    answer = data(client, START, input={"offerId": gid(offer), "coupon": "NONE"})["startCheckout"]
    assert answer == {
        "checkoutUrl": None,
        "order": None,
        "errors": [{"code": "coupon_unknown", "message": "This coupon does not exist.", "field": "coupon"}],
    }
    answer = data(client, START, input={"offerId": gid(offer), "currency": "JPY"})["startCheckout"]
    assert [(error["code"], error["field"]) for error in answer["errors"]] == [("no_price", "currency")]
    assert not Order.objects.exists()


def test_what_is_not_on_sale_cannot_be_bought(client, stripe):
    client.force_login(UserFactory())
    hidden, ended = OfferFactory(course=CourseFactory()), OfferFactory(is_active=False)
    for offer in (gid(hidden), gid(ended), to_global_id("Offer", "0189d5a49e5b7cc19a517d1f0c6f2c11")):
        assert codes(client, START, input={"offerId": offer}) == ["NOT_FOUND"]
    assert codes(client, START, input={"offerId": gid(hidden.course)}) == ["BAD_USER_INPUT"]
    client.logout()
    assert codes(client, START, input={"offerId": gid(OfferFactory())}) == ["UNAUTHENTICATED"]
    assert not Order.objects.exists()


def test_coupons_are_not_tried_by_the_dozen(client, stripe):
    client.force_login(UserFactory())
    offer = gid(OfferFactory())
    tries = " ".join(f'try{n}: startCheckout(input: {{offerId: "{offer}", coupon: "C{n}"}}) {{ checkoutUrl }}' for n in range(2))
    body = ask(client, f"mutation {{ {tries} }}")
    assert body == {
        "errors": [
            {
                "message": "Sign-ins and payments are made one in a request.",
                "extensions": {"code": "LIMIT_EXCEEDED", "limit": "payments"},
            }
        ]
    }
    assert not Order.objects.exists()
    assert Offer.objects.count() == 1


CLAIM = "mutation Claim($input: ClaimGiftInput!) { claimGift(input: $input) { title errors { code message field } } }"


def test_a_gift_is_claimed(client):
    gift, user = GiftFactory(order__offer__title="Networks"), UserFactory()
    client.force_login(user)
    assert data(client, CLAIM, input={"code": gift.code})["claimGift"] == {"title": "Networks", "errors": []}
    gift.refresh_from_db()
    assert gift.claimed_by == user
    wrong = data(client, CLAIM, input={"code": "guessed"})["claimGift"]
    assert wrong == {
        "title": None,
        "errors": [{"code": "gift_unknown", "message": "There is no gift with this code.", "field": None}],
    }
