"""Time, taken in turns: A B C C B A, a few requests each, so that what the machine does besides falls on all alike."""

import statistics
import time
from collections.abc import Callable

Turn = Callable[[int], list[float]]


def take(call: Callable[[], object], times: int) -> list[float]:
    """Return how long a call takes, in seconds, so many times."""
    found = []
    for _number in range(times):
        before = time.perf_counter()
        call()
        found.append(time.perf_counter() - before)
    return found


def medians(turns: dict[str, Turn], *, rounds: int, each: int) -> dict[str, float]:
    """Return each one's median in milliseconds.

    Args:
        turns: by name, what makes some calls and returns how long each took, in seconds.
        rounds: how often all of them have two turns.
        each: how many calls are a turn.
    """
    for turn in turns.values():
        turn(2)
    found: dict[str, list[float]] = {name: [] for name in turns}
    for _round in range(rounds):
        for name in (*turns, *reversed(turns)):
            found[name] += turns[name](each)
    return {name: round(1000 * statistics.median(seconds), 3) for name, seconds in found.items()}
