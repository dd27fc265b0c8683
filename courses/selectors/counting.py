"""How many courses there are, in all and of each kind."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from acg.shared.values import frozen
from courses.models import Course, Kind, Level, Provider, Tag
from courses.selectors.filters import DURATIONS, Filters
from courses.selectors.search import courses_matching

COUNTED = 1000  # courses that are counted exactly; beyond it "1,000+" is true and stays cheap

# The kinds whose values are known beforehand, in the order to show them.
LABELS: dict[str, Iterable[tuple[Any, Any]]] = {
    "provider": Provider.choices,
    "level": Level.choices,
    "duration": [("under-5", _("Under 5 hours")), ("5-to-20", _("5 to 20 hours")), ("over-20", _("Over 20 hours"))],
    "price": [("free", _("Free")), ("paid", _("Paid"))],
    "kind": Kind.choices,
}


@frozen
class FacetValue:
    """A value that the catalogue can be narrowed by; `count` is None when there are too many courses to count."""

    value: str
    label: str
    count: int | None


@frozen
class Facets:
    """How many courses there are.

    Args:
        total: that the filters leave, at most 1,000.
        has_more: whether there are more than `total`.
        values: by kind, the values that occur, and those that are chosen.
    """

    total: int
    has_more: bool
    values: dict[str, list[FacetValue]]


Cell = dict[str, Any]


def facets(*, search: str = "", filters: Filters | None = None) -> Facets:
    """Return how many published courses there are, in all and of each value of each kind, in two statements.

    A value's number is what choosing it would show: the other kinds' filters hold, its own kind's do not. Among more than 1,000
    courses the values are not counted, and a third statement counts the total up to there.

    Args:
        search: as in `catalogue_page`.
        filters: as in `catalogue_page`.
    """
    chosen = filters or Filters()
    cells = _cells(courses_matching(query=search, filters=Filters(tag=chosen.tag)))
    is_counted = sum(cell["courses"] for cell in cells) <= COUNTED
    values = {name: _values(name, cells, chosen, is_counted=is_counted) for name in (*LABELS, "language", "certification")}
    values["tag"] = _tags(courses_matching(query=search, filters=chosen.without("tag")), chosen.tag, is_counted=is_counted)
    if is_counted:
        total = sum(cell["courses"] for cell in cells if _matches(cell, chosen.without("tag")))
    else:
        total = courses_matching(query=search, filters=chosen).order_by()[: COUNTED + 1].count()
    return Facets(min(total, COUNTED), total > COUNTED, values)


def _cells(courses: QuerySet[Course]) -> list[Cell]:
    """Return how many of the courses share each combination of values: a few rows, from which all the numbers follow."""
    bounded = Course.objects.filter(pk__in=courses.order_by("-learner_count", "-id").values("pk")[: COUNTED + 1])
    *shorter, longest = DURATIONS
    bucket = Case(
        *(When(duration_seconds__lt=DURATIONS[name][1], then=Value(name)) for name in shorter),
        default=Value(longest),
    )
    rows = bounded.order_by().values(
        "provider",
        "level",
        "kind",
        "language",
        duration=bucket,
        price=Case(When(is_free=True, then=Value("free")), default=Value("paid")),
        certification=F("exam_version__certification__slug"),
        certification_name=F("exam_version__certification__name"),
    )
    return [dict(row) for row in rows.annotate(courses=Count("pk"))]


def _matches(cell: Cell, filters: Filters) -> bool:
    return all(cell[name] in values for name, values in filters.active.items())


def _values(name: str, cells: list[Cell], chosen: Filters, *, is_counted: bool) -> list[FacetValue]:
    others = chosen.without(name).without("tag")
    counts: Counter[str] = Counter()
    labels: dict[str, Any] = {}
    for cell in cells:
        if cell[name]:
            labels[cell[name]] = _label(name, cell)
            counts[cell[name]] += cell["courses"] if _matches(cell, others) else 0
    for value in getattr(chosen, name):
        # What is chosen stays to be seen, also where nothing is left of it.
        labels.setdefault(value, dict(LABELS[name])[value] if name in LABELS else value)
    order = [value for value, _label in LABELS[name]] if name in LABELS else sorted(labels, key=lambda value: str(labels[value]))
    return [FacetValue(value, str(labels[value]), counts[value] if is_counted else None) for value in order if value in labels]


def _label(name: str, cell: Cell) -> Any:
    if name == "certification":
        return cell["certification_name"]
    if name == "language":
        try:
            return get_language_info(cell["language"])["name_local"]
        except KeyError:
            return cell["language"]
    return dict(LABELS[name])[cell[name]]


def _tags(courses: QuerySet[Course], chosen: tuple[str, ...], *, is_counted: bool) -> list[FacetValue]:
    bounded = courses.order_by("-learner_count", "-id").values("pk")[: COUNTED + 1]
    rows = Tag.objects.filter(courses__in=bounded).values_list("slug", "name").annotate(courses_count=Count("pk")).order_by("name")
    found = [FacetValue(slug, name, count if is_counted else None) for slug, name, count in rows]
    known = {value.value for value in found}
    return found + [FacetValue(slug, slug, 0 if is_counted else None) for slug in chosen if slug not in known]
