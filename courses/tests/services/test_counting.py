from decimal import Decimal

import pytest
from django.core.management import call_command

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import Course, Review
from courses.services import delete_review, recount_course, set_learner_count, set_list_prices, write_review
from courses.tests.factories import CourseFactory, LessonFactory, ReviewFactory, SectionFactory

pytestmark = pytest.mark.django_db


def counters(course):
    course.refresh_from_db()
    return course.lesson_count, course.duration_seconds, course.rating_count, course.rating_average


def test_counters_say_what_the_rows_say():
    section = SectionFactory()
    for seconds in (60, 75):
        LessonFactory(section=section, duration_seconds=seconds)
    LessonFactory(duration_seconds=1000)
    for stars in (5, 4, 4):
        ReviewFactory(course=section.course, stars=stars)
    recount_course(course=section.course)
    assert section.course.rating_average == Decimal("4.33")
    assert counters(section.course) == (2, 135, 3, Decimal("4.33"))
    assert section.course.history.count() == 1


def test_an_empty_course_counts_nothing():
    course = CourseFactory(lesson_count=9, duration_seconds=9, rating_count=9, rating_average=3)
    recount_course(course=course)
    assert counters(course) == (0, 0, 0, Decimal(0))


def test_the_command_recounts_every_course(capsys):
    wrong = CourseFactory(lesson_count=9)
    lesson = LessonFactory(duration_seconds=30)
    call_command("recount_courses")
    assert counters(wrong)[0] == 0
    assert counters(lesson.course)[:2] == (1, 30)
    assert capsys.readouterr().out == "recounted: courses=2\n"


def test_a_review_moves_the_rating_and_a_second_one_replaces_it():
    course, author = CourseFactory(), UserFactory()
    ReviewFactory(course=course, stars=5)
    write_review(course=course, author=author, stars=2, text=" Slow. ")
    assert counters(course)[2:] == (2, Decimal("3.50"))
    review = write_review(course=course, author=author, stars=4, text="Better.")
    assert (counters(course)[2:], review.text, Review.objects.count()) == ((2, Decimal("4.50")), "Better.", 2)
    delete_review(review=review)
    assert counters(course)[2:] == (1, Decimal("5.00"))


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(stars):
    course = CourseFactory()
    with pytest.raises(DomainError) as refused:
        write_review(course=course, author=UserFactory(), stars=stars, text="")
    assert (refused.value.code, refused.value.field) == ("stars_out_of_range", "stars")
    assert not Review.objects.exists()


def test_prices_and_learners_are_repeated_without_an_edit_of_the_course():
    course = CourseFactory()
    set_list_prices(course_id=course.pk, prices={"USD": 4900})
    set_learner_count(course_id=course.pk, learner_count=12)
    stored = Course.objects.get(pk=course.pk)
    assert (stored.list_prices, stored.learner_count, stored.history.count()) == ({"USD": 4900}, 12, 1)
