import datetime as dt

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory, ExamVersionFactory, LessonFactory, SectionFactory
from students.models import LessonProgress
from students.selectors import CardProgress, continue_learning, course_progress, library, place_in_course, progress_on_cards
from students.selectors.library import percent_done
from students.services import complete_lesson, touch_lesson
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def student():
    return UserFactory()


def course_of(student, lessons=2, **fields):
    course = CourseFactory(published=True, lesson_count=lessons, **fields)
    section = SectionFactory(course=course)
    GrantFactory(user=student, course=course)
    return course, [LessonFactory(section=section) for _ in range(lessons)]


@pytest.mark.parametrize("count", [1, 12])
def test_a_library_is_one_statement_however_long(student, django_assert_num_queries, count):
    for _ in range(count):
        EnrollmentFactory(user=student)
    EnrollmentFactory()
    with django_assert_num_queries(1):
        assert len(library(user=student)) == count


def test_a_row_says_where_to_go_on(student):
    course, lessons = course_of(student, exam_version=ExamVersionFactory(code="CLF-C02"))
    complete_lesson(user=student, lesson=lessons[0])
    touch_lesson(user=student, lesson=lessons[1])
    LessonProgress.objects.filter(lesson=lessons[1]).update(position_seconds=95)
    [row] = library(user=student)
    assert (row.course_slug, row.exam_code, row.lesson_count, row.completed_count, row.percent) == (
        course.slug,
        "CLF-C02",
        2,
        1,
        50,
    )
    assert (row.next_lesson_slug, row.next_lesson_title, row.position_seconds) == (lessons[1].slug, lessons[1].title, 95)


def test_a_course_that_was_never_opened_begins_at_its_first_lesson(student):
    course, lessons = course_of(student)
    EnrollmentFactory(user=student, course=course)
    [row] = library(user=student)
    assert (row.next_lesson_slug, row.position_seconds, row.percent) == (lessons[0].slug, 0, 0)


def test_after_a_lesson_that_is_done_comes_the_next_that_is_not(student):
    course, lessons = course_of(student, lessons=3)
    later = LessonFactory(section=SectionFactory(course=course))
    order = [*lessons, later]

    def goes_on():
        return library(user=student)[0].next_lesson_slug

    touch_lesson(user=student, lesson=lessons[1])
    assert goes_on() == lessons[1].slug
    for opened, expected in ((1, 2), (2, 3), (3, 0), (0, 0)):
        complete_lesson(user=student, lesson=order[opened])
        touch_lesson(user=student, lesson=order[opened])
        assert goes_on() == order[expected].slug
        assert place_in_course(viewer=student, course=course.slug) == order[expected].slug


def test_continue_is_the_course_last_seen_that_is_not_done(student):
    assert continue_learning(user=student) is None
    now = timezone.now()
    older = EnrollmentFactory(user=student, last_seen_at=now - dt.timedelta(days=2))
    EnrollmentFactory(user=student, last_seen_at=now - dt.timedelta(days=3))
    EnrollmentFactory(user=student, last_seen_at=now, completed_at=now)
    assert continue_learning(user=student).course_id == older.course_id


def test_course_progress_knows_what_is_done_and_where_it_resumes(student, django_assert_num_queries):
    course, lessons = course_of(student)
    assert course_progress(user=student, course=course).enrollment is None
    complete_lesson(user=student, lesson=lessons[0])
    LessonProgress.objects.filter(lesson=lessons[0]).update(position_seconds=7)
    with django_assert_num_queries(2):
        progress = course_progress(user=student, course=course)
    assert (progress.completed, progress.positions, progress.percent) == ({lessons[0].pk}, {lessons[0].pk: 7}, 50)


@pytest.mark.parametrize(("done", "lessons", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (4, 3, 100)])
def test_per_cent_is_100_only_when_all_is_done(done, lessons, percent):
    assert percent_done(done=done, lessons=lessons) == percent


def test_cards_show_how_far_the_student_is_in_what_is_theirs(student, django_assert_num_queries):
    begun, lessons = course_of(student, lessons=3)
    complete_lesson(user=student, lesson=lessons[0])
    finished = EnrollmentFactory(user=student, completed_at=timezone.now(), completed_lesson_count=0)
    elsewhere, others = EnrollmentFactory(user=student), EnrollmentFactory()
    with django_assert_num_queries(1):
        found = progress_on_cards(user=student, course_ids=[begun.pk, finished.course_id, others.course_id])
    assert found == {begun.pk: CardProgress(33, None), finished.course_id: CardProgress(0, finished.completed_at)}
    assert elsewhere.course_id not in found


def test_the_course_to_go_on_with_is_read_alone(student, django_assert_num_queries):
    for _ in range(3):
        EnrollmentFactory(user=student)
    with django_assert_num_queries(1):
        assert continue_learning(user=student).percent == 0
