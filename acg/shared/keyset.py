"""Paging by key: a page begins behind the last row seen.

So it costs the same however far in, and rows that come or go meanwhile move nobody. The cursor carries the order's name and the
row's key; it is opaque to clients, not secret.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError

LONGEST_CURSOR = 500
MOST_ROWS = 100

Row = TypeVar("Row")
ModelRow = TypeVar("ModelRow", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of rows that a cursor can stand in.

    Args:
        name: goes into the cursor, so that one of another order is refused.
        keys: names of columns or annotations; together unique, none of them null.
        types: the Python type of each key: int, str, Decimal, datetime or UUID.
        descending: whether all of them fall (else all of them rise: one index serves, and one row comparison).
    """

    name: str
    keys: tuple[str, ...]
    types: tuple[type, ...]
    descending: bool = True

    @property
    def order_by(self) -> tuple[str, ...]:
        """The keys as `order_by` takes them."""
        return tuple(f"-{key}" if self.descending else key for key in self.keys)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, the cursor of each, and whether more follow."""

    rows: list[Row]
    cursors: list[str]
    has_next: bool

    @property
    def next_cursor(self) -> str:
        """Where the next page begins; empty on the last."""
        return self.cursors[-1] if self.has_next else ""


def _bad_cursor() -> DomainError:
    return DomainError("bad_cursor", _("This page of the list is not there. Start again from its beginning."), field="after")


def _datetime(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise ValueError(text)
    return found


PARSERS: dict[type, Callable[[str], Any]] = {int: int, str: str, Decimal: Decimal, datetime: _datetime, UUID: UUID}


def encode_cursor(order: Order, values: Sequence[Any]) -> str:
    """Return the cursor of the row with these key values, in the order's sequence."""
    texts = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    packed = json.dumps([order.name, *texts], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decode_cursor(order: Order, cursor: str) -> tuple[Any, ...]:
    """Return the key values inside a cursor.

    Raises:
        DomainError: `bad_cursor` when it is not one of this order's.
    """
    if len(cursor) > LONGEST_CURSOR:
        raise _bad_cursor()
    try:
        name, *texts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
        if name != order.name or len(texts) != len(order.keys):
            raise _bad_cursor()
        values = tuple(PARSERS[kind](text) for kind, text in zip(order.types, texts, strict=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, ArithmeticError):
        raise _bad_cursor() from None
    for value in values:
        _refuse_what_no_column_holds(value)
    return values


def _refuse_what_no_column_holds(value: object) -> None:
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise _bad_cursor()
    if isinstance(value, Decimal) and not value.is_finite():
        raise _bad_cursor()
    if isinstance(value, str) and "\0" in value:
        raise _bad_cursor()


def after_cursor(queryset: QuerySet[ModelRow, Row], *, order: Order, after: str = "") -> QuerySet[ModelRow, Row]:
    """Return the queryset in the order, beginning behind the cursor when there is one.

    Raises:
        DomainError: `bad_cursor`.
    """
    ordered = queryset.order_by(*order.order_by)
    if not after:
        return ordered
    beyond = TupleLessThan if order.descending else TupleGreaterThan
    return ordered.filter(beyond(Tuple(*order.keys), decode_cursor(order, after)))


def keyset_page(queryset: QuerySet[ModelRow, dict[str, Any]], *, order: Order, first: int, after: str = "") -> Page[dict[str, Any]]:
    """Return a page of dict rows, in one statement: one row more than asked for tells whether another page follows.

    Args:
        queryset: of `.values(...)` that include the order's keys.
        order: of the rows.
        first: how many rows, 1 to 100.
        after: the cursor of the row before; empty for the first page.

    Raises:
        DomainError: `bad_cursor`, or `page_size_out_of_range`.
    """
    if not 1 <= first <= MOST_ROWS:
        raise DomainError("page_size_out_of_range", _("Ask for 1 to 100 rows."), field="first")
    rows = list(after_cursor(queryset, order=order, after=after)[: first + 1])
    shown = rows[:first]
    cursors = [encode_cursor(order, [row[key] for key in order.keys]) for row in shown]
    return Page(shown, cursors, has_next=len(rows) > first)
