"""Who may learn what, and why. Access is any live grant; nothing else is asked."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

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
