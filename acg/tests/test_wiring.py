"""Both lists, across the contexts they join."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from acg.events.services import relay_due
from acg.shared.errors import DomainError
from acg.users.models import Role, User
from acg.users.tests.factories import UserFactory
from acg.wiring import AFTERWARDS, TOGETHER, connect
from checkout.events import CheckoutStarting, MembershipChanged, OrderRevoked, OrderSettled, PricesChanged
from courses.tests.factories import CourseFactory
from students.models import Grant
from students.selectors import may_learn
from students.services import enrol, revoke_by_staff

pytestmark = pytest.mark.django_db


def send(fact):
    type(fact).signal.send(sender=type(fact), fact=fact)


@pytest.fixture
def course():
    return CourseFactory(published=True)


@pytest.fixture
def buyer():
    return UserFactory()


def settled(course, buyer):
    return OrderSettled(order_id="o1", buyer_id=buyer.pk, course_ids=(course.pk,), all_courses=False)


def test_paid_means_enrolled_and_refunded_means_no_more(course, buyer):
    send(settled(course, buyer))
    assert may_learn(user=buyer, course=course)
    send(OrderRevoked(order_id="o1", reason="refunded"))
    assert not may_learn(user=buyer, course=course)


def test_a_reaction_that_fails_undoes_the_whole_transaction(course, buyer):
    @transaction.atomic
    def settle():
        enrol(user=buyer, course=course)
        send(OrderSettled(order_id="o1", buyer_id=0, course_ids=(course.pk,), all_courses=False))

    with pytest.raises(User.DoesNotExist):
        settle()
    assert (Grant.objects.count(), buyer.enrollments.count()) == (0, 0)


def test_what_is_owned_stops_a_checkout(course, buyer):
    send(settled(course, buyer))
    with pytest.raises(DomainError) as refusal:
        send(CheckoutStarting(buyer_id=buyer.pk, course_ids=(course.pk,)))
    assert refusal.value.code == "already_owned"


def test_the_catalogue_shows_what_is_charged(course):
    send(PricesChanged(course_id=course.pk, prices={"USD": 4900}))
    course.refresh_from_db()
    assert course.list_prices == {"USD": 4900}


def test_the_catalogue_counts_its_learners_afterwards(course, buyer):
    enrol(user=buyer, course=course)
    relay_due()
    course.refresh_from_db()
    assert course.learner_count == 1


def test_connecting_again_connects_nothing_twice():
    before = {fact: len(fact.signal.receivers) for fact, _ in TOGETHER}
    connect()
    assert {fact: len(fact.signal.receivers) for fact, _ in TOGETHER} == before


def test_consumers_have_names_of_their_own():
    names = [consumer for _, consumer, _ in AFTERWARDS]
    assert len(names) == len(set(names))


def test_a_membership_opens_all_courses_until_then(course, buyer):
    soon = timezone.now() + dt.timedelta(days=30)
    fact = {"membership_id": "m1", "buyer_id": buyer.pk, "until_at": soon, "is_live": True, "reason": "active"}
    send(MembershipChanged(**fact))
    send(MembershipChanged(**fact))
    grant = Grant.objects.get()
    assert (grant.cause, grant.cause_id, grant.course, grant.until_at) == ("membership", "m1", None, soon)
    assert may_learn(user=buyer, course=course)
    send(MembershipChanged(**fact | {"until_at": None, "is_live": False, "reason": "unpaid"}))
    assert not may_learn(user=buyer, course=course)
    assert Grant.objects.get().reason == "unpaid"
    later = soon + dt.timedelta(days=30)
    send(MembershipChanged(**fact | {"until_at": later}))
    assert may_learn(user=buyer, course=course)
    assert (Grant.objects.get().until_at, Grant.objects.get().reason) == (later, "")
    send(MembershipChanged(**fact | {"until_at": timezone.now() - dt.timedelta(seconds=1)}))
    assert not may_learn(user=buyer, course=course)


def test_a_members_right_ends_with_the_money_only(buyer):
    send(MembershipChanged(membership_id="m1", buyer_id=buyer.pk, until_at=None, is_live=True, reason="active"))
    with pytest.raises(DomainError) as refusal:
        revoke_by_staff(grant=Grant.objects.get(), by=UserFactory(role=Role.STAFF), reason="A mistake")
    assert (refusal.value.code, Grant.objects.get().revoked_at) == ("refund_instead", None)
