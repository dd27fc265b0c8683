"""The catalogue: which courses, in which order, a page at a time."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.keyset import Order, Page, Part, keyset_page, prepared_page
from acg.shared.prepared import Build, Read
from courses.models import Course
from courses.selectors.filters import Filters
from courses.selectors.search import by_relevance, clean, courses_matching

ORDERS = {
    "popular": Order("popular", ("learner_count", "id"), (int, int)),
    "newest": Order("newest", ("published_at", "id"), (datetime, int)),
    "best": Order("best", ("rating_average", "id"), (Decimal, int)),
    "relevance": Order("relevance", ("relevance", "id"), (int, int)),
}

# What a card shows.
CARD = (
    "id",
    "public_id",
    "slug",
    "kind",
    "title",
    "summary",
    "provider",
    "level",
    "language",
    "cover",
    "is_free",
    "list_prices",
    "lesson_count",
    "duration_seconds",
    "rating_count",
    "rating_average",
    "learner_count",
    "published_at",
    "content_updated_at",
)
JOINED = {"exam_code": F("exam_version__code"), "instructor_name": F("instructor__name")}
CardRow = dict[str, Any]


def card_rows(courses: QuerySet[Course], *also: str) -> QuerySet[Course, CardRow]:
    """Return the courses as the dict rows that cards show: the columns of `CARD`, `exam_code`, `instructor_name`, and these."""
    rows: QuerySet[Course, CardRow] = courses.values(*CARD, *also, **JOINED)
    return rows


def catalogue(*, search: str = "", filters: Filters | None = None, order: str = "") -> tuple[QuerySet[Course], Order]:
    """Return the published courses that are looked for, and their order; what is read of them is the caller's choice.

    Args:
        search: words, as a web search takes them; an exam's code finds its courses.
        filters: which of them.
        order: "popular", "newest", "best" or, with words, "relevance"; empty is relevance with words, else popular.

    Raises:
        DomainError: `unknown_order`.
    """
    words = clean(search)
    chosen = _chosen(words, order)
    found = courses_matching(query=words, filters=filters or Filters())
    return (by_relevance(found, query=words) if chosen.name == "relevance" else found), chosen


def catalogue_read(*, search: str = "", filters: Filters | None = None, order: str = "") -> tuple[QuerySet[Course] | Read, Order]:
    """Return the same; without words, and with filters of few values only, as a read whose statement is compiled once.

    Raises:
        DomainError: `unknown_order`.
    """
    filters = filters or Filters()
    if clean(search) or not filters.is_closed:
        return catalogue(search=search, filters=filters, order=order)
    return Read(_narrowed, (filters,)), _chosen("", order)


def _chosen(words: str, order: str) -> Order:
    chosen = ORDERS.get(order or ("relevance" if words else "popular"))
    if chosen is None or (chosen.name == "relevance" and not words):
        raise DomainError("unknown_order", _("Courses are not ordered like that."), field="order")
    return chosen


def _narrowed(filters: Filters) -> QuerySet[Course]:
    return courses_matching(query="", filters=filters)


def catalogue_page(
    *, search: str = "", filters: Filters | None = None, order: str = "", first: int = 20, after: str = ""
) -> Page[CardRow]:
    """Return a page of the published courses, in one statement.

    Args:
        search: as in `catalogue`.
        filters: as in `catalogue`.
        order: as in `catalogue`.
        first: how many rows, 1 to 100.
        after: the cursor of the row before.

    Raises:
        DomainError: `unknown_order`, `bad_cursor`, `page_size_out_of_range`.
    """
    courses, chosen = catalogue_read(search=search, filters=filters, order=order)
    part = Part(size=first, after=after)
    if isinstance(courses, Read):
        return prepared_page(Read(_with_joined, (courses.build, *courses.shape)), (*CARD, *JOINED), order=chosen, part=part)
    computed = ("relevance",) if chosen.name == "relevance" else ()
    return keyset_page(card_rows(courses, *computed), order=chosen, part=part)


def _with_joined(build: Build, filters: Filters) -> QuerySet[Course]:
    narrowed: QuerySet[Course] = build(filters)
    return narrowed.annotate(**JOINED)
