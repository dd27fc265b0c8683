from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.selectors import course_page, lessons_of_feed
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
    QuestionFactory,
    ReviewFactory,
    SectionFactory,
    TagFactory,
)
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def course():
    exam = ExamVersionFactory(code="CLF-C02")
    DomainFactory(exam_version=exam, position=2, name="Security", weight_percent=30)
    DomainFactory(exam_version=exam, position=1, name="Concepts", weight_percent=24)
    course = CourseFactory(slug="clf", published=True, exam_version=exam)
    second = SectionFactory(course=course, position=2, title="Practice")
    first = SectionFactory(course=course, position=1, title="Basics")
    SectionFactory(course=course, position=3, title="Empty")
    LessonFactory(section=first, position=2, slug="roles", duration_seconds=60, is_free_preview=True)
    LessonFactory(
        section=first, position=1, slug="why", duration_seconds=30, kind="video", video=VideoFactory(captions=["es", "en"])
    )
    exams = LessonFactory(section=second, position=1, slug="exam", exam=True, duration_seconds=5400)
    QuestionFactory.create_batch(3, pool=exams.pool)
    LessonFactory(section=second, position=2, slug="quiz", kind="quiz", pool=exams.pool, question_count=2)
    LessonFactory(section=second, position=3, slug="long", kind="exam", pool=exams.pool, question_count=65)
    course.tags.add(TagFactory(slug="cloud", name="Cloud"))
    return course


def test_the_curriculum_is_told_in_order(course):
    page = course_page(slug="clf", viewer=VISITOR)
    assert [(section.title, section.duration_seconds) for section in page.sections] == [("Basics", 90), ("Practice", 5400)]
    assert [(lesson.slug, lesson.question_count) for lesson in page.lessons] == [
        ("why", None),
        ("roles", None),
        ("exam", 3),
        ("quiz", 2),
        ("long", 3),
    ]
    assert (page.exam_count, page.question_count) == (2, 6)
    assert page.first_preview.slug == "roles"


def test_exam_tags_and_captions_are_told(course):
    page = course_page(slug="clf", viewer=VISITOR)
    assert [(domain.name, domain.weight_percent, domain.share) for domain in page.domains] == [
        ("Concepts", 24, 80),
        ("Security", 30, 100),
    ]
    assert page.tags == [("cloud", "Cloud")]
    assert page.caption_languages == ["en", "es"]


def test_the_number_of_statements_does_not_grow(course, django_assert_num_queries):
    LessonFactory.create_batch(5, section__course=course)
    ReviewFactory.create_batch(8, course=course)
    with django_assert_num_queries(1):
        page = course_page(slug="clf", viewer=VISITOR)
    with django_assert_num_queries(0):
        assert page.course.instructor.name
        assert page.course.exam_version.certification.name
        assert page.course.trailer is None
    parts = ("sections", "domains", "tags", "caption_languages", "reviews", "rating_shares", "paths", "related")
    for _ in range(2):
        with django_assert_num_queries(len(parts)):
            assert all(getattr(page, part) is getattr(page, part) for part in parts)
        page = course_page(slug="clf", viewer=VISITOR)
    CourseFactory(slug="plain", published=True)
    plain = course_page(slug="plain", viewer=VISITOR)
    assert (plain.sections, plain.domains, plain.rating_shares, plain.first_preview) == ([], [], [], None)
    with django_assert_num_queries(0):
        assert plain.domains == [], "without an exam there is nothing to read"


def test_reviews_are_the_newest_with_a_text_and_the_rating_counts_all(course):
    ReviewFactory(course=course, stars=1, text="")
    for number in range(7):
        ReviewFactory(course=course, stars=5 if number else 4, text=f"Review {number}", author__name=f"Ana {number}")
    page = course_page(slug="clf", viewer=VISITOR)
    assert [review.text for review in page.reviews] == [f"Review {number}" for number in range(6, 0, -1)]
    assert page.reviews[0].author_name == "Ana 6"
    assert page.rating_shares == [(5, 6, 75), (4, 1, 12), (3, 0, 0), (2, 0, 0), (1, 1, 12)]


def test_paths_count_published_steps_only(course):
    path = LearningPathFactory(slug="aws", title="AWS", is_published=True)
    LearningPathStepFactory(path=path, course=CourseFactory(), position=1)
    LearningPathStepFactory(path=path, course=CourseFactory(published=True), position=2)
    LearningPathStepFactory(path=path, course=course, position=3)
    LearningPathStepFactory(path=path, course=CourseFactory(published=True), position=4)
    LearningPathStepFactory(path=LearningPathFactory(), course=course)
    assert course_page(slug="clf", viewer=VISITOR).paths == [("aws", "AWS", 2, 3)]


def test_related_are_others_of_the_provider(course):
    CourseFactory(slug="azure", provider="azure", published=True)
    CourseFactory(slug="draft")
    for number in range(4):
        CourseFactory(slug=f"aws-{number}", published=True, learner_count=number)
    assert [row["slug"] for row in course_page(slug="clf", viewer=VISITOR).related] == ["aws-3", "aws-2", "aws-1"]


def test_a_draft_is_its_authors_only():
    teacher = UserFactory(role=Role.INSTRUCTOR)
    CourseFactory(slug="draft", instructor__user=teacher)
    for viewer in (VISITOR, UserFactory(), UserFactory(role=Role.INSTRUCTOR)):
        with pytest.raises(Course.DoesNotExist):
            course_page(slug="draft", viewer=viewer)
    for viewer in (teacher, UserFactory(role=Role.EDITOR)):
        assert course_page(slug="draft", viewer=viewer).course.slug == "draft"


def test_the_feed_holds_what_is_out(django_assert_num_queries):
    series = CourseFactory(series=True, published=True)
    now = timezone.now()
    for slug, published_at in {"old": now - timedelta(days=9), "new": now, "soon": now + timedelta(days=1), "never": None}.items():
        LessonFactory(section__course=series, slug=slug, published_at=published_at)
    with django_assert_num_queries(1):
        assert [lesson.slug for lesson in lessons_of_feed(course=series)] == ["new", "old"]
    assert [lesson.slug for lesson in lessons_of_feed(course=series, limit=1)] == ["new"]
