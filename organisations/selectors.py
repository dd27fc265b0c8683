"""Reads of teams that several edges share, or that depend on who asks."""

from acg.shared.values import frozen
from acg.users.models import User
from organisations.models import Organization, SeatAssignment, SeatPool


@frozen
class TeamPage:
    """What somebody sees of teams.

    Args:
        organization: their own, if they ever paid seats.
        pool: its newest seats.
        seats: who sits, in the order in which the seats were given.
        free: how many paid seats nobody has.
        own_seats: the seats that they have, in whichever team, each with its pool and team.
    """

    organization: Organization | None
    pool: SeatPool | None
    seats: tuple[SeatAssignment, ...]
    free: int
    own_seats: tuple[SeatAssignment, ...]


def team_page(user: User) -> TeamPage:
    """Return what a user sees of teams; two statements, and two more for an owner."""
    held = SeatAssignment.objects.filter(returned_at=None)
    own_seats = tuple(held.filter(user=user).select_related("pool__organization"))
    organization = Organization.objects.filter(owner=user).first()
    pool = SeatPool.objects.filter(organization=organization).order_by("-is_live", "-pk").first() if organization else None
    seats = tuple(held.filter(pool=pool).select_related("user")) if pool else ()
    free = max(pool.seats - len(seats), 0) if pool and pool.is_live else 0
    return TeamPage(organization, pool, seats, free, own_seats)


def seat_of_owner(*, seat_id: str, owner: User) -> SeatAssignment | None:
    """Return a held seat of somebody's team by its public id, or nothing when it is not theirs."""
    return SeatAssignment.objects.filter(public_id=seat_id, pool__organization__owner=owner, returned_at=None).first()
