import datetime as dt

import pytest
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory, LessonFactory, QuestionFactory, SectionFactory
from students.models import Cause, Enrollment, Grant
from students.selectors import may_learn
from students.services import start_attempt
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(role=Role.STAFF, email="staff@example.com"))
    return client


def test_access_is_given_by_hand_with_a_reason(staff):
    student, course = UserFactory(), CourseFactory(published=True)
    said = {"user": student.pk, "course": course.pk, "reason": "won a prize", "until_at_0": "", "until_at_1": ""}
    answer = staff.post("/admin/students/grant/add/", said)
    assert answer.status_code == 302
    grant = Grant.objects.get()
    assert (grant.cause, grant.reason, grant.until_at) == (Cause.STAFF, "won a prize (staff@example.com)", None)
    assert may_learn(user=student, course=course)
    assert Enrollment.objects.get().user == student


def test_the_form_says_what_an_empty_course_gives(staff):
    page = staff.get("/admin/students/grant/add/").content.decode()
    assert "Empty: all courses." in page
    assert "Empty: for good." in page


def test_without_a_reason_or_with_an_end_in_the_past_nothing_is_given(staff):
    student = UserFactory()
    assert staff.post("/admin/students/grant/add/", {"user": student.pk, "reason": ""}).status_code == 200
    said = {"user": student.pk, "reason": "late", "until_at_0": "2020-01-01", "until_at_1": "12:00"}
    answer = staff.post("/admin/students/grant/add/", said, follow=True)
    assert "Choose an end that is still to come." in answer.content.decode()
    assert Grant.objects.count() == 0


def test_a_right_is_taken_back_with_a_reason_and_else_stays(staff):
    grant = GrantFactory(cause=Cause.STAFF, reason="birthday")
    address = f"/admin/students/grant/{grant.pk}/change/"
    staff.post(address, {"taken_back_because": ""})
    grant.refresh_from_db()
    assert grant.revoked_at is None
    staff.post(address, {"taken_back_because": "given by mistake"})
    grant.refresh_from_db()
    assert grant.revoked_at is not None
    assert grant.reason == "birthday; given by mistake (staff@example.com)"
    assert "taken_back_because" not in staff.get(address).content.decode()


@pytest.mark.parametrize("cause", [Cause.ORDER, Cause.GIFT, Cause.MEMBERSHIP])
def test_what_was_paid_is_refunded_and_not_taken(staff, cause):
    grant = GrantFactory(cause=cause)
    answer = staff.post(f"/admin/students/grant/{grant.pk}/change/", {"taken_back_because": "no"}, follow=True)
    assert "Refund the order" in answer.content.decode()
    grant.refresh_from_db()
    assert grant.revoked_at is None


def test_extra_time_is_allowed_and_the_rest_is_only_read(staff):
    enrollment = EnrollmentFactory(completed_lesson_count=3)
    address = f"/admin/students/enrollment/{enrollment.pk}/change/"
    staff.post(address, {"extra_time_percent": "50", "completed_lesson_count": "9"})
    enrollment.refresh_from_db()
    assert (enrollment.extra_time_percent, enrollment.completed_lesson_count) == (50, 3)
    assert "Choose between 0 and 300 per cent." in staff.post(address, {"extra_time_percent": "301"}, follow=True).content.decode()
    enrollment.refresh_from_db()
    assert enrollment.extra_time_percent == 50


def test_nothing_of_it_is_added_or_deleted_by_hand(staff):
    enrollment, grant = EnrollmentFactory(), GrantFactory()
    assert staff.get("/admin/students/enrollment/add/").status_code == 403
    assert staff.get("/admin/students/attempt/add/").status_code == 403
    assert staff.post(f"/admin/students/grant/{grant.pk}/delete/", {"post": "yes"}).status_code == 403
    assert staff.post(f"/admin/students/enrollment/{enrollment.pk}/delete/", {"post": "yes"}).status_code == 403
    assert (Grant.objects.count(), Enrollment.objects.count()) == (1, 1)


def sat():
    course = CourseFactory(published=True)
    lesson = LessonFactory(section=SectionFactory(course=course), exam=True)
    QuestionFactory(pool=lesson.pool, right=1, wrong=1)
    grant = GrantFactory(course=course, from_at=timezone.now() - dt.timedelta(days=1))
    return start_attempt(user=grant.user, lesson=lesson)


def test_a_sitting_is_looked_at_and_never_written(staff):
    attempt = sat()
    address = f"/admin/students/attempt/{attempt.pk}/change/"
    page = staff.get(address).content.decode()
    assert attempt.enrollment.user.email in page
    assert '"choose"' not in page
    assert staff.post(address, {"passed": "1"}).status_code == 403
    attempt.refresh_from_db()
    assert attempt.passed is None


@pytest.mark.parametrize("name", ["grant", "enrollment", "attempt"])
def test_a_list_costs_the_same_however_long(staff, django_assert_max_num_queries, name):
    sat()
    address = f"/admin/students/{name}/"
    staff.get(address)
    with django_assert_max_num_queries(20) as first:
        staff.get(address)
    for _ in range(3):
        sat()
    with django_assert_max_num_queries(len(first)):
        assert staff.get(address).status_code == 200
