import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.scoring import is_right, passes, scaled_score, seats_by_weight


@pytest.mark.parametrize(
    ("correct", "total", "mark", "score"),
    [
        (0, 65, 70, 100),
        (65, 65, 70, 1000),
        (7, 10, 70, 700),
        (69, 100, 70, 691),
        (85, 100, 70, 850),
        (3, 3, 100, 1000),
        (2, 3, 100, 500),
    ],
)
def test_the_pass_mark_is_always_700(correct, total, mark, score):
    assert scaled_score(correct=correct, total=total, pass_mark_percent=mark) == score


@given(st.integers(1, 200), st.integers(1, 100), st.data())
def test_a_score_passes_exactly_when_the_mark_is_reached_and_never_falls_with_a_right_answer(total, mark, data):
    correct = data.draw(st.integers(0, total))
    score = scaled_score(correct=correct, total=total, pass_mark_percent=mark)
    assert 100 <= score <= 1000
    assert (score >= 700) == passes(correct=correct, total=total, pass_mark_percent=mark)
    if correct < total:
        assert scaled_score(correct=correct + 1, total=total, pass_mark_percent=mark) >= score


@given(
    st.integers(0, 80),
    st.dictionaries(st.none() | st.integers(1, 5), st.integers(1, 30), min_size=1),
    st.dictionaries(st.integers(1, 5), st.integers(0, 100)),
)
def test_seats_are_as_many_as_wanted_or_as_there_are_and_never_more_than_a_domain_has(wanted, available, weights):
    seats = seats_by_weight(wanted=wanted, weights=weights, available=available)
    assert sum(seats.values()) == min(wanted, sum(available.values()))
    assert all(0 <= seats[domain] <= available[domain] for domain in available)


def test_seats_follow_the_weights_by_largest_remainder():
    weights = {1: 24, 2: 30, 3: 34, 4: 12}
    assert seats_by_weight(wanted=65, weights=weights, available=dict.fromkeys(weights, 100)) == {1: 16, 2: 19, 3: 22, 4: 8}
    assert seats_by_weight(wanted=10, weights=weights, available={1: 1, 2: 100, 3: 100, 4: 100})[1] == 1
    assert seats_by_weight(wanted=4, weights={}, available={None: 9}) == {None: 4}


def test_an_answer_is_right_only_as_a_whole():
    assert is_right(chosen=[2, 1], correct=[1, 2])
    assert not is_right(chosen=[1], correct=[1, 2])
    assert not is_right(chosen=[1, 2, 3], correct=[1, 2])
    assert not is_right(chosen=[], correct=[])
