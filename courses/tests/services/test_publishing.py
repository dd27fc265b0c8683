import pytest

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from courses.models import LessonKind
from courses.services import publish_course, publishing_gaps, unpublish_course
from courses.tests.factories import CourseFactory, LessonFactory, QuestionFactory, QuestionPoolFactory, SectionFactory
from videos.models import VideoState
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db


def codes(course):
    return [(gap.code, gap.lesson) for gap in publishing_gaps(course=course)]


def test_a_course_with_a_lesson_of_each_kind_can_be_published():
    section = SectionFactory()
    LessonFactory(section=section)
    LessonFactory(section=section, kind=LessonKind.VIDEO, video=VideoFactory())
    exam = LessonFactory(section=section, exam=True)
    QuestionFactory(pool=exam.pool, right=1, wrong=1)
    publish_course(course=section.course)
    section.course.refresh_from_db()
    assert section.course.is_published
    published, changed = OutboxEvent.objects.order_by("sequence")
    assert (published.type, published.payload) == ("CoursePublished", {"course_id": str(section.course.public_id)})
    assert (changed.type, changed.payload["is_published"]) == ("CourseChanged", True)


def told():
    return list(OutboxEvent.objects.order_by("sequence").values_list("type", flat=True))


def test_publishing_twice_tells_once_and_keeps_the_first_moment():
    course = LessonFactory().course
    publish_course(course=course)
    first = course.published_at
    publish_course(course=course)
    course.refresh_from_db()
    assert course.published_at == first
    assert told() == ["CoursePublished", "CourseChanged"]
    assert course.history.count() == 2


def test_an_empty_course_says_what_it_needs_and_stays_a_draft():
    course = CourseFactory(title=" ")
    assert codes(course) == [("title_missing", None), ("lessons_missing", None)]
    with pytest.raises(DomainError) as refused:
        publish_course(course=course)
    assert refused.value.code == "course_incomplete"
    assert refused.value.message == "Give the course a title. Add a section with at least one lesson."
    course.refresh_from_db()
    assert not course.is_published
    assert not OutboxEvent.objects.exists()


def test_a_section_without_lessons_is_not_enough():
    assert codes(SectionFactory().course) == [("lessons_missing", None)]


def test_every_lesson_says_what_it_lacks_in_the_order_of_the_course():
    course = CourseFactory()
    first, second = (SectionFactory(course=course, position=position) for position in (1, 2))
    empty_pool = LessonFactory(section=second, quiz=True)
    no_pool = LessonFactory(section=second, kind=LessonKind.EXAM)
    unanswerable = LessonFactory(section=second, exam=True)
    QuestionFactory(pool=unanswerable.pool, right=1, wrong=1)
    QuestionFactory(pool=unanswerable.pool, wrong=2)
    no_video = LessonFactory(section=first, kind=LessonKind.VIDEO)
    draft = LessonFactory(section=first, kind=LessonKind.VIDEO, video=VideoFactory(state=VideoState.DRAFT))
    fileless = LessonFactory(section=first, kind=LessonKind.VIDEO, video=VideoFactory(source=""))
    assert codes(course) == [
        ("video_missing", no_video),
        ("video_not_ready", draft),
        ("video_not_ready", fileless),
        ("questions_missing", empty_pool),
        ("questions_missing", no_pool),
        ("answer_missing", unanswerable),
    ]


def test_two_hundred_lessons_are_looked_at_in_one_query(django_assert_num_queries):
    section = SectionFactory()
    pool = QuestionPoolFactory(course=section.course)
    QuestionFactory(pool=pool, right=1, wrong=1)
    for kind in ("article", "quiz") * 100:
        LessonFactory(section=section, kind=kind, pool=pool if kind == "quiz" else None)
    with django_assert_num_queries(1):
        assert publishing_gaps(course=section.course) == []


def test_unpublishing_hides_and_publishing_again_tells_again():
    course = LessonFactory().course
    publish_course(course=course)
    unpublish_course(course=course)
    assert course.published_at is None
    unpublish_course(course=course)
    course.refresh_from_db()
    assert not course.is_published
    assert course.history.count() == 3
    publish_course(course=course)
    assert told() == ["CoursePublished", "CourseChanged", "CourseChanged", "CoursePublished", "CourseChanged"]
