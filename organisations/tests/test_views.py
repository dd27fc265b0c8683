"""The page of teams: who may ask, what it says, that what was typed survives a refusal."""

import pytest
from django.urls import reverse
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from organisations.models import SeatAssignment
from organisations.selectors import team_page
from organisations.tests.factories import SeatAssignmentFactory, SeatPoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(client):
    """Return the seats of whoever is signed in."""
    pool = SeatPoolFactory(seats=3)
    client.force_login(pool.organization.owner)
    return pool


def page(client):
    return client.get("/team/").content.decode()


def test_a_stranger_signs_in_first(client):
    assert client.get("/team/").status_code == 302
    for name in ("invite", "take_back", "rename"):
        assert client.post(reverse(f"organisations:{name}")).status_code == 302


def test_whoever_has_no_team_is_told_what_one_is(client):
    client.force_login(UserFactory())
    assert "Get seats for your team" in page(client)
    assert client.post("/team/invite/", {"emails": "a@example.com"}).status_code == 404
    assert client.post("/team/name/", {"name": "Mine"}).status_code == 404


def test_an_owner_sees_who_sits_and_who_does_not_yet(client, pool):
    SeatAssignmentFactory(pool=pool, email="ana@example.com", user=UserFactory(), claimed_at=timezone.now())
    SeatAssignmentFactory(pool=pool, email="ben@example.com")
    SeatAssignmentFactory(pool=pool, email="cleo@example.com", suspended_at=timezone.now())
    SeatAssignmentFactory(pool=pool, email="gone@example.com", returned_at=timezone.now())
    text = page(client)
    for words in ("3 seats", "0 are free", "Sits since", "has not signed in yet", "Rests: there are more people than seats"):
        assert words in text
    assert "gone@example.com" not in text


def test_seats_that_are_not_paid(client, pool):
    pool.is_live = False
    pool.save()
    text = page(client)
    assert "Your seats are not paid at the moment" in text
    assert "Give them a seat" not in text


def test_people_are_invited(client, pool):
    answer = client.post("/team/invite/", {"emails": "ana@example.com, ben@example.com\ncleo@example.com"}, follow=True)
    assert "3 people are invited." in answer.content.decode()
    assert SeatAssignment.objects.count() == 3
    again = client.post("/team/invite/", {"emails": "ana@example.com"}, follow=True)
    assert "All of them have a seat already." in again.content.decode()


def test_what_was_typed_survives_a_refusal(client, pool):
    answer = client.post("/team/invite/", {"emails": "ana@example.com\nnonsense"})
    assert (answer.status_code, SeatAssignment.objects.count()) == (422, 0)
    text = answer.content.decode()
    assert "This is no e-mail address: nonsense" in text
    assert "ana@example.com\nnonsense</textarea>" in text


def test_a_seat_is_taken_back(client, pool):
    seat = SeatAssignmentFactory(pool=pool, email="ana@example.com")
    answer = client.post("/team/take-back/", {"seat": str(seat.public_id)}, follow=True)
    assert "The seat of ana@example.com is free again." in answer.content.decode()
    assert client.post("/team/take-back/", {"seat": str(seat.public_id)}).status_code == 404


@pytest.mark.parametrize("seat", ["", "x", "5a0c7f6e-0000-4000-8000-000000000000", "another's"])
def test_another_teams_seat_does_not_exist(client, pool, seat):
    theirs = SeatAssignmentFactory()
    answer = client.post("/team/take-back/", {"seat": str(theirs.public_id) if seat == "another's" else seat})
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.returned_at) == (404, None)


def test_the_team_is_renamed(client, pool):
    assert "Cloud Guild" in client.post("/team/name/", {"name": "Cloud Guild"}, follow=True).content.decode()
    refused = client.post("/team/name/", {"name": " "})
    assert (refused.status_code, "A team needs a name." in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "You have a seat from Operations: all courses are open."), ({"suspended_at": timezone.now()}, "rests at the moment")],
)
def test_whoever_sits_sees_it(client, fields, words):
    seat = SeatAssignmentFactory(user=UserFactory(), **fields)
    client.force_login(seat.user)
    assert words in page(client)


def test_the_page_takes_so_many_statements(pool, django_assert_num_queries):
    for number in range(3):
        SeatAssignmentFactory(pool=pool, user=UserFactory(), email=f"{number}@example.com")
    with django_assert_num_queries(4):
        assert len(team_page(pool.organization.owner).seats) == 3
    with django_assert_num_queries(2):
        team_page(UserFactory.build(pk=0))
