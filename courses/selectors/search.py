"""Full-text search in PostgreSQL: candidates by the stored vectors, ranked only inside a bounded set, so that it stays flat."""

import re
from typing import TypedDict

from django.contrib.postgres.search import SearchQuery

from courses.models import Course

LONGEST = 100
words_of = re.compile(r"\w+").findall


class Suggestion(TypedDict):
    """A course that a few typed letters may mean."""

    slug: str
    title: str
    exam_code: str | None


def prefix_query(text: str) -> SearchQuery | None:
    """Return the query for all of the words, the last one as a beginning; None without words.

    The words are letters and digits only, so that nothing in them can be an operator of `to_tsquery`.
    """
    words = words_of(text[:LONGEST])
    if not words:
        return None
    return SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), config="english", search_type="raw")


def suggestions(*, query: str, limit: int = 6) -> list[Suggestion]:
    """Return the published courses whose title or text has the words typed so far, most popular first.

    Args:
        query: what was typed; the last word may be unfinished. Longer texts are cut at 100 characters.
        limit: how many at most.
    """
    found = prefix_query(query)
    if found is None:
        return []
    rows = Course.objects.published().filter(search=found).order_by("-learner_count", "-id")
    return [
        Suggestion(slug=slug, title=title, exam_code=code)
        for slug, title, code in rows.values_list("slug", "title", "exam_version__code")[:limit]
    ]
