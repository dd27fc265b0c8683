"""Paging by key: a page begins behind the last row seen.

So it costs the same however far in, and rows that come or go meanwhile move nobody. The cursor is the row's key, sealed for its order: a
primary key may break ties in it and still stays inside, and whatever we did not seal is refused before it is looked at.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import BigIntegerField, DateTimeField, DecimalField, Field, Model, QuerySet, TextField, UUIDField
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.prepared import Below, Build, Read, Slot
from acg.shared.values import frozen

LONGEST_CURSOR = 500
MOST_ROWS = 100
SEAL = 16
BLOCK = 64

Keys = tuple[Any, ...]
Row = TypeVar("Row")
ModelRow = TypeVar("ModelRow", bound=Model)


@frozen
class Order:
    """An order of rows that a cursor can stand in.

    Args:
        name: a cursor is sealed for it, so that one of another order is refused.
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


@frozen
class Part:
    """Which rows of a list are asked for.

    Args:
        size: how many at most, 1 to 100.
        after: the cursor of the row before; empty for the list's beginning.
        before: the cursor of the row behind; empty for the list's end.
        is_last: whether the last of what lies between is meant, not the first.
    """

    size: int
    after: str = ""
    before: str = ""
    is_last: bool = False


@frozen
class Page(Generic[Row]):
    """Some rows in their order, and whether more follow or come before; at the end that a cursor names it is taken for granted."""

    rows: list[Row]
    order: Order
    has_next: bool
    has_previous: bool = False

    def cursor(self, index: int) -> str:
        """Return the cursor of one of the rows."""
        row: Any = self.rows[index]
        return encode_cursor(self.order, [row[key] for key in self.order.keys])

    @property
    def cursors(self) -> list[str]:
        """The cursor of each row."""
        return [self.cursor(index) for index in range(len(self.rows))]

    @property
    def next_cursor(self) -> str:
        """Where the next page begins; empty on the last."""
        return self.cursor(-1) if self.has_next else ""


def _bad_cursor(field: str) -> DomainError:
    return DomainError("bad_cursor", _("This page of the list is not there. Start again from its beginning."), field=field)


def _datetime(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise ValueError(text)
    return found


FIELDS: dict[type, "Field[Any, Any]"] = {
    int: BigIntegerField(),
    str: TextField(),
    Decimal: DecimalField(),
    datetime: DateTimeField(),
    UUID: UUIDField(),
}
PARSERS: dict[type, Callable[[str], Any]] = {int: int, str: str, Decimal: Decimal, datetime: _datetime, UUID: UUID}


def encode_cursor(order: Order, values: Sequence[Any]) -> str:
    """Return the cursor of the row with these key values, in the order's sequence."""
    texts = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    packed = json.dumps(texts, separators=(",", ":"), ensure_ascii=False).encode()
    seal = _seal(order, packed)
    return base64.urlsafe_b64encode(seal + _masked(seal, packed)).decode().rstrip("=")


def decode_cursor(order: Order, cursor: str, *, field: str = "after") -> Keys:
    """Return the key values inside a cursor.

    Raises:
        DomainError: `bad_cursor` when it is not one that we gave out for this order.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor[:LONGEST_CURSOR] + "=" * (-len(cursor) % 4))
        seal, packed = raw[:SEAL], _masked(raw[:SEAL], raw[SEAL:])
        if not hmac.compare_digest(seal, _seal(order, packed)):
            raise _bad_cursor(field)
        texts = json.loads(packed)
        return tuple(PARSERS[kind](text) for kind, text in zip(order.types, texts, strict=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, ArithmeticError):  # garbage, or of a version with other keys
        raise _bad_cursor(field) from None


def _seal(order: Order, packed: bytes) -> bytes:
    """Return what proves that we packed this for that order."""
    return _keyed(order.name.encode() + b"\0" + packed, SEAL)


def _masked(seal: bytes, text: bytes) -> bytes:
    """Return the text hidden, or the hidden text plain: combined with a stream that follows from its seal."""
    stream = b"".join(_keyed(seal + bytes([block]), BLOCK) for block in range(len(text) // BLOCK + 1))
    size = len(text)
    return (int.from_bytes(text) ^ int.from_bytes(stream[:size])).to_bytes(size)


def _keyed(data: bytes, size: int) -> bytes:
    return hashlib.blake2b(data, key=_key(settings.SECRET_KEY), digest_size=size, person=b"keyset cursor").digest()


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def keyset_page(queryset: QuerySet[ModelRow, dict[str, Any]], *, order: Order, part: Part) -> Page[dict[str, Any]]:
    """Return a page of dict rows, in one statement: one row more than asked for tells whether another page follows.

    Args:
        queryset: of `.values(...)` that include the order's keys.
        order: of the rows.
        part: which of them.

    Raises:
        DomainError: `bad_cursor`, or `page_size_out_of_range`.
    """
    _check_size(part)
    after, before = _ends(order, part)
    return _page(list(_between(queryset, order, after, before, is_last=part.is_last)[: part.size + 1]), order, part)


def prepared_page(
    read: Read, columns: tuple[str, ...], *, order: Order, part: Part, below: tuple[Below, ...] = ()
) -> Page[dict[str, Any]]:
    """Return the same page of a prepared read: its statement is compiled once for all cursors.

    Args:
        read: of the rows.
        columns: as `.values()` takes them, with the order's keys.
        order: as above.
        part: as above.
        below: lists below the rows.

    Raises:
        DomainError: `bad_cursor`, or `page_size_out_of_range`.
    """
    _check_size(part)
    after, before = _ends(order, part)
    keys = {**_bound(order, "after", after), **_bound(order, "before", before)}
    ordered = Read(_in_order, (read.build, read.shape, order, (bool(after), bool(before), part.is_last)), {**read.values, **keys})
    return _page(ordered.rows(columns, limit=part.size + 1, below=below), order, part)


def _ends(order: Order, part: Part) -> tuple[Keys, Keys]:
    """Return the keys between which the page lies; none where there is no cursor."""
    after = decode_cursor(order, part.after, field="after") if part.after else ()
    return after, decode_cursor(order, part.before, field="before") if part.before else ()


def _between(
    queryset: QuerySet[ModelRow, Row], order: Order, after: Keys, before: Keys, *, is_last: bool
) -> QuerySet[ModelRow, Row]:
    """Return the rows between two places; from the end of the list on when the last of them are asked for."""
    falling, rising = TupleLessThan, TupleGreaterThan
    if after:
        queryset = queryset.filter((falling if order.descending else rising)(Tuple(*order.keys), after))
    if before:
        queryset = queryset.filter((rising if order.descending else falling)(Tuple(*order.keys), before))
    return queryset.order_by(*(replace(order, descending=not order.descending) if is_last else order).order_by)


def _page(rows: list[dict[str, Any]], order: Order, part: Part) -> Page[dict[str, Any]]:
    """Return the page of what was read: its rows, and one more where the list goes on."""
    has_more, shown = len(rows) > part.size, rows[: part.size]
    if part.is_last:
        return Page(shown[::-1], order, has_next=bool(part.before), has_previous=has_more)
    return Page(shown, order, has_next=has_more, has_previous=bool(part.after))


def _in_order(build: Build, shape: tuple[Any, ...], order: Order, ends: tuple[bool, bool, bool]) -> QuerySet[Any, Any]:
    is_after, is_before, is_last = ends
    after, before = (
        tuple(Slot(name, FIELDS[kind]) for name, kind in zip(_slots(order, end), order.types, strict=True)) if is_there else ()
        for end, is_there in (("after", is_after), ("before", is_before))
    )
    return _between(build(*shape), order, after, before, is_last=is_last)


def _slots(order: Order, end: str) -> list[str]:
    return [f"{end}_{key}" for key in order.keys]


def _bound(order: Order, end: str, keys: Keys) -> dict[str, Any]:
    return dict(zip(_slots(order, end), keys, strict=True)) if keys else {}


def _check_size(part: Part) -> None:
    if not 1 <= part.size <= MOST_ROWS:
        field = "last" if part.is_last else "first"
        raise DomainError("page_size_out_of_range", _("Ask for 1 to 100 rows."), field=field)
