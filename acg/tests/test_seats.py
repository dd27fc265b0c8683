"""Seats from the money to the lesson: bought through Stripe's library and the sandbox, given, taken, fewer, over."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from acg.shared.errors import DomainError
from acg.users.models import User
from acg.users.tests.factories import UserFactory
from checkout.models import Subscription
from checkout.sandbox import clock, renewing, subscribing
from checkout.sandbox.account import DAY
from checkout.sandbox.delivering import deliver_due
from checkout.sandbox.models import StripeObject
from checkout.services import cancel_membership, change_seats, start_checkout
from checkout.tests.at_once import at_once
from checkout.tests.factories import TeamOfferFactory
from courses.tests.factories import CourseFactory
from organisations.models import Organization, SeatAssignment
from organisations.services import assign_seats, claim_seats, return_seat
from organisations.tests.factories import SeatPoolFactory
from students.models import Enrollment
from students.selectors import may_learn
from students.services import enrol

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def endpoint(live_server, settings):
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"
    return f"{live_server.url}/webhooks/stripe/"


@pytest.fixture
def team(endpoint):
    """Return a function that buys seats, and the team that has them."""

    def buy(seats):
        owner = UserFactory(email="ada@example.com", name="Ada")
        urls = {"success_url": "https://school.example/", "cancel_url": "https://school.example/"}
        wish = {"offer": TeamOfferFactory(), "buyer": owner, "visitor_key": "", "currency": "USD", "interval": "month"}
        order = start_checkout(quantity=seats, **wish, **urls)
        subscribing.pay(order.checkout_session_id, email=owner.email, name="Ada", endpoint=endpoint)
        deliver_due()
        return Organization.objects.select_related("owner").get(owner=owner)

    return buy


def sit(team, *names):
    """Give seats, and let everyone sign in."""
    emails = [f"{name}@example.com" for name in names]
    assign_seats(organization=team, by=team.owner, emails=emails)
    for email in emails:
        user = UserFactory(email=email)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        assert claim_seats(user=user) == 1


def learners(course):
    return [u.email.partition("@")[0] for u in User.objects.order_by("email") if may_learn(user=u, course=course)]


def seats_of(team):
    return Subscription.objects.select_related("offer", "price", "buyer").get(buyer=team.owner)


@pytest.mark.fault(41, "ten seats become five, with eight members", "over quota suspended in a stable order, the owner told")
def test_fault_41_ten_seats_become_five_with_eight_members(team, mailoutbox):
    course = CourseFactory(published=True)
    team = team(10)
    sit(team, "a", "b", "c", "d", "e", "f", "g", "h")
    assert learners(course) == ["a", "b", "c", "d", "e", "f", "g", "h"]
    mailoutbox.clear()
    change_seats(subscription=seats_of(team), by=team.owner, seats=5)
    deliver_due()
    assert learners(course) == ["a", "b", "c", "d", "e"]
    (mail,) = mailoutbox
    assert (mail.to, "f@example.com" in mail.body, "e@example.com" in mail.body) == (["ada@example.com"], True, False)
    change_seats(subscription=seats_of(team), by=team.owner, seats=7)
    deliver_due()
    assert learners(course) == ["a", "b", "c", "d", "e", "f", "g"]
    assert [mail.subject for mail in mailoutbox[1:]] == ["Your membership is changed: $40"]


def test_more_seats_are_charged_for_what_is_left_and_fewer_credited(team, endpoint):
    team = team(4)
    start = clock.now()
    end = int(seats_of(team).current_period_end.timestamp())
    renewing.advance(start + (end - start) // 2, endpoint=endpoint)
    change_seats(subscription=seats_of(team), by=team.owner, seats=8)
    deliver_due()
    invoices = StripeObject.objects.filter(object="invoice").order_by("pk")
    assert sorted(row.data["total"] for row in invoices) == [4_000, 8_000]
    assert seats_of(team).invoices.count() == 2
    renewing.advance(end + DAY, endpoint=endpoint)
    deliver_due()
    assert max(row.data["total"] for row in StripeObject.objects.filter(object="invoice")) == 16_000
    assert seats_of(team).quantity == 8


def test_a_person_keeps_what_they_learned_when_the_seat_goes_to_somebody_else(team):
    course = CourseFactory(published=True)
    team = team(1)
    sit(team, "ana")
    ana = User.objects.get(email="ana@example.com")
    enrol(user=ana, course=course)
    return_seat(seat=SeatAssignment.objects.get(), by=team.owner)
    assert (learners(course), Enrollment.objects.filter(user=ana).count()) == ([], 1)
    sit(team, "ben")
    assert learners(course) == ["ben"]


def test_seats_end_with_what_is_paid(team, endpoint):
    course = CourseFactory(published=True)
    team = team(2)
    sit(team, "ana")
    cancel_membership(subscription=seats_of(team), by=team.owner)
    renewing.advance(clock.now() + 40 * DAY, endpoint=endpoint)
    deliver_due()
    assert (learners(course), seats_of(team).status) == ([], "canceled")


def test_signing_in_takes_the_seat(team, client, mailoutbox):
    team = team(1)
    assign_seats(organization=team, by=team.owner, emails=["ana@example.com"])
    assert "has a seat for you" in mailoutbox[-1].subject
    ana = UserFactory(email="ana@example.com")
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    client.post("/accounts/login/code/", {"email": ana.email})
    code = next(line.strip() for line in mailoutbox[-1].body.splitlines() if len(line.strip()) in {6, 7, 9} and "-" in line)
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert may_learn(user=ana, course=CourseFactory(published=True)) is True


def test_the_last_seat_is_given_once_however_many_want_it():
    """Eight at once, twenty times."""
    pool = SeatPoolFactory(seats=20)
    team = pool.organization

    def give(email):
        return lambda: assign_seats(organization=Organization.objects.get(pk=team.pk), by=team.owner, emails=[email])

    for taken in range(20):
        pool.seats = taken + 1
        pool.save()
        results = at_once(*[give(f"{taken}-{number}@example.com") for number in range(8)])
        assert sum(isinstance(found, list) for found in results) == 1
        assert {found.code for found in results if not isinstance(found, list) and isinstance(found, DomainError)} == {
            "no_seats_left"
        }
        assert not [found for found in results if not isinstance(found, list | DomainError)]
    assert SeatAssignment.objects.filter(pool=pool).count() == 20
    connection.close()
