import datetime as dt

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.tests.factories import LessonFactory
from students.models import Attempt
from students.selectors import dashboard
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = pytest.mark.django_db


def attempt(enrollment, number, **columns):
    lesson = LessonFactory(section__course=enrollment.course, exam=True)
    return Attempt.objects.create(enrollment=enrollment, lesson=lesson, number=number, form=[], question_count=10, **columns)


def test_where_to_go_on_what_is_theirs_and_why(django_assert_num_queries):
    user, now = UserFactory(), timezone.now()
    finished = EnrollmentFactory(user=user, completed_at=now, last_seen_at=now)
    recent = EnrollmentFactory(user=user, last_seen_at=now - dt.timedelta(hours=1))
    older = EnrollmentFactory(user=user, last_seen_at=now - dt.timedelta(days=1))
    EnrollmentFactory()
    grant = GrantFactory(user=user)
    GrantFactory(user=user, revoked_at=now)
    GrantFactory()
    first = attempt(recent, 1, submitted_at=now - dt.timedelta(hours=2), correct_count=4, passed=False)
    second = attempt(recent, 2, submitted_at=now, correct_count=9, passed=True)
    attempt(recent, 3)
    with django_assert_num_queries(3):
        page = dashboard(user=user)
        assert [row.course.title for row in page.grants] == [grant.course.title]
        assert [row.lesson.course for row in page.attempts] == [recent.course, recent.course]
    assert page.go_on.course_id == recent.course_id
    assert [row.course_id for row in page.started] == [older.course_id]
    assert [row.course_id for row in page.completed] == [finished.course_id]
    assert page.attempts == [second, first]


def test_only_the_last_five_attempts():
    enrollment = EnrollmentFactory()
    for number in range(1, 8):
        attempt(enrollment, number, submitted_at=timezone.now(), correct_count=number, passed=False)
    assert [row.number for row in dashboard(user=enrollment.user).attempts] == [7, 6, 5, 4, 3]


def test_nothing_begun_yet():
    page = dashboard(user=UserFactory())
    assert (page.go_on, page.started, page.completed, page.attempts, page.grants) == (None, [], [], [], [])
