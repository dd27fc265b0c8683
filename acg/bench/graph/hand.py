"""`h`: the same answers from views that a careful engineer writes without GraphQL: `.values()` and orjson."""

from collections import defaultdict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from acg.bench.graph.operations import SLUG
from courses.models import Course, Lesson, Section
from students.models import Enrollment
from students.selectors import percent_done

FIRST = 20


def _answer(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps({"data": data}), content_type="application/json")


def prices(found: dict[str, int]) -> list[dict[str, Any]]:
    """Return what a course costs, by currency."""
    return [{"amountMinor": minor, "currency": currency} for currency, minor in sorted(found.items())]


def catalogue(_request: HttpRequest) -> HttpResponse:
    """Answer the first page of the catalogue."""
    rows = list(
        Course.objects.published()
        .order_by("-learner_count", "-id")
        .values(
            "id",
            "slug",
            "title",
            "summary",
            "provider",
            "level",
            "lesson_count",
            "duration_seconds",
            "is_free",
            "rating_average",
            "rating_count",
            "list_prices",
            "instructor__name",
            "instructor__slug",
        )[: FIRST + 1]
    )
    tags: dict[int, list[dict[str, str]]] = defaultdict(list)
    through = Course.tags.through.objects.filter(course__in=[row["id"] for row in rows]).order_by("tag__name")
    for course_id, name, slug in through.values_list("course_id", "tag__name", "tag__slug"):
        tags[course_id].append({"name": name, "slug": slug})
    edges = [
        {
            "node": {
                "slug": row["slug"],
                "title": row["title"],
                "summary": row["summary"],
                "provider": row["provider"].upper(),
                "level": row["level"].upper(),
                "lessonCount": row["lesson_count"],
                "durationSeconds": row["duration_seconds"],
                "isFree": row["is_free"],
                "ratingAverage": float(row["rating_average"]),
                "ratingCount": row["rating_count"],
                "instructor": {"name": row["instructor__name"], "slug": row["instructor__slug"]},
                "tags": tags[row["id"]],
                "prices": prices(row["list_prices"]),
            }
        }
        for row in rows[:FIRST]
    ]
    return _answer({"courses": {"edges": edges, "pageInfo": {"hasNextPage": len(rows) > FIRST}}})


def course_page(_request: HttpRequest) -> HttpResponse:
    """Answer a course with its curriculum."""
    row = (
        Course.objects.published()
        .filter(slug=SLUG)
        .values(
            "id",
            "slug",
            "title",
            "summary",
            "description_html",
            "outcomes",
            "requirements",
            "lesson_count",
            "duration_seconds",
            "list_prices",
            "instructor__name",
            "instructor__headline",
        )
        .get()
    )
    lessons: dict[int, list[dict[str, Any]]] = defaultdict(list)
    columns = ("section_id", "slug", "title", "kind", "duration_seconds", "is_free_preview")
    for section, slug, title, kind, seconds, is_free in (
        Lesson.objects.filter(course=row["id"]).order_by("position").values_list(*columns)
    ):
        lessons[section].append(
            {"slug": slug, "title": title, "kind": kind.upper(), "durationSeconds": seconds, "isFreePreview": is_free}
        )
    sections = Section.objects.filter(course=row["id"]).order_by("position").values_list("id", "title")
    course = {
        "slug": row["slug"],
        "title": row["title"],
        "summary": row["summary"],
        "descriptionHtml": row["description_html"],
        "outcomes": row["outcomes"],
        "requirements": row["requirements"],
        "lessonCount": row["lesson_count"],
        "durationSeconds": row["duration_seconds"],
        "instructor": {"name": row["instructor__name"], "headline": row["instructor__headline"]},
        "prices": prices(row["list_prices"]),
        "sections": [{"title": title, "lessons": lessons[pk]} for pk, title in sections],
    }
    return _answer({"course": course})


def library(request: HttpRequest) -> HttpResponse:
    """Answer the courses that the viewer takes part in."""
    rows = list(
        Enrollment.objects.filter(user=request.user.pk)
        .order_by("-last_seen_at", "-public_id")
        .values(
            "completed_lesson_count",
            "last_seen_at",
            "course__slug",
            "course__title",
            "course__lesson_count",
            "course__instructor__name",
            "last_lesson_id",
            "last_lesson__slug",
            "last_lesson__title",
        )[: FIRST + 1]
    )
    edges = []
    for row in rows[:FIRST]:
        done = min(row["completed_lesson_count"], row["course__lesson_count"])
        course = {
            "slug": row["course__slug"],
            "title": row["course__title"],
            "lessonCount": row["course__lesson_count"],
            "instructor": {"name": row["course__instructor__name"]},
        }
        lesson = {"slug": row["last_lesson__slug"], "title": row["last_lesson__title"]} if row["last_lesson_id"] else None
        node = {
            "percent": percent_done(done=done, lessons=row["course__lesson_count"]),
            "completedLessonCount": done,
            "lastSeenAt": row["last_seen_at"].isoformat().replace("+00:00", "Z"),
            "course": course,
            "lastLesson": lesson,
        }
        edges.append({"node": node})
    return _answer({"viewer": {"enrollments": {"edges": edges, "pageInfo": {"hasNextPage": len(rows) > FIRST}}}})


def nobody(_request: HttpRequest) -> HttpResponse:
    """Answer without asking who asks."""
    return _answer({})


def somebody(request: HttpRequest) -> HttpResponse:
    """Answer who asks."""
    return _answer({"pk": request.user.pk})
