"""Seats: paid for by one, given to others. Never more give access than are paid."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acg.events.services import note, publish
from acg.shared.errors import DomainError
from acg.users.models import User
from acg.users.services import verified_addresses
from organisations.events import SeatAssigned, SeatRightsChanged, SeatsOverdrawn
from organisations.models import Organization, SeatAssignment, SeatPool

LONGEST_ADDRESS = 254
LONGEST_NAME = 150


@transaction.atomic
def fill_pool(
    *, pool_id: str, owner_id: int, seats: int, until_at: dt.datetime | None, is_live: bool, reason: str = "", language: str = "en"
) -> SeatPool:
    """Let a team have the seats that are paid now; with the first its owner has a team.

    When there are fewer than people, those who got their seats last lose access until there are enough again, and the owner is told.
    Who sat on seats that are over sits on the new ones when seats are paid anew. Saying it again changes nothing.

    Args:
        pool_id: the public id of the membership that pays them.
        owner_id: the primary key of who pays.
        seats: how many.
        until_at: when they end by themselves; None for never.
        is_live: whether any are paid at all.
        reason: why not, for whoever asks later.
        language: what the owner reads.
    """
    owner = User.objects.get(pk=owner_id)
    name = owner.name or owner.email.partition("@")[0]
    found, _is_new = Organization.objects.get_or_create(owner=owner, defaults={"name": name[:LONGEST_NAME], "language": language})
    organization = _locked(found.pk)
    facts = {"seats": seats, "until_at": until_at, "is_live": is_live, "reason": reason[:40]}
    pool, _is_new = SeatPool.objects.update_or_create(cause_id=pool_id, organization=organization, defaults=facts)
    if pool.is_live:
        left_over = SeatAssignment.objects.filter(pool__organization=organization, pool__is_live=False, returned_at=None)
        left_over.update(pool=pool)
    _arrange(pool)
    return pool


@transaction.atomic
def assign_seats(*, organization: Organization, by: User, emails: Iterable[str], language: str = "en") -> list[SeatAssignment]:
    """Give a seat to each of these addresses, and invite them; whoever has one keeps it. All of it happens, or nothing.

    Args:
        organization: the team.
        by: who asks; only its owner may.
        emails: as typed.
        language: what the invitations speak.

    Returns:
        The seats that were given now.

    Raises:
        DomainError: `not_yours`, `email_missing`, `email_invalid`, `seats_unpaid`, `no_seats_left`.
    """
    _refuse_others(organization, by)
    wanted = list(dict.fromkeys(filter(None, (email.strip().lower() for email in emails))))
    if not wanted:
        raise DomainError("email_missing", _("Type at least one e-mail address."), field="emails")
    for email in wanted:
        _check_address(email)
    held = _locked(organization.pk)
    pool = SeatPool.objects.filter(organization=held, is_live=True).order_by("-pk").first()
    if pool is None or not pool.gives_access:
        raise DomainError("seats_unpaid", _("Your seats are not paid at the moment."))
    there = set(SeatAssignment.objects.filter(pool=pool, returned_at=None).values_list("email", flat=True))
    fresh = [email for email in wanted if email not in there]
    free = max(pool.seats - len(there), 0)
    if len(fresh) > free:
        text = ngettext("%(count)d seat is free.", "%(count)d seats are free.", free) % {"count": free}
        raise DomainError("no_seats_left", _("There are more people than seats: %s") % text, field="emails")
    now = timezone.now()
    seats = SeatAssignment.objects.bulk_create(
        SeatAssignment(pool=pool, email=email, language=language, assigned_at=now) for email in fresh
    )
    for seat in seats:
        publish(SeatAssigned(str(seat.public_id)), subject=f"seat:{seat.public_id}")
        note(subject=f"team:{held.public_id}", action="seat.given", by=by.public_id, details={"seat": str(seat.public_id)})
    _claim(by)
    return seats


@transaction.atomic
def return_seat(*, seat: SeatAssignment, by: User) -> SeatAssignment:
    """Take a seat back: its access ends, progress stays, and the seat is free for somebody else. Again changes nothing.

    Args:
        seat: of the team.
        by: who asks; only the team's owner may.

    Raises:
        DomainError: `not_yours`.
    """
    organization = Organization.objects.get(pools=seat.pool_id)
    _refuse_others(organization, by)
    _locked(organization.pk)
    now = SeatAssignment.objects.select_related("pool").get(pk=seat.pk)
    if now.returned_at is not None:
        return now
    now.returned_at = timezone.now()
    now.save(update_fields=["returned_at"])
    note(subject=f"team:{organization.public_id}", action="seat.returned", by=by.public_id, details={"seat": str(now.public_id)})
    _tell((), None, (str(now.public_id),), "returned")
    _arrange(now.pool)
    return now


@transaction.atomic
def claim_seats(*, user: User) -> int:
    """Let whoever has signed in sit on the seats that wait for an address of theirs; return how many those were.

    Only addresses count that the person has proved to own. Again changes nothing.
    """
    return _claim(user)


@transaction.atomic
def rename_organization(*, organization: Organization, by: User, name: str) -> Organization:
    """Give a team another name.

    Raises:
        DomainError: `not_yours`, `name_missing`.
    """
    _refuse_others(organization, by)
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise DomainError("name_missing", _("A team needs a name."), field="name")
    held = _locked(organization.pk)
    held.name = name
    held.save(update_fields=["name"])
    return held


def _claim(user: User) -> int:
    waiting = SeatAssignment.objects.filter(user=None, returned_at=None, email__in=verified_addresses(user=user))
    teams = sorted(
        set(waiting.values_list("pool__organization", flat=True))
    )  # in one sequence, so that two never wait for each other
    for pk in teams:
        _locked(pk)
    claimed = list(waiting.select_related("pool"))
    SeatAssignment.objects.filter(pk__in=[seat.pk for seat in claimed]).update(user=user, claimed_at=timezone.now())
    for pool in {seat.pool_id: seat.pool for seat in claimed}.values():
        _arrange(pool)
    return len(claimed)


def _arrange(pool: SeatPool) -> None:
    """Let the first seats of a pool, in the order in which they were given, be those that are paid; the team's lock must be held."""
    seats = list(SeatAssignment.objects.filter(pool=pool, returned_at=None).order_by("assigned_at", "pk"))
    now, resting = timezone.now(), list[SeatAssignment]()
    if pool.is_live:
        resting = [seat for seat in seats[pool.seats :] if seat.suspended_at is None]
        SeatAssignment.objects.filter(pk__in=[seat.pk for seat in resting]).update(suspended_at=now)
        paid = [seat.pk for seat in seats[: pool.seats] if seat.suspended_at is not None]
        SeatAssignment.objects.filter(pk__in=paid).update(suspended_at=None)
    sitting = seats[: pool.seats] if pool.is_live else []
    given = tuple((str(seat.public_id), seat.user_id) for seat in sitting if seat.user_id is not None)
    ended = tuple(str(seat.public_id) for seat in seats[len(sitting) :] if seat.user_id is not None)
    _tell(given, pool.until_at, ended, "no_seat" if pool.is_live else pool.reason)
    if resting:
        organization = pool.organization
        fact = SeatsOverdrawn(str(organization.public_id), pool.seats, tuple(seat.email for seat in resting))
        publish(fact, subject=f"team:{organization.public_id}")


def _tell(given: tuple[tuple[str, int], ...], until_at: dt.datetime | None, ended: tuple[str, ...], reason: str) -> None:
    if given or ended:
        fact = SeatRightsChanged(given, until_at, ended, reason)
        SeatRightsChanged.signal.send(sender=SeatRightsChanged, fact=fact)


def _locked(pk: int) -> Organization:
    return Organization.objects.select_for_update(of=("self",)).get(pk=pk)


def _refuse_others(organization: Organization, by: User) -> None:
    if organization.owner_id != by.pk:
        raise DomainError("not_yours", _("This is somebody else's team."))


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise DomainError("email_invalid", _("This is no e-mail address: %s") % email[:100], field="emails") from error
    if len(email) > LONGEST_ADDRESS:
        raise DomainError("email_invalid", _("This is no e-mail address: %s") % email[:100], field="emails")
