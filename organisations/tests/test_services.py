"""Seats: given, taken, resting, given back; never more than are paid."""

import datetime as dt

import pytest
from django.utils import timezone

from acg.events.models import LogEntry, OutboxEvent
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from organisations.models import Organization, SeatAssignment, SeatPool
from organisations.services import assign_seats, claim_seats, fill_pool, rename_organization, return_seat
from organisations.tests.factories import OrganizationFactory, SeatAssignmentFactory, SeatPoolFactory

pytestmark = pytest.mark.django_db
NEXT_MONTH = timezone.now() + dt.timedelta(days=30)


def fill(pool, seats, **fields):
    facts = {"until_at": NEXT_MONTH, "is_live": True} | fields
    return fill_pool(pool_id=pool.cause_id, owner_id=pool.organization.owner_id, seats=seats, **facts)


def invite(pool, *emails, **wish):
    return assign_seats(organization=pool.organization, by=pool.organization.owner, emails=emails, **wish)


def refusal(verb, **wish):
    with pytest.raises(DomainError) as refused:
        verb(**wish)
    return refused.value.code, refused.value.field


def resting():
    return list(SeatAssignment.objects.filter(suspended_at__isnull=False).values_list("email", flat=True))


def mails():
    return list(OutboxEvent.objects.order_by("pk").values_list("type", "payload"))


# -- what is paid ------------------------------------------------------------------------------------------------------------------


def test_the_first_seats_make_a_team():
    owner = UserFactory(name="Ada Owner")
    pool = fill_pool(pool_id="p1", owner_id=owner.pk, seats=3, until_at=NEXT_MONTH, is_live=True, language="es")
    assert (pool.organization.name, pool.organization.owner, pool.organization.language) == ("Ada Owner", owner, "es")
    assert (pool.seats, pool.until_at, pool.is_live, pool.cause_id) == (3, NEXT_MONTH, True, "p1")


def test_a_team_without_a_name_is_called_after_its_address():
    owner = UserFactory(name="", email="ada@example.com")
    assert fill_pool(pool_id="p1", owner_id=owner.pk, seats=3, until_at=None, is_live=True).organization.name == "ada"


def test_saying_it_again_changes_nothing(told):
    pool = SeatPoolFactory(seats=2)
    for number in range(3):
        SeatAssignmentFactory(pool=pool, user=UserFactory(), email=f"{number}@example.com")
    fill(pool, 2)
    first = (list(SeatAssignment.objects.values("pk", "suspended_at")), mails())
    fill(pool, 2)
    assert (list(SeatAssignment.objects.values("pk", "suspended_at")), mails()) == first
    assert told[0] == told[1]
    assert (SeatPool.objects.count(), Organization.objects.count()) == (1, 1)


def test_ten_seats_become_five_those_who_came_last_rest_and_the_owner_is_told(told):
    pool = SeatPoolFactory(seats=10)
    for number in range(8):
        SeatAssignmentFactory(pool=pool, email=f"{number}@example.com", user=UserFactory())
    fill(pool, 5)
    assert resting() == ["5@example.com", "6@example.com", "7@example.com"]
    sitting = SeatAssignment.objects.filter(suspended_at=None).order_by("pk")
    assert told[-1].given == tuple((str(seat.public_id), seat.user_id) for seat in sitting)
    assert (len(told[-1].ended), told[-1].until_at, told[-1].reason) == (3, NEXT_MONTH, "no_seat")
    team = str(pool.organization.public_id)
    assert mails() == [("SeatsOverdrawn", {"organization_id": team, "seats": 5, "emails": resting()})]


def test_whoever_rests_longest_is_first_to_sit_again(told):
    pool = SeatPoolFactory(seats=3)
    seats = [SeatAssignmentFactory(pool=pool, email=f"{number}@example.com", user=UserFactory()) for number in range(3)]
    fill(pool, 1)
    fill(pool, 2)
    assert resting() == ["2@example.com"]
    return_seat(seat=seats[0], by=pool.organization.owner)
    assert resting() == []
    assert [seat_id for seat_id, _user in told[-1].given] == [str(seats[1].public_id), str(seats[2].public_id)]
    assert len([name for name, _payload in mails() if name == "SeatsOverdrawn"]) == 1


def test_seats_that_are_over_give_nothing_and_nobody_rests(told):
    pool = SeatPoolFactory(seats=3)
    seat = SeatAssignmentFactory(pool=pool, user=UserFactory())
    fill(pool, 1, is_live=False, until_at=None, reason="canceled")
    assert (told[-1].given, told[-1].ended, told[-1].reason) == ((), (str(seat.public_id),), "canceled")
    assert (resting(), mails()) == ([], [])


def test_who_sat_on_seats_that_are_over_sits_on_new_ones(told):
    old = SeatPoolFactory(seats=3)
    seat = SeatAssignmentFactory(pool=old, user=UserFactory())
    gone = SeatAssignmentFactory(pool=old, user=UserFactory(), returned_at=timezone.now())
    fill(old, 3, is_live=False)
    new = fill_pool(pool_id="p2", owner_id=old.organization.owner_id, seats=2, until_at=NEXT_MONTH, is_live=True)
    assert told[-1].given == ((str(seat.public_id), seat.user_id),)
    seat.refresh_from_db()
    gone.refresh_from_db()
    assert (seat.pool, gone.pool, new.organization) == (new, old, old.organization)


def test_however_many_seats_it_takes_so_many_statements(django_assert_num_queries):
    pool = SeatPoolFactory(seats=50)
    for number in range(40):
        SeatAssignmentFactory(pool=pool, email=f"{number}@example.com", user=UserFactory())
    with django_assert_num_queries(19):
        fill(pool, 30)


# -- who sits ----------------------------------------------------------------------------------------------------------------------


def test_addresses_are_given_a_seat_and_invited_once(told):
    pool = SeatPoolFactory()
    seats = invite(pool, " Ana@Example.com ", "", "ben@example.com", "ana@example.com", language="es")
    assert [seat.email for seat in seats] == ["ana@example.com", "ben@example.com"]
    assert {seat.language for seat in seats} == {"es"}
    assert mails() == [("SeatAssigned", {"seat_id": str(seat.public_id)}) for seat in seats]
    assert told == []  # nobody has signed in yet
    assert [seat.email for seat in invite(pool, "ben@example.com", "cleo@example.com")] == ["cleo@example.com"]
    entry = LogEntry.objects.order_by("pk").first()
    assert (entry.action, entry.by) == ("seat.given", pool.organization.owner.public_id)
    assert "example.com" not in str(entry.details)


def test_more_people_than_seats_and_nobody_gets_one():
    pool = SeatPoolFactory(seats=2)
    invite(pool, "ana@example.com")
    with pytest.raises(DomainError) as refused:
        invite(pool, "ben@example.com", "cleo@example.com")
    assert (refused.value.code, refused.value.message) == ("no_seats_left", "There are more people than seats: 1 seat is free.")
    assert SeatAssignment.objects.count() == 1
    assert len(mails()) == 1


@pytest.mark.parametrize(
    ("emails", "code"),
    [
        ([], "email_missing"),
        (["  "], "email_missing"),
        (["ana@example.com", "nonsense"], "email_invalid"),
        (["a" * 250 + "@example.com"], "email_invalid"),
        (["nul\0@example.com"], "email_invalid"),
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_given(emails, code):
    pool = SeatPoolFactory()
    wish = {"organization": pool.organization, "by": pool.organization.owner, "emails": emails}
    assert refusal(assign_seats, **wish) == (code, "emails")
    assert SeatAssignment.objects.count() == 0


@pytest.mark.parametrize("fields", [{"is_live": False}, {"until_at": timezone.now() - dt.timedelta(days=1)}])
def test_seats_that_are_not_paid_are_not_given(fields):
    pool = SeatPoolFactory(**fields)
    wish = {"organization": pool.organization, "by": pool.organization.owner, "emails": ["ana@example.com"]}
    assert refusal(assign_seats, **wish) == ("seats_unpaid", "")


def test_only_the_owner_says_who_sits():
    pool, stranger = SeatPoolFactory(), UserFactory()
    seat = SeatAssignmentFactory(pool=pool)
    team = pool.organization
    assert refusal(assign_seats, organization=team, by=stranger, emails=["x@example.com"]) == ("not_yours", "")
    assert refusal(return_seat, seat=seat, by=stranger) == ("not_yours", "")
    assert refusal(rename_organization, organization=team, by=stranger, name="Mine") == ("not_yours", "")
    seat.refresh_from_db()
    team.refresh_from_db()
    assert (seat.returned_at, team.name, SeatAssignment.objects.count()) == (None, "Operations", 1)


def test_an_owner_who_takes_a_seat_has_it_at_once(person, told):
    owner = person("owner@example.com")
    pool = SeatPoolFactory(organization=OrganizationFactory(owner=owner))
    (seat,) = invite(pool, "owner@example.com")
    assert told[-1].given == ((str(seat.public_id), owner.pk),)


def test_whoever_signs_in_sits_on_the_seat_of_a_proved_address(person, told):
    pool = SeatPoolFactory(until_at=NEXT_MONTH)
    (seat,) = invite(pool, "ana@example.com")
    assert claim_seats(user=person("ana@example.com", is_proved=False)) == 0
    assert told == []
    SeatAssignment.objects.filter(pk=seat.pk).update(email="ben@example.com")
    ben = person("ben@example.com")
    assert claim_seats(user=ben) == 1
    assert told[-1].given == ((str(seat.public_id), ben.pk),)
    assert told[-1].until_at == NEXT_MONTH
    assert claim_seats(user=ben) == 0
    assert len(told) == 1


def test_a_seat_that_rests_or_came_back_gives_nothing_when_it_is_claimed(person, told):
    pool = SeatPoolFactory(seats=1)
    SeatAssignmentFactory(pool=pool, email="first@example.com")
    SeatAssignmentFactory(pool=pool, email="ana@example.com", suspended_at=timezone.now())
    SeatAssignmentFactory(pool=SeatPoolFactory(), email="ana@example.com", returned_at=timezone.now())
    ana = person("ana@example.com")
    assert claim_seats(user=ana) == 1
    assert (told[-1].given, len(told[-1].ended)) == ((), 1)


def test_seats_of_two_teams_are_claimed_together(person, told):
    for _team in range(2):
        SeatAssignmentFactory(email="ana@example.com")
    assert claim_seats(user=person("ana@example.com")) == 2
    assert [len(fact.given) for fact in told] == [1, 1]


def test_a_seat_taken_back_is_free_for_somebody_else(told):
    pool = SeatPoolFactory(seats=1)
    seat = SeatAssignmentFactory(pool=pool, user=UserFactory(), email="ana@example.com")
    returned = return_seat(seat=seat, by=pool.organization.owner)
    assert returned.returned_at is not None
    assert told[0].ended == (str(seat.public_id),)
    assert return_seat(seat=seat, by=pool.organization.owner).returned_at == returned.returned_at
    assert LogEntry.objects.filter(action="seat.returned").count() == 1
    assert [seat.email for seat in invite(pool, "ana@example.com")] == ["ana@example.com"]  # also by the same person


def test_a_team_is_renamed():
    pool = SeatPoolFactory()
    wish = {"organization": pool.organization, "by": pool.organization.owner}
    assert rename_organization(name="  Cloud \n Guild ", **wish).name == "Cloud Guild"
    assert refusal(rename_organization, name=" ", **wish) == ("name_missing", "name")
