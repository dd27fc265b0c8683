"""`L`, the limit: a hand-written statement for each answer (two for the course page), shaped in Python, without Django around it."""

from typing import Any

import orjson
from django.db import connection

from acg.bench.graph.hand import FIRST, prices
from acg.bench.graph.operations import SLUG

COURSES = """
SELECT c.slug, c.title, c.summary, c.provider, c.level, c.lesson_count, c.duration_seconds, c.is_free, c.rating_average, c.rating_count,
    c.list_prices, i.name, i.slug,
    ARRAY(SELECT ARRAY[t.name, t.slug] FROM courses_course_tags x JOIN courses_tag t ON t.id = x.tag_id
          WHERE x.course_id = c.id ORDER BY t.name)
FROM courses_course c JOIN courses_instructor i ON i.id = c.instructor_id
WHERE c.published_at IS NOT NULL ORDER BY c.learner_count DESC, c.id DESC LIMIT %s
"""
COURSE = """
SELECT c.id, c.slug, c.title, c.summary, c.description_html, c.outcomes, c.requirements, c.lesson_count, c.duration_seconds,
    c.list_prices, i.name, i.headline
FROM courses_course c JOIN courses_instructor i ON i.id = c.instructor_id WHERE c.slug = %s AND c.published_at IS NOT NULL
"""
CURRICULUM = """
SELECT s.position, s.title, l.slug, l.title, l.kind, l.duration_seconds, l.is_free_preview
FROM courses_section s JOIN courses_lesson l ON l.section_id = s.id WHERE s.course_id = %s ORDER BY s.position, l.position
"""
ENROLLMENTS = """
SELECT e.completed_lesson_count, e.last_seen_at, c.slug, c.title, c.lesson_count, i.name, l.slug, l.title
FROM students_enrollment e JOIN courses_course c ON c.id = e.course_id JOIN courses_instructor i ON i.id = c.instructor_id
LEFT JOIN courses_lesson l ON l.id = e.last_lesson_id
WHERE e.user_id = %s ORDER BY e.last_seen_at DESC, e.public_id DESC LIMIT %s
"""


def _rows(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Any] = cursor.fetchall()
        return rows


def catalogue(_user: int) -> bytes:
    """Return the first page of the catalogue."""
    rows = _rows(COURSES, FIRST + 1)
    edges = [
        {
            "node": {
                "slug": slug,
                "title": title,
                "summary": summary,
                "provider": provider.upper(),
                "level": level.upper(),
                "lessonCount": lessons,
                "durationSeconds": seconds,
                "isFree": is_free,
                "ratingAverage": float(average),
                "ratingCount": count,
                "instructor": {"name": name, "slug": instructor},
                "tags": [{"name": tag, "slug": tag_slug} for tag, tag_slug in tags],
                "prices": prices(orjson.loads(costs)),
            }
        }
        for (
            slug,
            title,
            summary,
            provider,
            level,
            lessons,
            seconds,
            is_free,
            average,
            count,
            costs,
            name,
            instructor,
            tags,
        ) in rows[:FIRST]
    ]
    return orjson.dumps({"data": {"courses": {"edges": edges, "pageInfo": {"hasNextPage": len(rows) > FIRST}}}})


def course_page(_user: int) -> bytes:
    """Return a course with its curriculum."""
    [(pk, slug, title, summary, html, outcomes, requirements, count, seconds, costs, name, headline)] = _rows(COURSE, SLUG)
    sections: dict[int, dict[str, Any]] = {}
    for place, heading, lesson, lesson_title, kind, duration, is_free in _rows(CURRICULUM, pk):
        sections.setdefault(place, {"title": heading, "lessons": []})["lessons"].append(
            {"slug": lesson, "title": lesson_title, "kind": kind.upper(), "durationSeconds": duration, "isFreePreview": is_free}
        )
    course = {
        "slug": slug,
        "title": title,
        "summary": summary,
        "descriptionHtml": html,
        "outcomes": orjson.loads(outcomes),
        "requirements": orjson.loads(requirements),
        "lessonCount": count,
        "durationSeconds": seconds,
        "instructor": {"name": name, "headline": headline},
        "prices": prices(orjson.loads(costs)),
        "sections": list(sections.values()),
    }
    return orjson.dumps({"data": {"course": course}})


def library(user: int) -> bytes:
    """Return the courses that a person takes part in."""
    rows = _rows(ENROLLMENTS, user, FIRST + 1)
    edges = [
        {
            "node": {
                "percent": min(done, lessons) * 100 // lessons if lessons else 0,
                "completedLessonCount": min(done, lessons),
                "lastSeenAt": seen.isoformat().replace("+00:00", "Z"),
                "course": {"slug": slug, "title": title, "lessonCount": lessons, "instructor": {"name": name}},
                "lastLesson": {"slug": lesson, "title": lesson_title} if lesson else None,
            }
        }
        for done, seen, slug, title, lessons, name, lesson, lesson_title in rows[:FIRST]
    ]
    return orjson.dumps({"data": {"viewer": {"enrollments": {"edges": edges, "pageInfo": {"hasNextPage": len(rows) > FIRST}}}}})
