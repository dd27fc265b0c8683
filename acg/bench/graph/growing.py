"""The catalogue in a school of two sizes: what a page, a filter or a search costs must not depend on how much else there is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection

from acg.bench.graph.asking import School, body_of
from acg.bench.graph.comparing import Figures, figures
from acg.bench.graph.filling import Sizes, grow
from acg.bench.graph.operations import CATALOGUE
from acg.bench.graph.timing import Turn, medians, take
from acg.shared.keyset import encode_cursor
from courses.models import Course
from courses.selectors.catalogue import ORDERS

GROWN = "grown"
HEAD, ARGUMENTS = "$first: Int! = 20", "first: $first"
QUERY = CATALOGUE.replace(HEAD, f"{HEAD}, $after: String, $search: String, $filter: CourseFilter, $order: CourseOrder").replace(
    ARGUMENTS, f"{ARGUMENTS}, after: $after, search: $search, filter: $filter, order: $order", 1
)
CASES: dict[str, dict[str, Any]] = {
    "popular": {"order": "POPULAR"},
    "newest": {"order": "NEWEST"},
    "best": {"order": "BEST"},
    "provider": {"filter": {"provider": ["AWS"]}},
    "level": {"filter": {"level": ["ASSOCIATE"]}},
    "free": {"filter": {"free": True}},
    "tag": {"filter": {"tag": ["tag-7"]}},
    "certification": {"filter": {"certification": ["certification-3"]}},
    "provider, level and tag": {"filter": {"provider": ["AWS"], "level": ["ASSOCIATE"], "tag": ["tag-7"]}},
    "search": {"search": "kubernetes or container"},
    "search by newest": {"search": "network", "order": "NEWEST"},
    "search for an exam": {"search": "ben-c03"},
    "search for what is not there": {"search": "unobtainable"},
}
DEEP = ("popular", "newest", "best")
FIELDS = {"popular": "learner_count", "newest": "published_at", "best": "rating_average"}


def measure(school: School, *, sizes: Sizes, courses: int, rounds: int, each: int) -> Figures:
    """Let a copy of the database grow, and return the figures of the catalogue in both; `ratio_h` is the ratio to the small one.

    Args:
        school: asked.
        sizes: of the database as it is.
        courses: as many as there will be.
        rounds: of measuring.
        each: requests in a turn.
    """
    small = str(connection.settings_dict["NAME"])
    _use("template1")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE {GROWN} TEMPLATE "{small}"')
    _use(GROWN)
    grow(sizes, courses=courses)
    found: Figures = {}
    for name, variables in _cases(small).items():
        turns: dict[str, Turn] = {
            str(size): partial(_turn, school, base, variables[base]) for size, base in ((sizes.courses, small), (courses, GROWN))
        }
        found[f"{name}, grown"] = figures(medians(turns, rounds=rounds, each=each), {}, base=str(sizes.courses))
    _use(small)
    return found


def _cases(small: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the variables of each case, by the database."""
    found = {name: {small: variables, GROWN: variables} for name, variables in CASES.items()}
    for order in DEEP:
        deep = {}
        for base in (small, GROWN):
            _use(base)
            key = FIELDS[order]
            at = Course.objects.published().count() * 9 // 10
            row = Course.objects.published().order_by(f"-{key}", "-id").values_list(key, "id")[at]
            deep[base] = {"order": order.upper(), "after": encode_cursor(ORDERS[order], row)}
        found[f"{order}, nine tenths in"] = deep
    return found


def _turn(school: School, base: str, variables: dict[str, Any], times: int) -> list[float]:
    _use(base)
    call: Callable[[], object] = partial(school.post, "/graphql", body_of(QUERY, variables))
    take(call, 2)  # the connection is new
    return take(call, times)


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
