import base64
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from acg.shared.errors import DomainError
from acg.shared.keyset import Order, decode_cursor, encode_cursor, keyset_page

NEWEST = Order("newest", ("published_at", "id"), (datetime, int))
BEST = Order("best", ("rating_average", "id"), (Decimal, int))
BY_NAME = Order("name", ("name", "id"), (str, int), descending=False)


def packed(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("order", "values"),
    [
        (NEWEST, (datetime(2026, 11, 23, 4, 11, 7, 123456, tzinfo=UTC), 7)),
        (BEST, (Decimal("4.80"), 2**63 - 1)),
        (BY_NAME, ("Ñandú, 100 %", -1)),
    ],
)
def test_a_cursor_gives_back_what_went_in(order, values):
    assert decode_cursor(order, encode_cursor(order, values)) == values


@pytest.mark.parametrize(
    "cursor",
    [
        "garbage",
        "%%%",
        "é",
        "A",
        packed(),
        packed("newest"),
        packed("newest", "2026-11-23T04:11:07+00:00"),
        packed("best", "4.80", "7"),
        packed("newest", "2026-11-23T04:11:07", "7"),
        packed("newest", "2026-99-23T04:11:07+00:00", "7"),
        packed("newest", "yesterday", "7"),
        packed("newest", "2026-11-23T04:11:07+00:00", "seven"),
        packed("newest", "2026-11-23T04:11:07+00:00", str(2**63)),
        packed("newest", None, None),
        base64.urlsafe_b64encode(b"7").decode(),
        base64.urlsafe_b64encode(b'{"a": 1}').decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        "x" * 501,
    ],
)
def test_anything_else_is_refused_by_its_code(cursor):
    with pytest.raises(DomainError) as refused:
        decode_cursor(NEWEST, cursor)
    assert (refused.value.code, refused.value.field) == ("bad_cursor", "after")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "4,8"])
def test_numbers_that_no_column_holds_are_refused(number):
    with pytest.raises(DomainError, match="not there"):
        decode_cursor(BEST, packed("best", number, "1"))


def test_texts_that_no_column_holds_are_refused():
    with pytest.raises(DomainError):
        decode_cursor(BY_NAME, packed("name", "a\0b", "1"))


@pytest.mark.parametrize("first", [0, -1, 101])
def test_a_page_is_always_bounded(first):
    with pytest.raises(DomainError) as refused:
        keyset_page(None, order=NEWEST, first=first)
    assert refused.value.code == "page_size_out_of_range"
