"""A school of any size, poured in by a few statements; the same rows for the same sizes."""

from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from acg.chaos.stage import BACKEND
from acg.users.models import User
from acg.users.sessions import SessionStore

INSTRUCTORS, TAGS, EXAMS = 200, 40, 30
SECTIONS = 5
LEARNED = 24  # courses of each student, so that a library fills a page
WORDS = (
    "cloud network storage serverless container cluster database security identity policy region backup queue stream function "
    "gateway balancer monitor template pipeline deployment cost migration resilience encryption"
)

FLOOR = """
INSERT INTO courses_instructor (name, slug, headline, bio, bio_html)
SELECT 'Instructor ' || n, 'instructor-' || n, 'Teaches', '', '' FROM generate_series(1, %(instructors)s) n;
INSERT INTO courses_tag (name, slug) SELECT 'Tag ' || lpad(n::text, 3, '0'), 'tag-' || n FROM generate_series(1, %(tags)s) n;
INSERT INTO courses_certification (provider, name, slug)
SELECT (ARRAY['aws', 'azure', 'google'])[1 + n %% 3], 'Certification ' || n, 'certification-' || n
FROM generate_series(1, %(exams)s) n;
INSERT INTO courses_examversion (code, minutes, question_count, pass_mark, certification_id)
SELECT 'BEN-C' || lpad(row_number() OVER (ORDER BY id)::text, 2, '0'), 90, 65, 700, id FROM courses_certification;
"""
# Popularity and words follow from the number alone, scattered by a hash.
COURSES = """
INSERT INTO courses_course (public_id, kind, slug, title, summary, description, description_html, outcomes, requirements, faq, provider,
    level, language, cover, is_free, published_at, content_updated_at, created_at, list_prices, lesson_count, duration_seconds,
    rating_count, rating_average, learner_count, instructor_id, exam_version_id)
SELECT md5('course' || n)::uuid, 'course', 'course-' || n,
    'Course ' || n || ': ' || words[1 + h %% 25] || ' and ' || words[1 + (h / 25) %% 25], 'What to know about ' || words[1 + h %% 25],
    repeat('A sentence about ' || words[1 + (h / 625) %% 25] || ' and what comes of it. ', 20),
    repeat('<p>A sentence about ' || words[1 + (h / 625) %% 25] || '.</p>', 20), '["One", "Two"]', '["Nothing"]', '[]',
    (ARRAY['aws', 'azure', 'google', 'kubernetes', 'linux', 'other'])[1 + h %% 6],
    (ARRAY['foundational', 'associate', 'professional'])[1 + (h / 6) %% 3], 'en', '', h %% 10 = 0,
    now() - h %% 1000000 * interval '1 minute', now(), now(),
    CASE WHEN h %% 10 = 0 THEN '{}'::jsonb ELSE jsonb_build_object('EUR', 4500, 'USD', 1900 + 100 * (h %% 60)) END,
    %(lessons)s, %(lessons)s * 480, h %% 400, round((300 + h %% 200) / 100.0, 2), h %% 50000,
    (SELECT min(id) FROM courses_instructor) + h %% %(instructors)s, (SELECT min(id) FROM courses_examversion) + h %% %(exams)s
FROM (SELECT n, (hashint8(n) & 2147483647) AS h, string_to_array(%(words)s, ' ') AS words
      FROM generate_series(%(first)s::bigint, %(last)s::bigint) n) numbers;
INSERT INTO courses_course_tags (course_id, tag_id)
SELECT c.id, (SELECT min(id) FROM courses_tag) + (c.id * 7 + t * 13) %% %(tags)s FROM courses_course c, generate_series(0, 2) t
WHERE NOT EXISTS (SELECT FROM courses_course_tags x WHERE x.course_id = c.id);
INSERT INTO courses_section (public_id, key, position, title, course_id)
SELECT gen_random_uuid(), 'section-' || n, n, 'Section ' || n, c.id FROM courses_course c, generate_series(1, %(sections)s) n
WHERE NOT EXISTS (SELECT FROM courses_section x WHERE x.course_id = c.id);
INSERT INTO courses_lesson (public_id, key, slug, position, kind, title, body, body_html, duration_seconds, is_free_preview,
    pass_mark_percent, course_id, section_id)
SELECT gen_random_uuid(), 'lesson-' || s.position || '-' || n, 'lesson-' || s.position || '-' || n, n, 'video',
    'Lesson ' || n || ' of section ' || s.position, '', '', 480, n = 1, 70, s.course_id, s.id
FROM courses_section s, generate_series(1, %(lessons)s / %(sections)s) n
WHERE NOT EXISTS (SELECT FROM courses_lesson x WHERE x.section_id = s.id);
"""
STUDENTS = """
INSERT INTO users_user (password, is_superuser, public_id, email, name, role, is_active, joined_at)
SELECT 'pbkdf2_sha256$1$salt$' || md5(n::text), false, gen_random_uuid(), 'student-' || n || '@bench.example', 'Student ' || n,
    'student', true, now() FROM generate_series(1, %(students)s) n;
INSERT INTO students_enrollment (public_id, last_seen_at, extra_time_percent, completed_lesson_count, started_at, course_id, user_id,
    last_lesson_id)
SELECT gen_random_uuid(), now() - (k * 997 + u.id) * interval '1 minute', 0, (k + u.id) %% %(lessons)s, now(), c.id, u.id,
    (SELECT min(l.id) FROM courses_lesson l WHERE l.course_id = c.id)
FROM users_user u, generate_series(1, %(learned)s) k,
    LATERAL (SELECT id FROM courses_course WHERE slug = 'course-' || 1 + (u.id * 31 + k * 17) %% %(courses)s) c
WHERE u.email LIKE '%%@bench.example';
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the school is.

    Args:
        courses: published, with `SECTIONS` sections and `lessons` lessons each.
        lessons: of a course.
        enrollments: in all, `LEARNED` of each student.
    """

    courses: int = 2_000
    lessons: int = 50
    enrollments: int = 20_000


def fill(sizes: Sizes) -> str:
    """Fill a database that has tables and no rows; return the key of the session of a student."""
    values = _values(sizes) | {"first": 1, "last": sizes.courses, "students": max(sizes.enrollments // LEARNED, 1)}
    with transaction.atomic(), connection.cursor() as cursor:
        for script in (FLOOR, COURSES, STUDENTS):
            _run(cursor, script, values)
    _settle()
    return session_of(User.objects.filter(email__endswith="@bench.example").order_by("pk")[0])


def grow(sizes: Sizes, *, courses: int) -> None:
    """Add courses, each with a lesson in every section, until there are so many."""
    values = _values(sizes) | {"first": sizes.courses + 1, "last": courses, "lessons": SECTIONS}
    with transaction.atomic(), connection.cursor() as cursor:
        _run(cursor, COURSES, values)
    _settle()


def _values(sizes: Sizes) -> dict[str, object]:
    floor = {"instructors": INSTRUCTORS, "tags": TAGS, "exams": EXAMS, "sections": SECTIONS, "learned": LEARNED, "words": WORDS}
    return {**floor, "courses": sizes.courses, "lessons": sizes.lessons}


def _run(cursor: object, script: str, values: dict[str, object]) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            cursor.execute(statement, values)  # type: ignore[attr-defined]  # Django's wrapper of a cursor has no public type


def _settle() -> None:
    """Let the planner know, and visibility be known, as in a school that has been open for a day."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def session_of(user: User) -> str:
    """Sign somebody in; return the session's key."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
