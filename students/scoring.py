"""How a practice exam is put together and scored. Pure functions: no rows, no clock."""

from collections.abc import Mapping, Sequence

LOWEST, PASS, HIGHEST = 100, 700, 1000


def scaled_score(*, correct: int, total: int, pass_mark_percent: int) -> int:
    """Return a score from 100 to 1000 on which the pass mark is always 700, as the providers report it.

    Linear on both sides of the mark: nothing right is 100, exactly the mark 700, everything right 1000. It rounds down, so that nobody who
    failed reads 700.

    Args:
        correct: questions answered right.
        total: questions asked, at least one.
        pass_mark_percent: the share of right answers that passes, 1 to 100.
    """
    percent = 100 * correct / total
    if percent < pass_mark_percent:
        return int(LOWEST + (PASS - LOWEST) * percent / pass_mark_percent)
    if pass_mark_percent == 100:  # noqa: PLR2004 -- per cent
        return HIGHEST
    return int(PASS + (HIGHEST - PASS) * (percent - pass_mark_percent) / (100 - pass_mark_percent))


def passes(*, correct: int, total: int, pass_mark_percent: int) -> bool:
    """Return whether enough answers are right."""
    return 100 * correct >= pass_mark_percent * total


def seats_by_weight(
    *, wanted: int, weights: Mapping[int | None, int], available: Mapping[int | None, int]
) -> dict[int | None, int]:
    """Return how many questions each domain gives to a form.

    By weight and largest remainder; what a domain cannot fill goes to the others, again by weight. Questions without a domain share what
    no weight claims.

    Args:
        wanted: questions in the form.
        weights: the weight in per cent by domain; a domain without one counts as zero.
        available: questions in the pool by domain, None for those without.

    Returns:
        The number by domain; together `wanted`, or everything there is when that is less.
    """
    seats = dict.fromkeys(available, 0)
    rest = min(wanted, sum(available.values()))
    while rest:
        room = {domain: available[domain] - seats[domain] for domain in available if seats[domain] < available[domain]}
        total = sum(weights.get(domain or 0, 0) for domain in room)
        shares = {domain: rest * (weights.get(domain or 0, 0) / total if total else 1 / len(room)) for domain in room}
        given = {domain: min(int(share), room[domain]) for domain, share in shares.items()}
        left = rest - sum(given.values())
        by_remainder = sorted(room, key=lambda domain: (given[domain] - shares[domain], domain or 0))
        for domain in [domain for domain in by_remainder if given[domain] < room[domain]][:left]:
            given[domain] += 1
        for domain, count in given.items():
            seats[domain] += count
        rest -= sum(given.values())
    return seats


def is_right(*, chosen: Sequence[int], correct: Sequence[int]) -> bool:
    """Return whether exactly the right options were chosen; there is no half a point, as in the real exams."""
    return bool(correct) and set(chosen) == set(correct)
