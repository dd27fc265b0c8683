"""Who may learn what, and why. Access is any live grant; nothing else is asked."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from acg.shared.values import frozen
from acg.users.models import Role, User
from courses.models import Course, Lesson
from students.models import Grant, GrantQuerySet

Viewer = User | AnonymousUser


def live_grants(*, user: User) -> GrantQuerySet:
    """Return the rights that a person has now, with their courses, newest first."""
    return Grant.objects.live().filter(user=user).select_related("course")


def teaches(*, user: Viewer, course: Course) -> bool:
    """Return whether a course is the person's own work: its instructor, an editor or staff."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.role in {Role.EDITOR, Role.STAFF} or (
        course.instructor.user_id is not None and course.instructor.user_id == user.pk
    )


def may_learn(*, user: Viewer, course: Course) -> bool:
    """Return whether a person may take all lessons of a course.

    Yes for whoever teaches it; for everyone signed in when it is published and free; else with a live grant for it, or for all courses
    when it is published. Who bought a course keeps it when it is taken off the catalogue.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    if course.is_free and course.is_published:
        return True
    rights = Q(course=course) | Q(course__isnull=True) if course.is_published else Q(course=course)
    return teaches(user=user, course=course) or Grant.objects.live().filter(rights, user=user).exists()


def may_open(*, user: Viewer, lesson: Lesson) -> bool:
    """Return whether a person may open a lesson: with the right to its course, or anyone when it is a published free preview."""
    if lesson.is_free_preview and lesson.course.is_published:
        return True
    return may_learn(user=user, course=lesson.course)


@frozen
class Rights:
    """What a person may learn, for deciding about many lessons at once: the answers are those of `may_learn` and `may_open`.

    Args:
        user_id: the person's primary key; None for someone unknown.
        is_editor: whether all courses are the person's work.
        course_ids: primary keys of the courses with a live grant.
        has_all: whether a live grant opens all published courses.
    """

    user_id: int | None = None
    is_editor: bool = False
    course_ids: frozenset[int] = frozenset()
    has_all: bool = False

    def open(self, lesson: Mapping[str, Any]) -> bool:
        """Return whether the person may open a lesson, told by its columns: `course_id`, `is_free_preview`, and the course's."""
        is_published = lesson["course__published_at"] is not None
        if is_published and lesson["is_free_preview"]:
            return True
        if self.user_id is None:
            return False
        if self.is_editor or lesson["course__instructor__user_id"] == self.user_id or lesson["course_id"] in self.course_ids:
            return True
        return is_published and (lesson["course__is_free"] or self.has_all)


def rights_of(*, user: User | None) -> Rights:
    """Return what a person may learn; one statement, none for someone unknown or for an editor."""
    if user is None or not user.is_active:
        return Rights()
    if user.role in {Role.EDITOR, Role.STAFF}:
        return Rights(user_id=user.pk, is_editor=True)
    ids: set[int | None] = set(Grant.objects.live().filter(user=user).values_list("course_id", flat=True))
    return Rights(user_id=user.pk, course_ids=frozenset(pk for pk in ids if pk is not None), has_all=None in ids)
