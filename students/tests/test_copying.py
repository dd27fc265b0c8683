"""The copy of the catalogue that learning keeps. The way that facts take to it: `acg/tests/test_course_copies.py`."""

import dataclasses
import datetime as dt
import uuid

import pytest
from django.utils import timezone

from acg.events.models import OutboxEvent
from courses.events import CourseChanged
from courses.models import Course
from courses.tests.factories import CourseFactory
from students.models import CourseCopy
from students.services import Drift, compare_copies, drop_course_copy, keep_course_copy, rebuild_copies

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
FACT = CourseChanged(
    course_id=7,
    public_id=str(uuid.UUID(int=7)),
    slug="storage",
    title="Storage",
    provider="aws",
    exam_code="CLF-C02",
    lesson_count=3,
    duration_seconds=600,
    is_published=True,
)


def keep(sequence, **changes):
    return keep_course_copy(fact=dataclasses.replace(FACT, **changes), sequence=sequence, as_of=MONDAY)


def drop(sequence):
    return drop_course_copy(course_id=7, public_id=FACT.public_id, sequence=sequence, as_of=MONDAY)


def test_a_fact_is_known_as_it_was_told_and_as_of_when():
    assert keep(4) is True
    copy = CourseCopy.objects.get()
    assert {name: str(getattr(copy, name)) for name in dataclasses.asdict(FACT)} == {
        name: str(value) for name, value in dataclasses.asdict(FACT).items()
    }
    assert (copy.sequence, copy.as_of, copy.is_gone) == (4, MONDAY, False)


def test_an_older_fact_and_the_same_again_change_nothing(django_assert_num_queries):
    keep(4)
    with django_assert_num_queries(2):
        assert keep(3, title="Old") is False
    assert keep(4, title="Again") is False
    assert keep(5, title="New") is True
    assert CourseCopy.objects.values_list("title", "sequence").get() == ("New", 5)


def test_what_is_gone_is_not_brought_back_by_an_older_fact():
    assert drop(9) is True
    assert keep(8) is False
    assert drop(7) is False
    assert CourseCopy.objects.values_list("is_gone", "is_published").get() == (True, False)
    assert keep(10) is True
    assert CourseCopy.objects.get().is_gone is False


@pytest.fixture
def school():
    """Four courses: one copied rightly, one not at all, one wrongly; and a copy of a course that is gone."""
    right, missing, wrong = CourseFactory.create_batch(3)
    rebuild_copies()
    CourseCopy.objects.filter(pk=missing.pk).delete()
    CourseCopy.objects.filter(pk=wrong.pk).update(title="Something else")
    keep(1, course_id=right.pk + 1000)
    return right, missing, wrong


def test_a_comparison_names_and_mends_what_is_wrong_and_finds_nothing_afterwards(school, caplog):
    right, missing, wrong = school
    with caplog.at_level("INFO", "acg.metrics"):
        drift = compare_copies()
    assert drift == Drift(3, (str(missing.public_id),), (str(wrong.public_id),), (FACT.public_id,))
    assert "copies.drifted" in caplog.text
    assert set(CourseCopy.objects.filter(is_gone=False).values_list("title", "lesson_count")) == {
        (course.title, course.lesson_count) for course in (right, missing, wrong)
    }
    assert CourseCopy.objects.get(is_gone=True).public_id == uuid.UUID(FACT.public_id)
    caplog.clear()
    assert compare_copies() == Drift(3, (), (), ())
    assert "copies.drifted" not in caplog.text


def test_what_was_told_a_moment_ago_is_left_to_its_fact_and_mended_later(school):
    _right, missing, wrong = school
    for course in (missing, wrong):
        OutboxEvent.objects.create(type="CourseChanged", subject=f"course:{course.public_id}", payload={})
    OutboxEvent.objects.create(type="CourseRemoved", subject=f"course:{FACT.public_id}", payload={})
    assert compare_copies() == Drift(3, (), (), ())
    OutboxEvent.objects.update(occurred_at=timezone.now() - dt.timedelta(minutes=6))
    assert compare_copies().count == 3


def test_a_fact_that_comes_after_it_was_mended_for_changes_nothing(school):
    _right, _missing, wrong = school
    event = OutboxEvent.objects.create(type="CourseChanged", subject=f"course:{wrong.public_id}", payload={}, occurred_at=MONDAY)
    compare_copies()
    copy = CourseCopy.objects.get(pk=wrong.pk)
    assert (copy.sequence, copy.title) == (event.sequence, wrong.title)
    assert keep(event.sequence, course_id=wrong.pk, public_id=str(wrong.public_id)) is False


def test_what_is_gone_is_forgotten_after_two_months():
    drop(1)
    CourseCopy.objects.update(as_of=timezone.now() - dt.timedelta(days=59))
    compare_copies()
    assert CourseCopy.objects.count() == 1
    CourseCopy.objects.update(as_of=timezone.now() - dt.timedelta(days=61))
    compare_copies()
    assert CourseCopy.objects.count() == 0


def test_all_copies_are_made_anew_whatever_was_told_just_now(school):
    OutboxEvent.objects.create(type="CourseChanged", subject=f"course:{school[1].public_id}", payload={})
    drift = rebuild_copies()
    assert (drift.compared, len(drift.missing), drift.different, drift.left_over) == (3, 3, (), ())
    assert set(CourseCopy.objects.values_list("pk", flat=True)) == set(Course.objects.values_list("pk", flat=True))


def test_comparing_costs_the_same_however_many_courses_are_right(django_assert_num_queries):
    CourseFactory.create_batch(5)
    rebuild_copies()
    with django_assert_num_queries(3):  # the copies, the catalogue, those to forget
        compare_copies()
