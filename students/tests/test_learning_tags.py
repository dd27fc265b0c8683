import pytest

from students.templatetags.learning import as_seconds, clock, thousandth


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (9, "0:09"), (545, "9:05"), (3723, "1:02:03"), (40.9, "0:40")])
def test_clock(seconds, shown):
    assert clock(seconds) == shown


def test_milliseconds():
    assert as_seconds(12_500) == "12.5"
    assert as_seconds(4000) == "4"
    assert as_seconds(43_200_001) == "43200.001"
    assert as_seconds(0) == "0"
    assert as_seconds(100_000) == "100"
    assert thousandth(12_999) == 12
