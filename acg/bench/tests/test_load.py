import random
from collections import Counter

from acg.bench.load import _percentiles, _requests


def test_of_ten_requests_seven_read_two_are_pages_and_one_writes():
    make = _requests({"sessions": ["s"], "lessons": ["l"], "courses": 9}, random.Random(1))  # noqa: S311 -- chances of a measurement
    asked = [make() for _request in range(2_000)]
    kinds = Counter(one.kind.partition(":")[0] for one in asked)
    assert [round(kinds[kind] / 200) for kind in ("read", "page", "write")] == [7, 2, 1]
    assert all(one.session for one in asked if one.kind in {"read: library", "page: student", "write"})
    assert not any(one.session for one in asked if one.kind in {"read: catalogue", "read: course", "page: visitor"})


def test_percentiles():
    found = _percentiles([number / 1000 for number in range(101)])
    assert found == {"requests": 101, "p50_ms": 50.0, "p99_ms": 99.0, "most_ms": 100.0}
