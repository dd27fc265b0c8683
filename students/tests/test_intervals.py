import itertools

from hypothesis import given
from hypothesis import strategies as st

from students.intervals import first_seconds, missing, seconds, union

pairs = st.lists(st.lists(st.integers(0, 120), min_size=2, max_size=2).map(sorted), max_size=8)


def covered(intervals):
    return {second for start, end in intervals for second in range(start, end)}


@given(pairs, pairs)
def test_a_union_covers_exactly_what_its_parts_cover(one, other):
    whole = union(one, other)
    assert covered(whole) == covered(one) | covered(other)
    assert seconds(whole) == len(covered(whole))
    assert all(before[1] < after[0] for before, after in itertools.pairwise(whole)), "sorted, disjoint, joined"


@given(pairs)
def test_a_union_of_a_union_is_itself(one):
    assert union(union(one), union(one)) == union(one)


@given(pairs, pairs)
def test_what_is_missing_is_claimed_and_unknown(claimed, known):
    assert covered(missing(claimed, union(known))) == covered(claimed) - covered(known)


@given(pairs, st.integers(-3, 200))
def test_the_first_seconds_are_a_beginning_of_that_length(one, limit):
    whole = union(one)
    kept = first_seconds(whole, limit)
    assert seconds(kept) == max(min(limit, seconds(whole)), 0)
    assert sorted(covered(kept)) == sorted(covered(whole))[: max(limit, 0)]


def test_examples():
    assert union([[10, 20], [0, 5]], [[5, 8], [19, 25], [30, 30]]) == [[0, 8], [10, 25]]
    assert missing([[0, 10]], [[2, 4], [6, 8]]) == [[0, 2], [4, 6], [8, 10]]
    assert first_seconds([[0, 5], [10, 20]], 8) == [[0, 5], [10, 13]]
