import pytest

from courses.tests.factories import CourseFactory, LessonFactory, QuestionFactory


@pytest.mark.django_db
def test_a_question_gets_the_options_asked_for():
    question = QuestionFactory(right=2, wrong=3)
    assert list(question.options.values_list("position", "is_correct")) == [
        (1, True),
        (2, True),
        (3, False),
        (4, False),
        (5, False),
    ]


@pytest.mark.django_db
def test_a_lesson_its_section_and_its_pool_share_a_course():
    lesson = LessonFactory(exam=True)
    assert lesson.course == lesson.section.course == lesson.pool.course


@pytest.mark.django_db
def test_traits():
    assert CourseFactory(published=True).is_published
    assert CourseFactory(series=True).is_free
    assert not CourseFactory().is_published
