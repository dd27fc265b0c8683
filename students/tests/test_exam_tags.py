import datetime as dt

import pytest
from django.utils import translation

from students.templatetags.exams import choose, epoch_ms, milliseconds_from

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(("count", "words"), [(1, "Choose one."), (2, "Choose two."), (4, "Choose four."), (7, "Choose 7.")])
def test_what_to_choose_is_said_in_words(count, words):
    with translation.override("en"):
        assert choose(count) == words


def test_moments_are_counted_as_scripts_count():
    assert epoch_ms(NOON) == 1_772_366_400_000
    assert milliseconds_from(NOON, NOON - dt.timedelta(seconds=1.5)) == 1500
    assert milliseconds_from(NOON, NOON + dt.timedelta(seconds=1)) == 0
