"""The catalogue: which courses, in which order, a page at a time."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from acg.shared.errors import DomainError
from acg.shared.keyset import Order, Page, keyset_page
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
CardRow = dict[str, Any]


def card_rows(courses: QuerySet[Course]) -> QuerySet[Course, CardRow]:
    """Return the courses as the dict rows that cards show: the columns of `CARD`, `exam_code`, `instructor_name`."""
    rows: QuerySet[Course, CardRow] = courses.values(
        *CARD, exam_code=F("exam_version__code"), instructor_name=F("instructor__name")
    )
    return rows


def catalogue_page(
    *, search: str = "", filters: Filters | None = None, order: str = "", first: int = 20, after: str = ""
) -> Page[CardRow]:
    """Return a page of the published courses, in one statement.

    Args:
        search: words, as a web search takes them; an exam's code finds its courses.
        filters: which of them.
        order: "popular", "newest", "best" or, with words, "relevance"; empty is relevance with words, else popular.
        first: how many rows, 1 to 100.
        after: the cursor of the row before.

    Raises:
        DomainError: `unknown_order`, `bad_cursor`, `page_size_out_of_range`.
    """
    words = clean(search)
    chosen = ORDERS.get(order or ("relevance" if words else "popular"))
    if chosen is None or (chosen.name == "relevance" and not words):
        raise DomainError("unknown_order", f"There is no order {order[:40]!r} of courses.", field="order")
    courses = courses_matching(query=words, filters=filters or Filters())
    if chosen.name != "relevance":
        return keyset_page(card_rows(courses), order=chosen, first=first, after=after)
    rows = by_relevance(courses, query=words).values(
        *CARD, "relevance", exam_code=F("exam_version__code"), instructor_name=F("instructor__name")
    )
    return keyset_page(rows, order=chosen, first=first, after=after)
