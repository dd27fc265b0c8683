"""The ten promises about money and rights, looked for in the database: one statement each, however many orders there are.

It sees both sides, what was paid and what may be learned, so it stands above both. `docs/payments.md` says what each promise means.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from acg.shared.metrics import metric
from acg.shared.values import frozen
from checkout.models import Order
from checkout.services import differences_from_stripe

MOST = 1000  # of one promise: whoever sees a thousand breaches needs no more

INVARIANTS: dict[str, str | Promise] = {
    "I1": _("A right that holds was paid for."),
    "I2": _("What was paid and stays paid gives its rights."),
    "I3": _("The ledger holds what Stripe holds."),
    "I4": _("Money moves once."),
    "I5": _("Whoever paid is owed one receipt."),
    "I6": _("An order's state follows from its ledger."),
    "I7": _("What was put right stays right."),
    "I8": _("What Stripe told is dealt with in ten minutes."),
    "I9": _("Nothing is used more often than was paid for or allowed."),
    "I10": _("The ledger only grows."),
}

SHARED = {
    "{number}": "upper(left(replace(o.public_id::text, '-', ''), 8))",
    "{live}": "g.revoked_at IS NULL AND g.from_at <= statement_timestamp() AND (g.until_at IS NULL OR g.until_at > statement_timestamp())",
}
is_heading = re.compile(r"-- (I\d+): .*").fullmatch


@frozen
class Breach:
    """A promise that does not hold.

    Args:
        invariant: `I1` to `I10`.
        number: the order's, or what else it is about.
        what: what is wrong, for staff.
    """

    invariant: str
    number: str
    what: str

    def __str__(self) -> str:
        return f"{self.invariant} order {self.number} {self.what}"


@frozen
class Audit:
    """What an audit found, and of how many orders."""

    at: dt.datetime
    orders: int
    breaches: tuple[Breach, ...]


def audit(*, with_stripe: bool = False, days: int = 30) -> Audit:
    """Look for every breach of I1 to I10; nothing is changed.

    Args:
        with_stripe: also ask Stripe, object by object, whether it holds what the ledger says (I3).
        days: how far back Stripe is asked.

    Raises:
        GatewayError: Stripe cannot be asked.
    """
    breaches = [breach for invariant, rule in rules().items() for breach in _look(invariant, rule)]
    if with_stripe:
        breaches += [Breach("I3", number, what) for number, what in differences_from_stripe(days=days)]
    breaches.sort(key=lambda breach: int(breach.invariant[1:]))
    metric("ledger.breaches", len(breaches))
    return Audit(timezone.now(), Order.objects.count(), tuple(breaches))


@cache
def rules() -> dict[str, str]:
    """Return the statement of each promise, from `audit.sql`."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in Path(__file__).with_name("audit.sql").read_text(encoding="utf-8").splitlines():
        if heading := is_heading(line):
            lines = found.setdefault(heading[1], [])
        else:
            lines.append(line)
    return {invariant: _filled("\n".join(words)) for invariant, words in found.items()}


def _filled(statement: str) -> str:
    for name, words in SHARED.items():
        statement = statement.replace(name, words)
    return statement.strip().rstrip(";")


def _look(invariant: str, rule: str) -> Iterator[Breach]:
    with connection.cursor() as cursor:
        cursor.execute(f"{rule} LIMIT {MOST}")
        for number, what in cursor.fetchall():
            yield Breach(invariant, number, what)
