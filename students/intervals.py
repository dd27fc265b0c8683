"""Unions of intervals of seconds: what of a film has been watched.

A union is a sorted list of disjoint pairs [from, until] of whole seconds with from < until. Adding never removes anything.
"""

from collections.abc import Iterable

Interval = list[int]


def union(*parts: Iterable[Interval]) -> list[Interval]:
    """Return everything that any of the parts covers, as one union; pairs that touch become one."""
    merged: list[Interval] = []
    for start, end in sorted((start, end) for part in parts for start, end in part if start < end):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def seconds(intervals: Iterable[Interval]) -> int:
    """Return how many seconds a union covers."""
    return sum(end - start for start, end in intervals)


def missing(claimed: Iterable[Interval], known: Iterable[Interval]) -> list[Interval]:
    """Return what is claimed and not yet known, as a union."""
    rest = union(claimed)
    for known_start, known_end in known:
        rest = [
            piece
            for start, end in rest
            for piece in ([start, min(end, known_start)], [max(start, known_end), end])
            if piece[0] < piece[1]
        ]
    return rest


def within(intervals: Iterable[Interval], end: int) -> list[Interval]:
    """Return what of the intervals lies before a second."""
    return [[start, min(until, end)] for start, until in intervals if start < min(until, end)]


def first_seconds(intervals: Iterable[Interval], limit: int) -> list[Interval]:
    """Return the beginning of a union, `limit` seconds of it at most."""
    kept: list[Interval] = []
    for start, end in intervals:
        if limit <= 0:
            break
        kept.append([start, min(end, start + limit)])
        limit -= end - start
    return kept
