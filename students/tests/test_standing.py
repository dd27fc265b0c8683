"""How a person stands to a course, as another service of the school sees it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory
from students.selectors import Standing, standing_of
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = pytest.mark.django_db


def of(user, course):
    return standing_of(person_id=user.public_id, course_id=course.public_id)


@pytest.fixture
def course():
    return CourseFactory(published=True)


def test_a_stranger_may_nothing(course, django_assert_num_queries):
    user = UserFactory()
    with django_assert_num_queries(4):
        assert of(user, course) == Standing(may_learn=False, started_at=None, completed_at=None, percent=0)


def test_a_right_counts_and_an_ended_one_does_not(course):
    live, ended = UserFactory(), UserFactory()
    GrantFactory(user=live, course=course)
    GrantFactory(user=ended, course=course, revoked_at=timezone.now())
    assert of(live, course).may_learn
    assert not of(ended, course).may_learn


def test_progress_outlives_the_right(course):
    now = timezone.now()
    taking_part = EnrollmentFactory(course=course, completed_lesson_count=1, completed_at=now)
    course.lesson_count = 3
    course.save()
    found = of(taking_part.user, course)
    assert found == Standing(may_learn=False, started_at=taking_part.started_at, completed_at=now, percent=33)
    assert now - found.started_at < timedelta(minutes=1)


def test_lessons_that_were_taken_out_count_no_more(course):
    taking_part = EnrollmentFactory(course=course, completed_lesson_count=5)
    course.lesson_count = 2
    course.save()
    assert of(taking_part.user, course).percent == 100


def test_a_disabled_person_may_nothing(course):
    user = UserFactory(is_active=False)
    GrantFactory(user=user, course=course)
    assert not of(user, course).may_learn


def test_nobody_and_nothing(course):
    assert standing_of(person_id=uuid.uuid4(), course_id=course.public_id) is None
    assert standing_of(person_id=UserFactory().public_id, course_id=uuid.uuid4()) is None
