import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory, InstructorFactory, LessonFactory, SectionFactory
from students.models import Cause, Enrollment, Grant
from students.selectors import live_grants, may_learn, may_open, teaches
from students.services import (
    allow_extra_time,
    enrol,
    grant_by_staff,
    grant_for_order,
    refuse_owned,
    revoke_by_staff,
    revoke_for_order,
)
from students.tests.factories import GrantFactory
from students.tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(published=True)


@pytest.fixture
def student():
    return UserFactory()


def test_a_settled_order_lets_the_buyer_learn_and_enrols_them(course, student):
    assert not may_learn(user=student, course=course)
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    assert may_learn(user=student, course=course)
    grant = Grant.objects.get()
    assert (grant.cause, grant.cause_id, grant.until_at, grant.revoked_at) == (Cause.ORDER, "o1", None, None)
    assert Enrollment.objects.get().user == student


def test_granting_twice_changes_nothing(course, student):
    for _ in range(3):
        grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    assert (Grant.objects.count(), Enrollment.objects.count(), OutboxEvent.objects.count()) == (1, 1, 1)


def test_a_refund_ends_the_right_and_keeps_the_enrolment(course, student):
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    assert revoke_for_order(order_id="o1", reason="refunded") == 1
    assert not may_learn(user=student, course=course)
    assert Grant.objects.get().reason == "refunded"
    assert Enrollment.objects.count() == 1
    assert revoke_for_order(order_id="o1", reason="again") == 0


def test_a_refund_that_failed_gives_the_right_back(course, student):
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    revoke_for_order(order_id="o1", reason="refunded")
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    assert may_learn(user=student, course=course)
    assert Grant.objects.get().reason == ""


def test_another_source_outlives_a_refund(course, student):
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    grant_for_order(order_id="o2", buyer_id=student.pk, course_ids=[course.pk])
    revoke_for_order(order_id="o1", reason="refunded")
    assert may_learn(user=student, course=course)


def test_all_courses_opens_what_is_published_and_enrols_in_nothing(course, student):
    grant_for_order(order_id="m1", buyer_id=student.pk, course_ids=[], all_courses=True)
    assert may_learn(user=student, course=course)
    assert not may_learn(user=student, course=CourseFactory())
    assert Enrollment.objects.count() == 0


def test_what_was_bought_stays_when_the_course_leaves_the_catalogue(course, student):
    grant_for_order(order_id="o1", buyer_id=student.pk, course_ids=[course.pk])
    course.published_at = None
    course.save()
    assert may_learn(user=student, course=course)


@pytest.mark.parametrize(
    "times",
    [
        {"from_at": dt.timedelta(hours=1)},
        {"until_at": dt.timedelta(hours=-1)},
        {"revoked_at": dt.timedelta(hours=-1)},
    ],
)
def test_a_right_that_does_not_hold_now_opens_nothing(course, student, times):
    GrantFactory(user=student, course=course, **{name: timezone.now() + delta for name, delta in times.items()})
    assert not may_learn(user=student, course=course)
    assert list(live_grants(user=student)) == []


def test_free_courses_are_for_everyone_signed_in(student):
    free = CourseFactory(published=True, is_free=True)
    assert may_learn(user=student, course=free)
    assert not may_learn(user=AnonymousUser(), course=free)
    assert not may_learn(user=student, course=CourseFactory(is_free=True)), "a draft is nobody's yet"


def test_a_disabled_account_opens_nothing(course):
    gone = UserFactory(is_active=False)
    GrantFactory(user=gone, course=course)
    assert not may_learn(user=gone, course=course)
    assert not teaches(user=gone, course=course)


def test_authors_enter_their_own_drafts_and_editors_all():
    teacher = UserFactory(role=Role.INSTRUCTOR)
    own = CourseFactory(instructor=InstructorFactory(user=teacher))
    other = CourseFactory()
    assert may_learn(user=teacher, course=own)
    assert not may_learn(user=teacher, course=other)
    assert may_learn(user=UserFactory(role=Role.EDITOR), course=other)
    assert may_learn(user=UserFactory(role=Role.STAFF), course=other)


def test_a_free_preview_of_a_published_course_is_open_to_everyone(course):
    preview = LessonFactory(section=SectionFactory(course=course), is_free_preview=True)
    locked = LessonFactory(section=SectionFactory(course=course))
    draft = LessonFactory(is_free_preview=True)
    assert may_open(user=AnonymousUser(), lesson=preview)
    assert not may_open(user=AnonymousUser(), lesson=locked)
    assert not may_open(user=AnonymousUser(), lesson=draft)


def test_staff_give_access_with_a_reason(course, student):
    staff = UserFactory(role=Role.STAFF)
    until = timezone.now() + dt.timedelta(days=30)
    grant = grant_by_staff(user=student, course=course, by=staff, reason="won a prize", until_at=until)
    assert (grant.cause, grant.until_at, grant.reason) == (Cause.STAFF, until, f"won a prize ({staff})")
    assert may_learn(user=student, course=course)
    assert Enrollment.objects.count() == 1


def test_staff_may_open_all_courses(course, student):
    grant_by_staff(user=student, course=None, by=UserFactory(role=Role.STAFF), reason="press")
    assert may_learn(user=student, course=course)


@pytest.mark.parametrize(
    ("role", "reason", "until", "code"),
    [
        (Role.EDITOR, "friend", None, "forbidden"),
        (Role.STAFF, "  ", None, "reason_missing"),
        (Role.STAFF, "late", dt.timedelta(days=-1), "until_in_the_past"),
    ],
)
def test_access_is_not_given_without_right_reason_and_future(course, student, role, reason, until, code):
    with pytest.raises(DomainError) as refusal:
        grant_by_staff(
            user=student,
            course=course,
            by=UserFactory(role=role),
            reason=reason,
            until_at=timezone.now() + until if until else None,
        )
    assert refusal.value.code == code
    assert Grant.objects.count() == 0


def test_taking_back_needs_staff_and_a_reason_and_happens_once(course, student):
    staff, grant = UserFactory(role=Role.STAFF), GrantFactory(user=student, course=course, cause=Cause.STAFF, reason="")
    for by, reason, code in ((UserFactory(role=Role.EDITOR), "why", "forbidden"), (staff, " ", "reason_missing")):
        with pytest.raises(DomainError) as refusal:
            revoke_by_staff(grant=grant, by=by, reason=reason)
        assert refusal.value.code == code
    assert may_learn(user=student, course=course)
    first = revoke_by_staff(grant=grant, by=staff, reason="mistake")
    again = revoke_by_staff(grant=grant, by=staff, reason="once more")
    assert (again.revoked_at, again.reason) == (first.revoked_at, f"mistake ({staff})")
    assert not may_learn(user=student, course=course)


@pytest.mark.parametrize(("role", "percent", "code"), [(Role.EDITOR, 50, "forbidden"), (Role.STAFF, 301, "bad_percent")])
def test_extra_time_needs_staff_and_has_bounds(course, student, role, percent, code):
    enrollment = enrol(user=student, course=course)
    with pytest.raises(DomainError) as refusal:
        allow_extra_time(enrollment=enrollment, by=UserFactory(role=role), percent=percent)
    assert refusal.value.code == code
    enrollment.refresh_from_db()
    assert enrollment.extra_time_percent == 0


def test_what_is_owned_is_not_sold_again(course, student):
    other = CourseFactory(published=True)
    refuse_owned(buyer_id=student.pk, course_ids=[course.pk])
    GrantFactory(user=student, course=course)
    with pytest.raises(DomainError) as refusal:
        refuse_owned(buyer_id=student.pk, course_ids=[course.pk])
    assert refusal.value.code == "already_owned"
    refuse_owned(buyer_id=student.pk, course_ids=[course.pk, other.pk])
    refuse_owned(buyer_id=student.pk, course_ids=[])


def test_enrolling_twice_is_once_and_told_once(course, student):
    first, second = enrol(user=student, course=course), enrol(user=student, course=course)
    assert first == second
    event = OutboxEvent.objects.get()
    assert (event.type, event.payload) == ("StudentEnrolled", {"course_id": course.pk})


@pytest.mark.django_db(transaction=True)
def test_eight_enrolments_of_one_student_at_once_are_one():
    course, student = CourseFactory(published=True), UserFactory()
    enrollments = at_once(8, lambda _: enrol(user=student, course=course).pk)
    assert len(set(enrollments)) == 1
    assert (Enrollment.objects.count(), OutboxEvent.objects.count()) == (1, 1)
