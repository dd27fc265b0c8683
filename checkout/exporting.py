"""The ledger as a file for bookkeeping: a row each, and totals by currency that agree with Stripe's balance report.

Its columns are those of Stripe's balance summary (https://docs.stripe.com/reports/balance): gross, refunds, disputes, net. Stripe's
fees are not in it: they are taken between Stripe and the school, and no order knows of them.
"""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.money import Money
from checkout.models import LedgerEntry, LedgerKind

CHUNK = 2000
COLUMNS = ("recorded_at", "order", "offer", "kind", "stripe_id", "currency", "gross", "refunds", "disputes", "net")
GROSS, REFUNDS, DISPUTES = range(3)
COLUMN_OF: dict[str, int] = {
    LedgerKind.PAYMENT: GROSS,
    LedgerKind.REFUND: REFUNDS,
    LedgerKind.REFUND_FAILED: REFUNDS,
    LedgerKind.DISPUTE: DISPUTES,
    LedgerKind.DISPUTE_WON: DISPUTES,
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """What the csv module writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def ledger_csv(*, from_on: dt.date, to_on: dt.date) -> Iterator[str]:
    """Return the ledger of some days as CSV, line by line: a heading, a row for each entry, a total for each currency.

    No cell that holds words begins with a character that a spreadsheet takes for a formula. Rows are read a few thousand at a time,
    so that a file of a million rows needs no more memory than a short one.

    Args:
        from_on: the first day, in UTC.
        to_on: the last day, in UTC, included.

    Raises:
        DomainError: `dates_reversed`.
    """
    if to_on < from_on:
        raise DomainError("dates_reversed", _("The last day is before the first."), field="to_on")
    return _lines(from_on, to_on)


def _lines(from_on: dt.date, to_on: dt.date) -> Iterator[str]:
    write = csv.writer(_Echo()).writerow
    yield write(COLUMNS)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry in _entries(from_on, to_on):
        amounts = [0, 0, 0]
        amounts[COLUMN_OF[entry.kind]] = entry.amount_minor
        for column, amount in enumerate(amounts):
            totals[entry.currency][column] += amount
        at = entry.recorded_at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
        words = (at, entry.order.number, entry.order.offer.title, entry.kind, entry.stripe_id, entry.currency)
        yield write((*map(safe, words), *_money(amounts, entry.currency)))
    for currency, amounts in sorted(totals.items()):
        yield write(("total", "", "", "", "", safe(currency), *_money(amounts, currency)))


def _entries(from_on: dt.date, to_on: dt.date) -> Iterator[LedgerEntry]:
    """Yield the entries, oldest first, a chunk at a time by key: no cursor stays open while the reader is slow."""
    start = dt.datetime.combine(from_on, dt.time.min, dt.UTC)
    end = dt.datetime.combine(to_on, dt.time.min, dt.UTC) + dt.timedelta(days=1)
    rows = LedgerEntry.objects.filter(recorded_at__lt=end).select_related("order__offer").order_by("recorded_at", "id")
    last: LedgerEntry | None = None
    while True:
        since = last.recorded_at if last else start
        behind = Q(recorded_at__gt=since) | Q(recorded_at=since, id__gt=last.pk) if last else Q()
        chunk = list(rows.filter(behind, recorded_at__gte=since)[:CHUNK])
        yield from chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1]


def safe(words: str) -> str:
    """Return words as a cell that no spreadsheet runs (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{words}" if words.startswith(DANGEROUS) else words


def _money(amounts: list[int], currency: str) -> list[Decimal]:
    return [Money(amount, currency).decimal() for amount in (*amounts, sum(amounts))]
