"""The ledger as a file for bookkeeping: a row each, and totals by currency that agree with Stripe's balance report.

Its columns are those of Stripe's balance summary (https://docs.stripe.com/reports/balance): gross, refunds, disputes, net. Stripe's
fees are not in it: they are taken between Stripe and the school, and no order knows of them.
"""

import csv
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import get_currency_precision
from django.db.models import Q
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from checkout.models import LedgerEntry, LedgerKind
from checkout.models.orders import number_of

CHUNK = 2000
FIELDS = ("recorded_at", "pk", "kind", "stripe_id", "amount_minor", "currency", "order__public_id", "order__offer__title")
Row = tuple[dt.datetime, int, str, str, int, str, uuid.UUID, str]
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
    for moment, _key, kind, stripe_id, amount_minor, currency, public_id, title in _rows(from_on, to_on):
        amounts = [0, 0, 0]
        amounts[COLUMN_OF[kind]] = amount_minor
        for column, amount in enumerate(amounts):
            totals[currency][column] += amount
        at = moment.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
        words = (at, number_of(public_id), title, kind, stripe_id, currency)
        yield write((*map(safe, words), *_money(amounts, currency)))
    for currency, amounts in sorted(totals.items()):
        yield write(("total", "", "", "", "", safe(currency), *_money(amounts, currency)))


def _rows(from_on: dt.date, to_on: dt.date) -> Iterator[Row]:
    """Yield the entries, oldest first, a chunk at a time by key: no cursor stays open while the reader is slow."""
    start = dt.datetime.combine(from_on, dt.time.min, dt.UTC)
    end = dt.datetime.combine(to_on, dt.time.min, dt.UTC) + dt.timedelta(days=1)
    rows = LedgerEntry.objects.filter(recorded_at__lt=end).order_by("recorded_at", "id").values_list(*FIELDS)
    behind, since = Q(), start
    while True:
        chunk = list(rows.filter(behind, recorded_at__gte=since)[:CHUNK])
        yield from chunk
        if len(chunk) < CHUNK:
            return
        since, last_id = chunk[-1][:2]
        behind = Q(recorded_at__gt=since) | Q(recorded_at=since, id__gt=last_id)


def safe(words: str) -> str:
    """Return words as a cell that no spreadsheet runs (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{words}" if words.startswith(DANGEROUS) else words


def _money(amounts: list[int], currency: str) -> list[Decimal]:
    digits = get_currency_precision(currency)
    return [Decimal(amount).scaleb(-digits) for amount in (*amounts, sum(amounts))]
