import pytest
from django.db import connection
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import Course, Instructor, Lesson, LessonKind, Section
from courses.services import (
    delete_course,
    delete_lesson,
    delete_section,
    save_course,
    save_instructor,
    save_lesson,
    save_section,
)
from courses.tests.factories import (
    CourseFactory,
    CourseImageFactory,
    InstructorFactory,
    LessonFactory,
    QuestionPoolFactory,
    SectionFactory,
    TagFactory,
    TaskStatementFactory,
)
from students.models import Enrollment, LessonProgress
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db


def learn(lesson):
    enrollment = Enrollment.objects.create(user=UserFactory(), course=lesson.course)
    LessonProgress.objects.create(enrollment=enrollment, lesson=lesson)


def test_an_instructor_gets_a_slug_and_rendered_text():
    InstructorFactory(slug="maya-ortiz")
    instructor = save_instructor(instructor=Instructor(name="Maya Ortiz", bio="**Hello**<script>alert(1)</script>"))
    assert instructor.slug == "maya-ortiz-2"
    assert instructor.bio_html == "<p><strong>Hello</strong></p>\n"


def test_slugs_that_are_given_are_kept():
    instructor = save_instructor(instructor=Instructor(name="Maya", slug="m"))
    lesson = save_lesson(lesson=Lesson(section=SectionFactory(), title="Buckets", slug="b"))
    assert (instructor.slug, lesson.slug) == ("m", "b")


def test_an_instructor_needs_a_name():
    with pytest.raises(DomainError) as refused:
        save_instructor(instructor=Instructor(name=" "))
    assert (refused.value.code, refused.value.field) == ("name_missing", "name")
    assert not Instructor.objects.exists()


def test_a_course_starts_as_a_draft_with_a_slug_of_its_own():
    CourseFactory(slug="storage")
    CourseFactory(slug="storage-2")
    tag = TagFactory()
    course = save_course(course=Course(title="Storage", instructor=InstructorFactory(), description="# Hi"), tags=[tag])
    assert course.slug == "storage-3"
    assert course.description_html == '<h1 id="text-hi">Hi</h1>\n'
    assert not course.is_published
    assert list(course.tags.all()) == [tag]
    assert course.history.count() == 1


def test_a_slug_stays_when_the_title_changes_and_tags_stay_when_none_are_given():
    course = CourseFactory(slug="first")
    course.tags.add(TagFactory())
    course.title = "Second"
    save_course(course=course)
    course.refresh_from_db()
    assert (course.slug, course.title, course.tags.count()) == ("first", "Second", 1)


@pytest.mark.parametrize(("title", "slug"), [("日本語", "course"), ("x" * 150, "x" * 100)])
def test_titles_that_make_poor_slugs(title, slug):
    assert save_course(course=Course(title=title, instructor=InstructorFactory())).slug == slug


def test_long_slugs_keep_their_number_within_the_limit():
    instructor = InstructorFactory()
    slugs = [save_course(course=Course(title="y" * 120, instructor=instructor)).slug for _ in range(3)]
    assert slugs == ["y" * 100, "y" * 98 + "-2", "y" * 98 + "-3"]


def test_a_series_is_free():
    assert save_course(course=Course(title="Weekly", kind="series", instructor=InstructorFactory())).is_free


def test_a_course_needs_a_title():
    with pytest.raises(DomainError) as refused:
        save_course(course=Course(title="  ", instructor=InstructorFactory()))
    assert refused.value.code == "title_missing"
    assert not Course.objects.exists()


def test_sections_and_lessons_stand_last_until_they_are_moved():
    course = CourseFactory()
    first, second = (save_section(section=Section(course=course, title=title)) for title in ("One", "Two"))
    lessons = [save_lesson(lesson=Lesson(section=second, title=title)) for title in ("A", "B")]
    assert [first.position, second.position] == [1, 2]
    assert [lesson.position for lesson in lessons] == [1, 2]
    assert [lesson.slug for lesson in lessons] == ["a", "b"]


def test_a_position_that_is_given_is_kept():
    section = save_section(section=Section(course=CourseFactory(), title="Zero", position=0))
    assert (section.position, save_lesson(lesson=Lesson(section=section, title="Zero", position=0)).position) == (0, 0)


def test_a_section_needs_a_title():
    with pytest.raises(DomainError, match="title"):
        save_section(section=Section(course=CourseFactory(), title=""))
    assert not Section.objects.exists()


def test_a_lesson_takes_its_sections_course_and_the_course_counts_it():
    before = timezone.now()
    section = SectionFactory()
    statement = TaskStatementFactory()
    lesson = save_lesson(
        lesson=Lesson(section=section, course=CourseFactory(), title="Buckets", body="word " * 401), task_statements=[statement]
    )
    section.course.refresh_from_db()
    assert lesson.course == section.course
    assert lesson.duration_seconds == 180
    assert (section.course.lesson_count, section.course.duration_seconds) == (1, 180)
    assert section.course.content_updated_at >= before
    assert list(lesson.task_statements.all()) == [statement]


def test_lessons_of_one_title_get_addresses_of_their_own_and_other_courses_do_not_matter():
    section = SectionFactory()
    LessonFactory(slug="buckets")
    slugs = [save_lesson(lesson=Lesson(section=section, title="Buckets")).slug for _ in range(2)]
    assert slugs == ["buckets", "buckets-2"]


def test_pictures_of_the_course_are_shown_by_their_own_address_and_others_stay():
    section = SectionFactory()
    image = CourseImageFactory(course=section.course, key="images/a&b.png")
    CourseImageFactory(key="images/other.png")
    lesson = save_lesson(
        lesson=Lesson(
            section=section, title="P", body="![A](<images/a&b.png>) ![O](images/other.png) ![W](https://example.com/w.png)"
        )
    )
    assert f'src="/courses/images/{image.public_id}/" alt="A"' in lesson.body_html
    assert 'src="images/other.png"' in lesson.body_html
    assert 'src="https://example.com/w.png"' in lesson.body_html


def test_how_long_a_lesson_takes_follows_from_what_it_holds():
    section = SectionFactory()
    video = VideoFactory(duration_seconds=95)
    unknown = VideoFactory(duration_seconds=0)

    def seconds(**fields):
        return save_lesson(lesson=Lesson(section=section, title="L", **fields)).duration_seconds

    assert seconds(kind=LessonKind.VIDEO, video=video, duration_seconds=7) == 95
    assert seconds(kind=LessonKind.VIDEO, video=unknown, duration_seconds=7) == 7
    assert seconds(kind=LessonKind.VIDEO) == 0
    assert seconds(kind=LessonKind.EXAM, time_limit_minutes=90) == 5400
    assert seconds(kind=LessonKind.EXAM, duration_seconds=60) == 60
    assert seconds(kind=LessonKind.QUIZ, duration_seconds=300) == 300
    assert seconds(kind=LessonKind.ARTICLE, duration_seconds=300) == 0


def test_a_lesson_needs_a_title_and_a_pool_of_its_own_course():
    section = SectionFactory()
    with pytest.raises(DomainError) as refused:
        save_lesson(lesson=Lesson(section=section, title=""))
    assert refused.value.code == "title_missing"
    with pytest.raises(DomainError) as refused:
        save_lesson(lesson=Lesson(section=section, title="Quiz", kind="quiz", pool=QuestionPoolFactory()))
    assert (refused.value.code, refused.value.field) == ("pool_elsewhere", "pool")
    assert not Lesson.objects.exists()


def test_deleting_a_lesson_recounts_the_course():
    lesson = LessonFactory()
    course = lesson.course
    delete_lesson(lesson=lesson)
    course.refresh_from_db()
    assert (Lesson.objects.count(), course.lesson_count) == (0, 0)


@pytest.mark.parametrize(
    "verb", [lambda lesson: delete_lesson(lesson=lesson), lambda lesson: delete_section(section=lesson.section)]
)
def test_what_someone_has_learned_is_not_deleted(verb):
    lesson = LessonFactory()
    learn(lesson)
    with pytest.raises(DomainError) as refused:
        verb(lesson)
    assert refused.value.code == "lesson_has_progress"
    assert not connection.needs_rollback
    assert Lesson.objects.filter(pk=lesson.pk).exists()
    assert Section.objects.filter(pk=lesson.section_id).exists()


def test_deleting_a_section_takes_its_lessons():
    lesson = LessonFactory()
    delete_section(section=lesson.section)
    assert (Section.objects.count(), Lesson.objects.count()) == (0, 0)


def test_deleting_a_course_takes_lessons_and_pools_with_it():
    lesson = LessonFactory(exam=True)
    other = LessonFactory()
    delete_course(course=lesson.course)
    assert list(Course.objects.all()) == [other.course]


def test_a_course_that_people_took_stays_whole():
    lesson = LessonFactory(exam=True)
    Enrollment.objects.create(user=UserFactory(), course=lesson.course)
    with pytest.raises(DomainError) as refused:
        delete_course(course=lesson.course)
    assert refused.value.code == "course_in_use"
    assert Lesson.objects.filter(pk=lesson.pk).exists()
