import datetime as dt

import pytest
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory, InstructorFactory
from students.models import Cause
from students.selectors import explain_access, may_learn
from students.selectors.explaining import Because, Standing
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def course():
    return CourseFactory(published=True)


@pytest.fixture
def student():
    return UserFactory()


@pytest.mark.parametrize(
    ("times", "standing"),
    [
        ({}, Standing.HOLDS),
        ({"until_at": DAY}, Standing.HOLDS),
        ({"until_at": -DAY}, Standing.ENDED),
        ({"from_at": DAY}, Standing.LATER),
        ({"revoked_at": -DAY, "until_at": -DAY}, Standing.REVOKED),
    ],
)
def test_each_right_says_what_became_of_it(course, student, times, standing):
    grant = GrantFactory(user=student, course=course, **{name: timezone.now() + delta for name, delta in times.items()})
    access = explain_access(user=student, course=course)
    assert access.grants == ((grant, standing),)
    assert access.may_learn is (standing == Standing.HOLDS)
    assert access.because == (Because.GRANT if standing == Standing.HOLDS else Because.NOTHING)


def test_all_courses_do_not_reach_a_draft(student):
    draft = CourseFactory()
    GrantFactory(user=student, course=None, cause=Cause.MEMBERSHIP)
    access = explain_access(user=student, course=draft)
    assert [standing for _, standing in access.grants] == [Standing.DRAFT]
    assert (access.may_learn, access.because) == (False, Because.NOTHING)


def test_rights_to_other_courses_and_of_others_are_not_listed(course, student):
    GrantFactory(user=student)
    GrantFactory(course=course)
    enrollment = EnrollmentFactory(user=student, course=course)
    access = explain_access(user=student, course=course)
    assert (access.grants, access.because, access.enrollment) == ((), Because.NOTHING, enrollment)


def people(course):
    teacher = UserFactory(role=Role.INSTRUCTOR)
    course.instructor = InstructorFactory(user=teacher)
    course.save()
    return {
        Because.DISABLED: UserFactory(is_active=False),
        Because.ROLE: UserFactory(role=Role.EDITOR),
        Because.TEACHES: teacher,
        Because.GRANT: GrantFactory(course=course).user,
        Because.NOTHING: UserFactory(),
    }


def test_the_reason_never_contradicts_the_answer(course):
    for because, user in people(course).items():
        access = explain_access(user=user, course=course)
        assert access.because == because
        assert access.may_learn is may_learn(user=user, course=course)
        assert access.may_learn is (because not in {Because.DISABLED, Because.NOTHING})


def test_a_free_course_is_free_before_all_other_reasons():
    free = CourseFactory(published=True, is_free=True)
    GrantFactory(course=free)
    access = explain_access(user=UserFactory(), course=free)
    assert (access.may_learn, access.because) == (True, Because.FREE)
