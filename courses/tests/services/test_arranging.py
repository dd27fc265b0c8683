import uuid

import pytest

from acg.shared.errors import DomainError
from courses.models import Lesson
from courses.services import reorder_lessons, reorder_sections
from courses.tests.factories import CourseFactory, LessonFactory, SectionFactory

pytestmark = pytest.mark.django_db


def lessons_of(section):
    return list(Lesson.objects.filter(section=section).order_by("position"))


def ids(rows):
    return [row.public_id for row in rows]


@pytest.fixture
def two_sections():
    course = CourseFactory()
    first, second = (SectionFactory(course=course, position=position) for position in (1, 2))
    a, b, c = (LessonFactory(section=first, position=position) for position in (1, 2, 3))
    d = LessonFactory(section=second, position=1)
    return first, second, a, b, c, d


def test_sections_stand_as_told_and_only_those_that_moved_have_history():
    course = CourseFactory()
    a, b, c = (SectionFactory(course=course, position=position) for position in (1, 2, 3))
    reorder_sections(course=course, section_ids=ids([b, a, c]))
    assert list(course.sections.order_by("position")) == [b, a, c]
    assert [row.history.count() for row in (a, b, c)] == [2, 2, 1]
    assert a.history.first().history_change_reason == "Reordered"


def test_the_same_order_again_writes_nothing(django_assert_num_queries):
    course = CourseFactory()
    a, b = (SectionFactory(course=course, position=position) for position in (1, 2))
    with django_assert_num_queries(5):  # savepoint, lock, sections, the course's date, release
        reorder_sections(course=course, section_ids=ids([a, b]))


@pytest.mark.parametrize("wrong", ["missing", "twice", "foreign", "unknown"])
def test_an_order_that_is_not_of_this_course_changes_nothing(wrong):
    course = CourseFactory()
    a, b = (SectionFactory(course=course, position=position) for position in (1, 2))
    asked = {"missing": [b], "twice": [b, a, a], "foreign": [b, a, SectionFactory()], "unknown": [b]}[wrong]
    section_ids = ids(asked) + ([uuid.uuid4()] if wrong == "unknown" else [])
    with pytest.raises(DomainError) as refused:
        reorder_sections(course=course, section_ids=section_ids)
    assert refused.value.code == "sections_differ"
    assert list(course.sections.order_by("position")) == [a, b]


def test_lessons_stand_as_told(two_sections):
    first, _second, a, b, c, _d = two_sections
    reorder_lessons(section=first, lesson_ids=ids([c, a, b]))
    assert lessons_of(first) == [c, a, b]


def test_a_lesson_moves_to_another_section_and_keeps_its_identity(two_sections):
    first, second, a, b, c, d = two_sections
    reorder_lessons(section=second, lesson_ids=ids([b, d]))
    assert (lessons_of(first), lessons_of(second)) == ([a, c], [b, d])
    moved = Lesson.objects.get(public_id=b.public_id)
    assert (moved.pk, moved.section, moved.history.first().section) == (b.pk, second, second)


def test_a_lesson_that_moves_to_the_same_number_is_written_too(two_sections):
    first, second, a, b, c, d = two_sections
    reorder_lessons(section=second, lesson_ids=ids([a, d]))
    assert (lessons_of(first), lessons_of(second)) == ([b, c], [a, d])


@pytest.mark.parametrize("wrong", ["missing", "twice", "foreign"])
def test_lessons_that_differ_change_nothing(two_sections, wrong):
    first, _second, a, b, c, _d = two_sections
    asked = {"missing": [b, a], "twice": [b, a, c, c], "foreign": [b, a, c, LessonFactory()]}[wrong]
    with pytest.raises(DomainError) as refused:
        reorder_lessons(section=first, lesson_ids=ids(asked))
    assert refused.value.code == "lessons_differ"
    assert lessons_of(first) == [a, b, c]


def test_two_hundred_lessons_cost_as_many_queries_as_two(django_assert_num_queries):
    section = SectionFactory()
    lessons = [LessonFactory(section=section, position=position) for position in range(1, 201)]
    with django_assert_num_queries(8):
        reorder_lessons(section=section, lesson_ids=ids(reversed(lessons)))
    assert lessons_of(section) == lessons[::-1]
