import pytest
from django.contrib.auth.models import AnonymousUser

from acg.users.tests.factories import UserFactory
from courses.models import LessonKind
from courses.tests.factories import CourseFactory, LessonFactory, LessonResourceFactory, SectionFactory
from students.selectors import lesson_by_slugs, lesson_page, place_in_course
from students.services import complete_lesson, touch_lesson
from students.tests.factories import EnrollmentFactory, GrantFactory
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(published=True)


@pytest.fixture
def lessons(course):
    second, first = SectionFactory(course=course, position=2), SectionFactory(course=course, position=1)
    video = VideoFactory(captions=["en"])
    return [
        LessonFactory(section=first, position=1, kind=LessonKind.VIDEO, video=video, duration_seconds=40, is_free_preview=True),
        LessonFactory(section=first, position=2),
        LessonFactory(section=second, position=1, exam=True),
    ]


@pytest.fixture
def student(course):
    return GrantFactory(course=course).user


def page_of(lesson, viewer):
    return lesson_page(lesson=lesson_by_slugs(course=lesson.course.slug, lesson=lesson.slug), viewer=viewer)


def test_a_lesson_stands_in_its_course(lessons, student):
    complete_lesson(user=student, lesson=lessons[0])
    page = page_of(lessons[1], student)
    assert [(chapter.number, chapter.title, [step.lesson for step in chapter.steps]) for chapter in page.chapters] == [
        (1, lessons[0].section.title, lessons[:2]),
        (2, lessons[2].section.title, lessons[2:]),
    ]
    steps = [step for chapter in page.chapters for step in chapter.steps]
    assert [(step.is_current, step.is_complete, step.is_open) for step in steps] == [
        (False, True, True),
        (True, False, True),
        (False, False, True),
    ]
    assert (page.previous, page.next) == (lessons[0], lessons[2])
    assert (page.completed_count, page.lesson_count, page.percent) == (1, 3, 33)
    assert (page.may_learn, page.is_complete, page.playback) == (True, False, None)


def test_its_film_goes_on_where_it_was_left(lessons, student):
    _enrollment, progress = touch_lesson(user=student, lesson=lessons[0])
    progress.position_seconds = 25
    progress.save()
    page = page_of(lessons[0], student)
    assert (page.position_seconds, page.previous, page.next) == (25, None, lessons[1])
    assert page.playback.duration_seconds == 40
    assert len(page.playback.transcript) == 2


def test_its_resources(lessons, student):
    resources = [LessonResourceFactory(lesson=lessons[1]), LessonResourceFactory(lesson=lessons[1])]
    LessonResourceFactory(lesson=lessons[0])
    assert page_of(lessons[1], student).resources == resources


@pytest.mark.parametrize("viewer", [AnonymousUser, UserFactory])
def test_without_the_right_only_the_free_preview_opens(lessons, viewer):
    viewer = viewer()
    page = page_of(lessons[0], viewer)
    assert (page.may_learn, page.completed_count, page.position_seconds, page.is_complete) == (False, 0, 0, False)
    assert [step.is_open for chapter in page.chapters for step in chapter.steps] == [True, False, False]
    assert page.playback is not None
    assert page_of(lessons[1], viewer) is None
    assert page_of(lessons[2], viewer) is None


def test_a_preview_in_a_draft_is_closed(course, lessons):
    course.published_at = None
    course.save()
    assert page_of(lessons[0], AnonymousUser()) is None


def test_queries_do_not_grow_with_the_course(lessons, student, django_assert_num_queries):
    complete_lesson(user=student, lesson=lessons[1])
    found = lesson_by_slugs(course=lessons[0].course.slug, lesson=lessons[0].slug)
    for count in (0, 20):
        LessonFactory.create_batch(count, section=lessons[0].section)
        with django_assert_num_queries(7):  # right, enrolment, progress, lessons, resources, captions, transcript
            lesson_page(lesson=found, viewer=student)


def test_there_is_no_such_lesson(lessons):
    assert lesson_by_slugs(course="nothing", lesson=lessons[0].slug) is None
    assert lesson_by_slugs(course=lessons[0].course.slug, lesson="nothing") is None


def test_the_way_back_into_a_course(course, lessons, student):
    assert place_in_course(viewer=AnonymousUser(), course=course.slug) == lessons[0].slug
    assert place_in_course(viewer=student, course=course.slug) == lessons[0].slug
    EnrollmentFactory(user=student, course=CourseFactory())
    touch_lesson(user=student, lesson=lessons[1])
    assert place_in_course(viewer=student, course=course.slug) == lessons[1].slug
    assert place_in_course(viewer=UserFactory(), course=course.slug) == lessons[0].slug
    course.published_at = None
    course.save()
    assert place_in_course(viewer=AnonymousUser(), course=course.slug) == ""
    assert place_in_course(viewer=student, course=course.slug) == lessons[1].slug
    assert place_in_course(viewer=student, course="nothing") == ""
