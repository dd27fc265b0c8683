"""`Rights` answers for many lessons at once what `may_open` answers for one."""

import datetime as dt
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.models import Lesson
from courses.tests.factories import CourseFactory, LessonFactory
from students.selectors import may_open, rights_of
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db

COLUMNS = ("course_id", "is_free_preview", "course__is_free", "course__published_at", "course__instructor__user_id")


def test_both_say_the_same_of_every_lesson_and_person():
    now = timezone.now()
    owner, other = UserFactory(role=Role.INSTRUCTOR), UserFactory(role=Role.INSTRUCTOR)
    bought, lapsed, revoked, member, lapsed_member, disabled = UserFactory.create_batch(6)
    people = [None, owner, other, bought, lapsed, revoked, member, lapsed_member, disabled]
    people += [UserFactory(role=role) for role in (Role.STUDENT, Role.EDITOR, Role.STAFF)]
    for is_published, is_free, is_preview in product([True, False], repeat=3):
        course = CourseFactory(published_at=now if is_published else None, is_free=is_free, instructor__user=None)
        if not Lesson.objects.filter(course__instructor__user=owner).exists():
            course.instructor.user = owner
            course.instructor.save()
        LessonFactory(section__course=course, is_free_preview=is_preview)
        for person in (bought, disabled):
            GrantFactory(user=person, course=course)
        GrantFactory(user=lapsed, course=course, from_at=now - dt.timedelta(2), until_at=now - dt.timedelta(1))
        GrantFactory(user=revoked, course=course, revoked_at=now)
    GrantFactory(user=member, course=None)
    GrantFactory(user=lapsed_member, course=None, revoked_at=now)
    disabled.is_active = False
    disabled.save()
    said = set()
    for person in people:
        rights = rights_of(user=person)
        for lesson in Lesson.objects.select_related("course__instructor"):
            facts = Lesson.objects.values(*COLUMNS).get(pk=lesson.pk)
            assert rights.open(facts) == may_open(user=person or AnonymousUser(), lesson=lesson), (person, lesson.course)
            said.add(rights.open(facts))
    assert said == {True, False}


@pytest.mark.parametrize(("role", "statements"), [(None, 0), (Role.EDITOR, 0), (Role.STUDENT, 1), (Role.INSTRUCTOR, 1)])
def test_rights_take_one_statement_at_most(role, statements, django_assert_num_queries):
    user = UserFactory(role=role) if role else None
    with django_assert_num_queries(statements):
        rights_of(user=user)
