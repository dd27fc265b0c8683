"""Mails about seats: each is owed by one outbox row, and sent by whoever delivers it (`acg/wiring.py`)."""

import hashlib
from typing import Any

from django.conf import settings
from django.urls import reverse

from acg.shared.mail import send_mail
from organisations.models import Organization, SeatAssignment


def mail_invitation(payload: dict[str, Any]) -> None:
    """Tell whoever was given a seat how to take it; a seat that was taken back meanwhile is not told.

    Args:
        payload: the fields of `SeatAssigned`.
    """
    seat = SeatAssignment.objects.select_related("pool__organization__owner").get(public_id=payload["seat_id"])
    if seat.returned_at is not None:
        return
    team = reverse("organisations:team")
    context = {
        "organization": seat.pool.organization,
        "giver": seat.pool.organization.owner.display_name,
        "email": seat.email,
        "login_url": f"{settings.SITE_URL}{reverse('account_request_login_code')}?next={team}",
        "signup_url": f"{settings.SITE_URL}{reverse('account_signup')}?next={team}",
    }
    send_mail("organisations/mail/invitation", context, to=seat.email, language=seat.language, key=str(seat.public_id))


def mail_overdrawn(payload: dict[str, Any]) -> None:
    """Tell a team's owner whose seats rest, for there are more people than seats.

    Args:
        payload: the fields of `SeatsOverdrawn`.
    """
    organization = Organization.objects.select_related("owner").get(public_id=payload["organization_id"])
    context = {
        "organization": organization,
        "seats": payload["seats"],
        "emails": payload["emails"],
        "team_url": f"{settings.SITE_URL}{reverse('organisations:team')}",
        "plan_url": f"{settings.SITE_URL}/team/plan/",
    }
    names = hashlib.sha256(" ".join(payload["emails"]).encode()).hexdigest()[:16]
    key = f"{organization.public_id}.{payload['seats']}.{names}"
    send_mail("organisations/mail/overdrawn", context, to=organization.owner.email, language=organization.language, key=key)
