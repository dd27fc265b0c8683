import base64
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from acg.shared.errors import DomainError
from acg.shared.keyset import Order, Part, decode_cursor, encode_cursor, keyset_page

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
        (BY_NAME, ("x" * 200, 1)),
    ],
)
def test_a_cursor_gives_back_what_went_in(order, values):
    assert decode_cursor(order, encode_cursor(order, values)) == values


def test_nothing_of_the_row_can_be_read_from_a_cursor():
    cursors = [encode_cursor(BY_NAME, (f"Ann {number}", number)) for number in range(20)]
    opened = [base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)) for cursor in cursors]
    assert not any(b"Ann" in text or b"name" in text for text in opened)
    assert len({text[:20] for text in opened}) == len({text[-8:] for text in opened}) == 20


def refusal(order, cursor):
    with pytest.raises(DomainError) as refused:
        decode_cursor(order, cursor)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize(
    "cursor",
    [
        "garbage",
        "%%%",
        "é",
        "A",
        packed(),
        packed("2026-11-23T04:11:07+00:00", "7"),
        base64.urlsafe_b64encode(b"7").decode(),
        base64.urlsafe_b64encode(b'{"a": 1}').decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"\0" * 40).decode(),
        "x" * 501,
        "A" * 100_000,
    ],
)
def test_anything_else_is_refused_by_its_code(cursor):
    assert refusal(NEWEST, cursor) == ("bad_cursor", "after")


def test_a_cursor_is_good_for_its_order_and_for_this_school_only(settings):
    cursor = encode_cursor(BEST, (Decimal("4.80"), 7))
    assert refusal(NEWEST, cursor) == ("bad_cursor", "after")
    other = "B" if cursor[-6] == "A" else "A"
    assert refusal(BEST, cursor[:-6] + other + cursor[-5:]) == ("bad_cursor", "after")
    assert refusal(BEST, cursor[:-4]) == ("bad_cursor", "after")
    settings.SECRET_KEY = "another school's"
    assert refusal(BEST, cursor) == ("bad_cursor", "after")


@pytest.mark.parametrize("order", [Order("best", ("a",), (Decimal,)), Order("best", ("a", "b"), (datetime, int))])
def test_a_cursor_of_a_version_with_other_keys_is_refused(order):
    assert refusal(order, encode_cursor(BEST, (Decimal("4.80"), 7))) == ("bad_cursor", "after")


@pytest.mark.parametrize("is_last", [True, False])
@pytest.mark.parametrize("size", [0, -1, 101])
def test_a_page_is_always_bounded(size, is_last):
    with pytest.raises(DomainError) as refused:
        keyset_page(None, order=NEWEST, part=Part(size=size, is_last=is_last))
    assert (refused.value.code, refused.value.field) == ("page_size_out_of_range", "last" if is_last else "first")
