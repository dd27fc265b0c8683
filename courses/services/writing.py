"""Courses, sections and lessons are written: addresses found, Markdown rendered, counters kept."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.models import Course, Instructor, Lesson, Section, Tag, TaskStatement
from courses.services.changing import lock_course, tell_change, tell_removal, touch_course
from courses.services.counting import recount_course
from courses.services.durations import lesson_seconds
from courses.services.rendering import render
from courses.services.slugs import free_slug


@transaction.atomic
def save_instructor(*, instructor: Instructor) -> Instructor:
    """Write an instructor, new or changed; without a slug one is made of the name.

    Raises:
        DomainError: `name_missing`.
    """
    if not instructor.name.strip():
        raise DomainError("name_missing", _("Give the instructor a name."), field="name")
    if not instructor.slug:
        instructor.slug = free_slug(
            text=instructor.name, taken=Instructor.objects.exclude(pk=instructor.pk), max_length=50, fallback="instructor"
        )
    instructor.bio_html = render(instructor.bio)
    instructor.save()
    return instructor


@transaction.atomic
def save_course(*, course: Course, tags: Iterable[Tag] | None = None) -> Course:
    """Write a course, new or changed; without a slug one is made of the title. A new course is a draft.

    Args:
        course: with what its author wrote; a series is always free.
        tags: all of its tags; None leaves them as they are.

    Raises:
        DomainError: `title_missing`.
    """
    if not course.title.strip():
        raise DomainError("title_missing", _("Give the course a title."), field="title")
    if not course.slug:
        course.slug = free_slug(text=course.title, taken=Course.objects.exclude(pk=course.pk), max_length=100, fallback="course")
    course.is_free = course.is_free or course.kind == "series"
    course.description_html = render(course.description, course=course)
    course.content_updated_at = timezone.now()
    course.save()
    if tags is not None:
        course.tags.set(tags)
    tell_change(course)
    return course


@transaction.atomic
def delete_course(*, course: Course) -> None:
    """Delete a course that nobody bought or took, with all that is in it.

    Raises:
        DomainError: `course_in_use`.
    """
    gone, public_id = course.pk, str(course.public_id)
    try:
        with transaction.atomic():
            # Lessons first: they protect the pools that they draw from.
            course.lessons.all().delete()
            course.delete()
    except ProtectedError:
        raise DomainError("course_in_use", _("People have bought or taken this course. Unpublish it instead.")) from None
    tell_removal(course_id=gone, public_id=public_id)


@transaction.atomic
def save_section(*, section: Section) -> Section:
    """Write a section, new or changed; without a position it becomes the course's last.

    Raises:
        DomainError: `title_missing`.
    """
    if not section.title.strip():
        raise DomainError("title_missing", _("Give the section a title."), field="title")
    if getattr(section, "position", None) is None:
        lock_course(section.course)
        section.position = (section.course.sections.aggregate(last=Max("position"))["last"] or 0) + 1
    section.save()
    touch_course(section.course)
    return section


@transaction.atomic
def delete_section(*, section: Section) -> None:
    """Delete a section and its lessons.

    Raises:
        DomainError: `lesson_has_progress` when someone has learned in one of them.
    """
    course = section.course
    _refusing_progress(section)
    recount_course(course=course)
    touch_course(course)


@transaction.atomic
def save_lesson(*, lesson: Lesson, task_statements: Iterable[TaskStatement] | None = None) -> Lesson:
    """Write a lesson, new or changed, and recount its course.

    Its course is its section's. Without a slug one is made of the title; without a position it becomes the section's last. How long
    it takes follows from what it holds where that tells: the video's length, the reading time, the exam's limit.

    Args:
        lesson: with what its author wrote.
        task_statements: all it teaches; None leaves them as they are.

    Raises:
        DomainError: `title_missing`; `pool_elsewhere` when the question pool is another course's.
    """
    if not lesson.title.strip():
        raise DomainError("title_missing", _("Give the lesson a title."), field="title")
    course = lesson.course = lesson.section.course
    if lesson.pool is not None and lesson.pool.course_id != course.pk:
        raise DomainError("pool_elsewhere", _("The question pool belongs to another course."), field="pool")
    lock_course(course)
    if not lesson.slug:
        lesson.slug = free_slug(text=lesson.title, taken=course.lessons.exclude(pk=lesson.pk), max_length=100, fallback="lesson")
    if getattr(lesson, "position", None) is None:
        lesson.position = (lesson.section.lessons.aggregate(last=Max("position"))["last"] or 0) + 1
    lesson.body_html = render(lesson.body, course=course)
    lesson.duration_seconds = lesson_seconds(lesson)
    lesson.save()
    if task_statements is not None:
        lesson.task_statements.set(task_statements)
    recount_course(course=course)
    touch_course(course)
    return lesson


@transaction.atomic
def delete_lesson(*, lesson: Lesson) -> None:
    """Delete a lesson that nobody has begun, and recount its course.

    Raises:
        DomainError: `lesson_has_progress`.
    """
    course = lesson.course
    _refusing_progress(lesson)
    recount_course(course=course)
    touch_course(course)


def _refusing_progress(row: Section | Lesson) -> None:
    """Delete the row; that someone has learned in it is known above and told by the rows that protect it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise DomainError(
            "lesson_has_progress", _("People have already learned here: their progress would be lost. Unpublish or rewrite it.")
        ) from None
