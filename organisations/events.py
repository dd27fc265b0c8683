"""Facts of teams. TOGETHER facts carry a signal sent inside the transaction; see `acg/wiring.py` for who reacts."""

import datetime as dt
from typing import ClassVar

from django.dispatch import Signal

from acg.shared.values import frozen


@frozen
class SeatRightsChanged:
    """What the seats of a team give is other than before: it is granted, or ends, in this very transaction.

    Args:
        given: who sits on which paid seat: the seat's public id and the user's primary key. All of the team's, not only new ones.
        until_at: when these end by themselves; None for never.
        ended: public ids of the seats that give nothing, likewise.
        reason: why they give nothing, for whoever asks later.
    """

    signal: ClassVar[Signal] = Signal()
    given: tuple[tuple[str, int], ...]
    until_at: dt.datetime | None
    ended: tuple[str, ...]
    reason: str


@frozen
class SeatAssigned:
    """Somebody was given a seat: they are invited. One for each seat.

    Args:
        seat_id: the seat's public id.
    """

    seat_id: str


@frozen
class SeatsOverdrawn:
    """More people sit than seats are paid, so that some seats rest: the team's owner is told. One for each time that it gets worse.

    Args:
        organization_id: the team's public id.
        seats: how many are paid.
        emails: whose seats rest since now, the earliest given first.
    """

    organization_id: str
    seats: int
    emails: tuple[str, ...]
