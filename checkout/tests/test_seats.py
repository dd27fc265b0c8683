"""Seats of a team: sold by number, changed, told; with Stripe in memory."""

import time

import pytest
from django.urls import reverse

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused
from checkout.models import Order, Subscription
from checkout.selectors import quote
from checkout.services import (
    add_price,
    cancel_membership,
    change_seats,
    claim_orders,
    offer_team,
    reconcile,
    start_checkout,
    switch_plan,
)
from checkout.tests.factories import CouponFactory, MembershipOfferFactory, OfferFactory, TeamOfferFactory
from checkout.tests.test_settling import hear, ledger, started
from checkout.tests.test_starting import fail
from checkout.tests.yesterday import lose_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(stripe, heard):
    """Return a team's seats, paid for their first month: four for 80 dollars."""
    order = started(offer=TeamOfferFactory(), buyer=UserFactory(), interval="month", quantity=4)
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    return fresh(order.subscription)


def fresh(subscription):
    return Subscription.objects.select_related("order", "price", "offer", "buyer").get(pk=subscription.pk)


def refusal(verb, **wish):
    with pytest.raises(DomainError) as refused:
        verb(**wish)
    return refused.value.code


def test_an_offer_of_seats_is_made_once_and_paid_by_month_or_year_only():
    offer = offer_team(title="Seats for a team")
    assert (offer.kind, offer.slug, offer.is_for_team, offer_team(title="Seats for a team")) == (
        "team",
        "seats-for-a-team",
        True,
        offer,
    )
    assert refusal(add_price, offer=offer, currency="USD", amount_minor=2000) == "interval_missing"
    assert add_price(offer=offer, currency="USD", amount_minor=2000, interval="month").amount_minor == 2000


def test_a_quote_is_for_all_seats():
    CouponFactory(code="TENTH", percent_off=10)
    found = quote(offer=TeamOfferFactory(), currency="USD", interval="month", quantity=7, coupon_code="TENTH")
    assert (found.amount.amount_minor, found.discount.amount_minor, found.total.amount_minor) == (14_000, 1_400, 12_600)
    assert (found.price.amount_minor, found.quantity, found.first_charge.amount_minor) == (2_000, 7, 12_600)


@pytest.mark.parametrize(
    ("factory", "seats"), [(TeamOfferFactory, 0), (TeamOfferFactory, 501), (TeamOfferFactory, -1), (OfferFactory, 2)]
)
def test_a_number_of_seats_that_nobody_can_buy(factory, seats):
    assert refusal(quote, offer=factory(), currency="USD", quantity=seats) == "seats_invalid"


def test_the_order_holds_how_many_and_stripe_is_asked_for_them(stripe):
    order = started(offer=TeamOfferFactory(title="Seats"), buyer=UserFactory(), interval="year", quantity=3)
    line = order.lines.get()
    assert (order.quantity, order.total_minor, line.amount_minor, line.title) == (3, 57_600, 57_600, "Seats (3 seats)")
    assert stripe.seats[order.checkout_session_id] == 3
    labels = stripe.sessions[order.checkout_session_id].metadata
    assert (labels["seats"], labels["price"], labels["total"]) == ("3", "19200", "57600")


def test_another_number_of_seats_closes_the_former_page(stripe):
    buyer, offer = UserFactory(), TeamOfferFactory()
    first = started(offer=offer, buyer=buyer, interval="month", quantity=3)
    assert started(offer=offer, buyer=buyer, interval="month", quantity=3) == first
    second = started(offer=offer, buyer=buyer, interval="month", quantity=5)
    first.refresh_from_db()
    assert (first.state, second.quantity, second.total_minor) == ("expired", 5, 10_000)


def test_paid_seats_are_told_with_their_number(team, heard):
    assert (team.quantity, team.is_live, team.order.state, ledger()[0][2]) == (4, True, "settled", 8_000)
    assert team.charge.amount_minor == 8_000
    assert heard.names == ["CheckoutStarting", "SeatsChanged"]
    fact = heard.facts[-1]
    assert (fact.pool_id, fact.owner_id, fact.seats, fact.until_at, fact.is_live) == (
        str(team.public_id),
        team.buyer_id,
        4,
        team.until_at,
        True,
    )


def test_more_and_fewer_seats(stripe, team, heard):
    more = change_seats(subscription=team, by=team.buyer, seats=6)
    assert (more.quantity, heard.facts[-1].seats) == (6, 6)
    fewer = change_seats(subscription=more, by=team.buyer, seats=1)
    assert (fewer.quantity, heard.facts[-1].seats, stripe.subscriptions[team.stripe_id].quantity) == (1, 1, 1)
    hear(stripe)
    assert [fact.seats for fact in heard.facts[1:]] == [4, 6, 1]  # the events told nothing new


def test_seats_changed_at_stripe_are_told_too(stripe, team, heard):
    stripe.set_quantity(team.stripe_id, item_id=team.item_id, quantity=2)
    hear(stripe)
    assert (fresh(team).quantity, heard.facts[-1].seats) == (2, 2)


def test_reconcile_finds_a_number_of_seats_that_nobody_told_of(stripe, team):
    stripe.set_quantity(team.stripe_id, item_id=team.item_id, quantity=9)
    stripe.events.clear()
    assert list(reconcile().fixed) == [f"order:{team.order.public_id}"]
    assert (fresh(team).quantity, reconcile().fixed) == (9, {})


def test_seats_are_not_changed_by_everybody_nor_at_any_time(stripe, team, monkeypatch):
    wish = {"subscription": team, "by": team.buyer}
    assert refusal(change_seats, **wish | {"by": UserFactory()}, seats=5) == "not_yours"
    assert refusal(change_seats, **wish, seats=4) == "same_seats"
    assert refusal(change_seats, **wish, seats=501) == "seats_invalid"
    with monkeypatch.context() as patched:
        patched.setattr(stripe, "set_quantity", fail(GatewayRefused("card_declined", is_answered=True)))
        assert refusal(change_seats, **wish, seats=5) == "payment_refused"
    stripe.move(team.stripe_id, status="past_due")
    hear(stripe)
    assert refusal(change_seats, subscription=fresh(team), by=team.buyer, seats=5) == "payment_overdue"
    stripe.move(team.stripe_id, status="canceled", ended_at=1)
    hear(stripe)
    assert refusal(change_seats, subscription=fresh(team), by=team.buyer, seats=5) == "membership_over"
    assert fresh(team).quantity == 4


def test_a_membership_of_ones_own_has_no_seats(stripe):
    order = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month")
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    assert refusal(change_seats, subscription=order.subscription, by=order.buyer, seats=2) == "not_a_team"


def test_a_plan_is_switched_and_cancelled_like_any_other(stripe, team):
    assert switch_plan(subscription=team, by=team.buyer, interval="year").quantity == 4
    assert cancel_membership(subscription=fresh(team), by=team.buyer).is_ending is True


def test_one_team_but_a_membership_of_ones_own_beside_it(stripe, team):
    wish = {"buyer": team.buyer, "visitor_key": "", "currency": "USD", "success_url": "https://x/", "cancel_url": "https://x/"}
    assert refusal(start_checkout, offer=TeamOfferFactory(), interval="month", **wish) == "already_team"
    assert start_checkout(offer=MembershipOfferFactory(), interval="month", **wish).state == "open"


def test_a_guest_gets_the_seats_on_signing_in(stripe, heard):
    owner = UserFactory(email="ada@example.com")
    order = started(offer=TeamOfferFactory(), interval="month", quantity=2, email="ada@example.com")
    stripe.begin(order.checkout_session_id, now=int(time.time()), email="ada@example.com")
    hear(stripe)
    assert heard.names == []
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)
    assert claim_orders(user=owner) == 1
    assert [(fact.owner_id, fact.seats) for fact in heard.facts] == [(owner.pk, 2)]


def test_an_order_of_seats_that_was_lost_is_rebuilt(stripe, team):
    public_id = team.order.public_id
    lose_today("checkout_invoice", "checkout_subscription")
    reconcile()
    order = Order.objects.get(public_id=public_id)
    assert (order.quantity, order.total_minor, order.lines.get().amount_minor) == (4, 8_000, 8_000)


# -- pages -------------------------------------------------------------------------------------------------------------------------


def test_the_page_before_the_button_works_out_the_price(client):
    offer = TeamOfferFactory(title="Seats")
    text = client.get(f"/checkout/{offer.slug}/?interval=month&seats=7").content.decode()
    for words in ("$20 a seat and month", "7 seats", "$140", 'name="seats"'):
        assert words in text
    assert "$100" in client.get(f"/checkout/{offer.slug}/?interval=month").content.decode()  # five, when nothing was typed


@pytest.mark.parametrize("seats", ["0", "501", "many", "1.5", "9999999", "²"])
def test_a_number_that_is_none_is_refused_and_stays_typed(client, seats):
    offer = TeamOfferFactory()
    answer = client.get(f"/checkout/{offer.slug}/", {"interval": "month", "seats": seats})
    assert (answer.status_code, "Choose between 1 and 500 seats." in answer.content.decode()) == (422, True)


def test_buying_leads_to_the_payment_page(client, stripe):
    offer = TeamOfferFactory()
    answer = client.post(f"/checkout/{offer.slug}/", {"interval": "year", "seats": "6", "currency": "USD"})
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"], order.quantity) == (302, order.checkout_url, 6)


def test_whoever_has_no_seats_sees_what_they_cost(client):
    offer = TeamOfferFactory()
    client.force_login(UserFactory())
    text = client.get("/team/plan/").content.decode()
    assert "$192 a seat and year" in text
    assert f"/checkout/{offer.slug}/?interval=month" in text


def test_seats_are_changed_on_their_page(client, team):
    client.force_login(team.buyer)
    text = client.get("/team/plan/").content.decode()
    assert "The next charge is $80 on" in text
    form = {"membership": str(team.public_id), "seats": "6"}
    answer = client.post(reverse("checkout:team_seats"), form, follow=True)
    assert answer.redirect_chain == [("/team/plan/", 302)]
    assert "The number of seats is changed." in answer.content.decode()
    assert fresh(team).quantity == 6
    refused = client.post(reverse("checkout:team_seats"), form | {"seats": "x"}, follow=True)
    assert "Choose between 1 and 500 seats." in refused.content.decode()


def test_strangers_reach_no_seats(client, team):
    assert client.post(reverse("checkout:team_seats"), {}).status_code == 302
    assert client.get("/team/plan/").status_code == 302
    client.force_login(UserFactory())
    assert client.post(reverse("checkout:team_seats"), {"membership": str(team.public_id), "seats": "6"}).status_code == 404
    assert "Your seats" not in client.get("/membership/").content.decode()


def test_done_leads_to_the_people(client, team):
    client.force_login(team.buyer)
    text = client.get(f"/checkout/done/{team.order.public_id}/").content.decode()
    assert "Your seats are ready" in text
    assert 'href="/team/"' in text
