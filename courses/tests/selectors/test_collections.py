import pytest

from courses.models import Instructor, LearningPath
from courses.selectors import CARD, instructor_page, learning_path, learning_paths, practice_exams
from courses.tests.factories import (
    CourseFactory,
    ExamVersionFactory,
    InstructorFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    path = LearningPathFactory(slug="aws", title="AWS", is_published=True)
    exam = ExamVersionFactory(code="SAA-C03")
    LearningPathStepFactory(
        path=path,
        position=2,
        course=CourseFactory(slug="second", published=True, duration_seconds=50, lesson_count=5, exam_version=exam),
    )
    LearningPathStepFactory(
        path=path, position=1, course=CourseFactory(slug="first", published=True, duration_seconds=10, lesson_count=1)
    )
    LearningPathStepFactory(path=path, position=3, course=CourseFactory(slug="draft"))
    return path


def test_paths_come_with_their_published_courses_in_order(path, django_assert_num_queries):
    LearningPathStepFactory(path=LearningPathFactory(title="Hidden"), course=CourseFactory(published=True))
    LearningPathStepFactory(path=LearningPathFactory(title="Drafts", is_published=True), course=CourseFactory())
    other = LearningPathFactory(title="Azure", is_published=True)
    LearningPathStepFactory(path=other, course=CourseFactory(slug="azure", published=True))
    with django_assert_num_queries(2):
        pages = learning_paths()
    assert [page.path.title for page in pages] == ["AWS", "Azure"]
    assert [course["slug"] for course in pages[0].courses] == ["first", "second"]
    assert (pages[0].duration_seconds, pages[0].lesson_count) == (60, 6)
    assert set(pages[0].courses[1]) == {*CARD, "exam_code", "instructor_name"}
    assert pages[0].courses[1]["exam_code"] == "SAA-C03"


def test_one_path_is_found_by_its_address(path, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert learning_path(slug="aws").path == path


@pytest.mark.parametrize("slug", ["hidden", "nothing"])
def test_an_unpublished_path_is_not_there(slug):
    LearningPathStepFactory(path=LearningPathFactory(slug="hidden"), course=CourseFactory(published=True))
    with pytest.raises(LearningPath.DoesNotExist):
        learning_path(slug=slug)


def test_courses_with_practice_exams_are_paged(django_assert_num_queries):
    for number in range(3):
        LessonFactory(exam=True, section__course=CourseFactory(slug=f"exam-{number}", published=True, learner_count=number))
    both = LessonFactory(exam=True, section__course__slug="two", section__course__published=True)
    LessonFactory(exam=True, section=both.section)
    LessonFactory(quiz=True, section__course=CourseFactory(published=True))
    LessonFactory(exam=True, section__course=CourseFactory())
    with django_assert_num_queries(1):
        page = practice_exams(first=2)
    rest = practice_exams(first=2, after=page.next_cursor)
    assert [(row["slug"], row["exam_count"]) for row in page.rows + rest.rows] == [
        ("exam-2", 1),
        ("exam-1", 1),
        ("two", 2),
        ("exam-0", 1),
    ]
    assert not rest.has_next


def test_an_instructor_is_shown_with_published_courses(django_assert_num_queries):
    teacher = InstructorFactory(slug="maya")
    CourseFactory(slug="draft", instructor=teacher)
    CourseFactory(slug="open", instructor=teacher, published=True)
    CourseFactory(published=True)
    with django_assert_num_queries(2):
        page = instructor_page(slug="maya")
    assert (page.instructor, [row["slug"] for row in page.courses]) == (teacher, ["open"])


@pytest.mark.parametrize("slug", ["new", "nobody"])
def test_an_instructor_without_courses_is_not_shown(slug):
    InstructorFactory(slug="new")
    with pytest.raises(Instructor.DoesNotExist):
        instructor_page(slug=slug)
