import time

import pytest

from acg.graphql.tests.asking import codes, data, gid
from acg.users.tests.factories import UserFactory
from checkout.models import Order, Subscription
from checkout.services.memberships.changing import cancel_membership
from checkout.tests.factories import MembershipOfferFactory, TeamOfferFactory
from checkout.tests.test_settling import hear, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]

MEMBERSHIP = """{ viewer { membership { id state interval amount { formatted } currentPeriodEnd trialEnd endsAt until
  givesAccess } } }"""
START = """mutation($input: StartCheckoutInput!) { startCheckout(input: $input) {
  checkoutUrl order { total { formatted } } errors { code field } } }"""


@pytest.fixture
def own(stripe, client):
    """Return the yearly membership of whoever is signed in."""
    user = UserFactory()
    order = started(offer=MembershipOfferFactory(), buyer=user, interval="year")
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    client.force_login(user)
    return Subscription.objects.get()


def membership(client):
    return data(client, MEMBERSHIP)["viewer"]["membership"]


def test_a_member_sees_what_they_pay_and_until_when(client, own, django_assert_num_queries):
    with django_assert_num_queries(4):  # the bucket twice, the session with its user, the membership
        found = membership(client)
    assert found == {
        "id": gid(own, "Membership"),
        "state": "active",
        "interval": "YEAR",
        "amount": {"formatted": "$240"},
        "currentPeriodEnd": own.current_period_end.isoformat().replace("+00:00", "Z"),
        "trialEnd": None,
        "endsAt": None,
        "until": own.until_at.isoformat().replace("+00:00", "Z"),
        "givesAccess": True,
    }


def test_it_tells_when_it_will_end(client, own, stripe):
    cancel_membership(subscription=own, by=own.buyer)
    own.refresh_from_db()
    assert membership(client)["endsAt"] == own.ends_at.isoformat().replace("+00:00", "Z")


def test_whoever_has_none_or_had_one_sees_null(client, own):
    Subscription.objects.update(status="canceled")
    assert membership(client) is None
    client.force_login(UserFactory())
    assert membership(client) is None


def test_anothers_membership_looks_like_none(client, own):
    query, name = "query($id: ID!) { node(id: $id) { id } }", gid(own, "Membership")
    assert data(client, query, id=name)["node"] == {"id": name}
    client.force_login(UserFactory())
    assert codes(client, query, id=name) == ["NOT_FOUND"]


def test_a_membership_is_bought_by_month_or_by_year(client, stripe):
    offer = MembershipOfferFactory()
    for interval, total in (("YEAR", "$240"), ("MONTH", "$25"), (None, "$25")):
        client.force_login(UserFactory())
        wish = {"offerId": gid(offer)} | ({"interval": interval} if interval else {})
        answer = data(client, START, input=wish)["startCheckout"]
        assert (answer["order"], answer["errors"]) == ({"total": {"formatted": total}}, [])
    assert list(Order.objects.order_by("pk").values_list("interval", flat=True)) == ["year", "month", "month"]


def test_seats_are_bought_by_number(client, stripe):
    offer = TeamOfferFactory()
    client.force_login(UserFactory())
    answer = data(client, START, input={"offerId": gid(offer), "interval": "MONTH", "seats": 3})["startCheckout"]
    assert (answer["order"], answer["errors"], Order.objects.get().quantity) == ({"total": {"formatted": "$60"}}, [], 3)
    refused = data(client, START, input={"offerId": gid(offer), "seats": 0})["startCheckout"]
    assert [error["code"] for error in refused["errors"]] == ["seats_invalid"]


def test_a_teams_seats_are_no_membership_of_its_owner(client, stripe):
    order = started(offer=TeamOfferFactory(), buyer=UserFactory(), interval="month", quantity=2)
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    client.force_login(order.buyer)
    assert membership(client) is None
