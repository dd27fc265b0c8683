"""The three reads in every way there is, the answers compared, the statements counted."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import orjson
from django.conf import settings

from acg.bench.counting import counted
from acg.bench.graph import limit
from acg.bench.graph.asking import School, body_of
from acg.bench.graph.operations import CATALOGUE, OPERATIONS, SLUG, Operation
from acg.bench.graph.timing import Turn, medians, take
from acg.graphql.trusted import names

Figures = dict[str, dict[str, dict[str, float]]]
RIVALS = ("naive", "idiomatic")
LIMITS: dict[str, Callable[[int], bytes]] = {
    "catalogue": limit.catalogue,
    "course page": limit.course_page,
    "library": limit.library,
}


class Rival:
    """A way to answer that lives in another process.

    Args:
        name: of the way.
        ask: sends it a question ("take", "answer" or "statements", the operation's number, how often) and returns what it says.
    """

    def __init__(self, name: str, ask: Callable[[str, int, int], Any]) -> None:
        self.name, self.ask = name, ask


def compare(school: School, *, user: int, rivals: list[Rival], rounds: int, each: int) -> Figures:
    """Return the figures of the three reads.

    Args:
        school: asked.
        user: primary key of the student whose session the school's requests carry.
        rivals: in other processes.
        rounds: of measuring.
        each: requests in a turn.

    Raises:
        RuntimeError: an answer differs from the hand-written view's.
    """
    found: Figures = {}
    for number, operation in enumerate(OPERATIONS):
        calls = calls_of(school, operation, user=user)
        statements = _checked(calls, operation)
        turns: dict[str, Turn] = {name: partial(take, call) for name, call in calls.items()}
        for rival in rivals:
            if data_of(rival.ask("answer", number, 1)) != data_of(calls["h"]()):
                raise RuntimeError(f"{operation.name}: {rival.name} answers something else.")
            statements[rival.name] = rival.ask("statements", number, 1)
            turns[rival.name] = partial(rival.ask, "take", number)
        found[operation.name] = figures(medians(turns, rounds=rounds, each=each), statements)
    return found


def calls_of(school: School, operation: Operation, *, user: int) -> dict[str, Callable[[], bytes]]:
    """Return the ways to answer in this process."""
    body, is_own = body_of(operation.query, operation.variables), operation.is_own
    return {
        "L": partial(LIMITS[operation.name], user),
        "h": partial(school.get, f"/bench/h/{operation.name}", is_own=is_own),
        **{name: partial(school.post, f"/bench/{name}", body, is_own=is_own) for name in RIVALS},
        "ours": partial(school.post, "/graphql", body, is_own=is_own),
        "ours, plans off": partial(_without_plans, partial(school.post, "/graphql", body, is_own=is_own)),
    }


def _without_plans(call: Callable[[], bytes]) -> bytes:
    settings.GRAPH_COMPILED_PLAN = False
    try:
        return call()
    finally:
        settings.GRAPH_COMPILED_PLAN = True


def _checked(calls: dict[str, Callable[[], bytes]], operation: Operation) -> dict[str, int]:
    """Return how many statements each way takes, warm, and see that they answer alike."""
    counts: dict[str, int] = {}
    expected = data_of(calls["h"]())
    for name, call in calls.items():
        call()
        with counted(counts, name):
            answer = call()
        if data_of(answer) != expected:
            raise RuntimeError(f"{operation.name}: {name} answers something else: {answer[:2_000]!r}")
    return counts


def data_of(answer: bytes) -> Any:
    """Return the data of an answer."""
    return orjson.loads(answer)["data"]


def figures(medians_: dict[str, float], statements: dict[str, int], *, base: str = "h") -> dict[str, dict[str, float]]:
    """Return each way's time, its ratio to the base's, and its statements."""
    return {
        name: {"ms": ms, "ratio_h": round(ms / medians_[base], 3), "statements": statements.get(name, 0)}
        for name, ms in medians_.items()
    }


def besides(school: School, *, rounds: int, each: int) -> Figures:
    """Return the figures of a text never seen, of what everyone may keep, of pages, and of asking who asks."""
    numbers = count()
    address = f"documentId={names()['Catalogue']}"
    hand = partial(school.get, "/bench/h/catalogue")

    def unseen() -> bytes:
        return school.post("/graphql", body_of(f"{CATALOGUE}# {next(numbers)}", {}))

    ways: dict[str, dict[str, Callable[[], bytes]]] = {
        "unseen text": {"h": hand, "ours": unseen},
        "cached": {"h": hand, "ours": partial(school.get, "/graphql", query=address)},
        "catalogue, as a page": {
            "h": hand,
            "ours": partial(school.get, "/courses/"),
            "signed in": partial(school.get, "/courses/", is_own=True),
        },
        "course, as a page": {
            "h": partial(school.get, "/bench/h/course page"),
            "ours": partial(school.get, f"/courses/{SLUG}/"),
            "signed in": partial(school.get, f"/courses/{SLUG}/", is_own=True),
        },
        "viewer identity": {
            "h": partial(school.get, "/bench/nobody", is_own=True),
            "ours": partial(school.get, "/bench/somebody", is_own=True),
        },
    }
    found: Figures = {}
    for name, calls in ways.items():
        counts: dict[str, int] = {}
        for way, call in calls.items():
            call()
            with counted(counts, way):
                call()
        found[name] = figures(medians({way: partial(take, call) for way, call in calls.items()}, rounds=rounds, each=each), counts)
    return found
