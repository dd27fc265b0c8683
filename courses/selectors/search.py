"""Full-text search in PostgreSQL: candidates by the stored vectors, ranked only inside a bounded set, so that it stays flat."""

import html
import re
from typing import Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.safestring import SafeString, mark_safe

from courses.models import Course, ExamVersion, Lesson
from courses.selectors.filters import Filters

LONGEST = 100
CANDIDATES = 300
FIRST = 300
SCALE = 1_000_000  # ranks become whole numbers: a cursor needs a key that compares equal to itself
START, STOP = "\x02", "\x03"  # marks around a found word that no text of ours holds
words_of = re.compile(r"\w+").findall
# A lesson's text without its tags: a passage cut out of Markdown or HTML would end in the middle of a link.
_PLAIN = Func(F("body_html"), Value("<[^>]*>"), Value(" "), Value("g"), function="regexp_replace", output_field=TextField())
_spaces = re.compile(r"\s+")


class Suggestion(TypedDict):
    """A course that a few typed letters may mean."""

    slug: str
    title: str
    exam_code: str | None


class LessonHit(TypedDict):
    """A lesson whose text has the words; `snippet` is safe HTML with the words in <mark>."""

    course_slug: str
    course_title: str
    slug: str
    title: str
    kind: str
    is_free_preview: bool
    snippet: SafeString


def clean(text: str) -> str:
    """Return what is searched for: at most 100 characters, without what PostgreSQL cannot hold."""
    return text.replace("\0", "").strip()[:LONGEST]


def _web(text: str) -> SearchQuery:
    return SearchQuery(text, config="english", search_type="websearch")


def _of_exam(text: str) -> Q:
    """Return the condition for courses of the exam whose code is typed: "clf", "CLF-C02"."""
    return Q(exam_version__in=ExamVersion.objects.filter(code__istartswith=text))


def courses_matching(*, query: str, filters: Filters) -> QuerySet[Course]:
    """Return the published courses that the filters leave and that have the words: themselves, in a lesson, or in their exam's code.

    Of very many only some stay in, so that the cost stays flat however many there are: those among the 300 most popular courses and the 300
    newest lessons, and 300 others of each.

    Args:
        query: the words; without any all courses match.
        filters: which courses.
    """
    text = clean(query)
    courses: QuerySet[Course] = Course.objects.published().filter(filters.condition())
    if not text:
        return courses
    by_lesson = (found.values("course_id") for found in _bounded(_lessons(text, filters), _newest_lessons()))
    return _found(courses, Q(search=_web(text)), text, *by_lesson)


def _found(courses: QuerySet[Course], words: Q, text: str, *others: QuerySet[Any, Any]) -> QuerySet[Course]:
    """Return the courses that have the words, those of the exam, and others; of each a bounded set.

    It is a union: an "or" across tables would read all courses.
    """
    by_text, *more = (found.values("pk") for found in _bounded(courses.filter(words), _popular()))
    return Course.objects.filter(pk__in=by_text.union(*more, _pks_of_exams(courses, text), *others))


def _bounded(hits: QuerySet[Any], first: QuerySet[Any, Any]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return hits in no order, of which few are read where there are few, and those that come first.

    An order would let PostgreSQL walk it through all rows in search of a word that is nowhere.
    """
    unordered = hits.order_by()
    return unordered[:CANDIDATES], unordered.filter(pk__in=first)


def _popular() -> QuerySet[Course, Any]:
    return Course.objects.published().order_by("-learner_count", "-id").values("pk")[:FIRST]


def _newest_lessons() -> QuerySet[Lesson, Any]:
    return Lesson.objects.order_by("-pk").values("pk")[:FIRST]


def _pks_of_exams(courses: QuerySet[Course], text: str) -> QuerySet[ExamVersion, Any]:
    """Return the primary keys of the most popular courses of each exam whose code is typed."""
    of_exam = courses.filter(exam_version=OuterRef("pk")).order_by("-learner_count", "-id").values("pk")[:CANDIDATES]
    each = Func(ArraySubquery(of_exam), function="unnest", output_field=BigIntegerField())
    return ExamVersion.objects.filter(code__istartswith=text).order_by("code").values(course=each)[:CANDIDATES]


def _lessons(text: str, filters: Filters) -> QuerySet[Lesson]:
    return Lesson.objects.filter(filters.condition(prefix="course__"), course__published_at__isnull=False, search=_web(text))


def by_relevance(courses: QuerySet[Course], *, query: str) -> QuerySet[Course]:
    """Return courses annotated with `relevance`: those of the exam first, then by their own words; those found by a lesson last.

    Args:
        courses: of `courses_matching`.
        query: the words; not empty.
    """
    text = clean(query)
    rank = Cast(SearchRank(F("search"), _web(text)) * SCALE, IntegerField())
    is_exam = ExpressionWrapper(_of_exam(text), output_field=BooleanField())
    return courses.annotate(is_exam=is_exam).annotate(
        relevance=rank + Case(When(is_exam=True, then=Value(SCALE)), default=Value(0))
    )


def lessons_matching(*, query: str, filters: Filters | None = None, limit: int = 8) -> list[LessonHit]:
    """Return the lessons of published courses that have the words, best first, each with the passage where they stand.

    Whoever may not open the lesson sees the passage all the same: it is what the course is sold by. Assessed lessons have no text.

    Args:
        query: the words.
        filters: on the lessons' courses.
        limit: how many at most.
    """
    text = clean(query)
    if not text:
        return []
    some, newest = (found.values("pk") for found in _bounded(_lessons(text, filters or Filters()), _newest_lessons()))
    candidates = some.union(newest)
    best = (
        Lesson.objects.filter(pk__in=candidates)
        .annotate(rank=SearchRank(F("search"), _web(text)))
        .order_by("-rank", "-pk")
        .values("pk")[:limit]
    )
    # The passage is cut for the few that are shown only: it reads the whole text.
    rows = (
        Lesson.objects.filter(pk__in=best)
        .annotate(
            rank=SearchRank(F("search"), _web(text)),
            headline=SearchHeadline(
                _PLAIN, _web(text), config="english", start_sel=START, stop_sel=STOP, min_words=12, max_words=28, max_fragments=1
            ),
        )
        .order_by("-rank", "-pk")
        .values("slug", "title", "kind", "is_free_preview", "headline", "course__slug", "course__title")
    )
    return [
        LessonHit(
            course_slug=row["course__slug"],
            course_title=row["course__title"],
            slug=row["slug"],
            title=row["title"],
            kind=row["kind"],
            is_free_preview=row["is_free_preview"],
            snippet=_passage(row["headline"]),
        )
        for row in rows
    ]


def _passage(headline: str) -> SafeString:
    """Return a passage as one line of safe HTML, the found words marked."""
    plain = _spaces.sub(" ", html.unescape(headline)).strip()
    return mark_safe(html.escape(plain).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 -- escaped just before


def suggestions(*, query: str, limit: int = 6) -> list[Suggestion]:
    """Return the published courses that the letters typed so far may mean, most popular first.

    Args:
        query: what was typed: words of the title, the last one perhaps unfinished, or an exam's code.
        limit: how many at most.
    """
    text = clean(query)
    words = words_of(text)
    if not words:
        return []
    # Letters and digits only: nothing in them can be an operator of `to_tsquery`. A is the weight of titles.
    prefix = SearchQuery(
        " & ".join([*(f"{word}:A" for word in words[:-1]), f"{words[-1]}:*A"]), config="english", search_type="raw"
    )
    rows = _found(Course.objects.published(), Q(search=prefix), text).order_by("-learner_count", "-id")
    return [
        Suggestion(slug=slug, title=title, exam_code=code)
        for slug, title, code in rows.values_list("slug", "title", "exam_version__code")[:limit]
    ]
