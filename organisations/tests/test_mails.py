import pytest
from django.utils import timezone

from organisations.mails import mail_invitation, mail_overdrawn
from organisations.tests.factories import OrganizationFactory, SeatAssignmentFactory, SeatPoolFactory

pytestmark = pytest.mark.django_db


def test_an_invitation_says_who_gives_what_and_how_to_take_it(mailoutbox, settings):
    pool = SeatPoolFactory(organization__owner__name="Ada Owner")
    seat = SeatAssignmentFactory(pool=pool, email="ana@example.com")
    mail_invitation({"seat_id": str(seat.public_id)})
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Operations has a seat for you at Cloud School", ["ana@example.com"])
    assert "Ada Owner has given you a seat of Operations" in mail.body
    assert f"{settings.SITE_URL}/accounts/login/code/?next=/team/" in mail.body
    assert mail.extra_headers["Idempotency-Key"] == f"invitation.{seat.public_id}"
    assert "Take your seat" in mail.alternatives[0].content


def test_an_invitation_speaks_the_owners_language(mailoutbox):
    seat = SeatAssignmentFactory(language="es")
    mail_invitation({"seat_id": str(seat.public_id)})
    assert mailoutbox[0].subject != "Operations has a seat for you at Cloud School"
    assert "Operations" in mailoutbox[0].subject


def test_nobody_is_invited_to_a_seat_that_was_taken_back(mailoutbox):
    seat = SeatAssignmentFactory(returned_at=timezone.now())
    mail_invitation({"seat_id": str(seat.public_id)})
    assert mailoutbox == []


def test_an_owner_reads_whose_seats_rest(mailoutbox):
    team = OrganizationFactory(owner__email="ada@example.com")
    mail_overdrawn({"organization_id": str(team.public_id), "seats": 5, "emails": ["<b>ana</b>@example.com", "ben@example.com"]})
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Operations: more people than seats", ["ada@example.com"])
    assert "You pay for 5 seats now" in mail.body
    assert "- ben@example.com" in mail.body
    assert "&lt;b&gt;ana&lt;/b&gt;@example.com" in mail.alternatives[0].content
