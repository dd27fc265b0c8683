import pytest

from courses.templatetags.durations import clock, hours


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, ""),
        (20, "1 min"),
        (2700, "45 min"),
        (3600, "1 h"),
        (5400, "1.5 h"),
        (43200, "12 h"),
        (12.5 * 3600, "12 h"),
        (9.5 * 3600, "9.5 h"),
    ],
)
def test_hours(seconds, text):
    assert hours(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, ""), (5, "0:05"), (372, "6:12"), (3730, "1:02:10")])
def test_clock(seconds, text):
    assert clock(seconds) == text
