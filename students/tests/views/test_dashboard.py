import datetime as dt

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.models import LessonKind
from courses.services import recount_course
from courses.tests.factories import LessonFactory
from students.models import Attempt, Cause
from students.services import complete_lesson, touch_lesson
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


def test_it_is_for_those_who_are_signed_in(client):
    assert client.get("/learn/")["Location"] == "/accounts/login/?next=/learn/"


def test_one_click_to_the_right_second(client, django_assert_num_queries):
    grant = GrantFactory(course__title="AWS from the start", course__slug="aws")
    lesson = LessonFactory(section__course=grant.course, slug="film", kind=LessonKind.VIDEO, title="Regions")
    recount_course(course=grant.course)
    enrollment, progress = touch_lesson(user=grant.user, lesson=lesson)
    progress.position_seconds = 185
    progress.save()
    Attempt.objects.create(
        enrollment=enrollment, lesson=lesson, number=1, form=[], question_count=50, correct_count=41, passed=True,
        submitted_at=timezone.now(),
    )  # fmt: skip
    client.force_login(grant.user)
    with django_assert_num_queries(4):  # the session with its viewer, the library, the attempts, the grants
        html = client.get("/learn/").content.decode()
    assert 'href="/learn/aws/film/"' in html
    assert "Continue at 3:05" in html
    assert "0 of 1 lessons" in html
    assert "41 of 50 right" in html
    assert "Passed" in html
    assert "You bought it on" in html
    assert "It stays open." in html
    assert 'href="/orders/"' in html


def test_what_is_completed(client):
    grant = GrantFactory()
    complete_lesson(user=grant.user, lesson=LessonFactory(section__course=grant.course))
    client.force_login(grant.user)
    html = client.get("/learn/").content.decode()
    assert "Completed on" in html
    assert "Nothing begun yet" not in html


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause.MEMBERSHIP, "Part of your membership since"),
        (Cause.SEAT, "Your organisation gave you a seat on"),
        (Cause.GIFT, "A gift, given on"),
        (Cause.STAFF, "The school gave it to you on"),
        (Cause.MIGRATION, "Brought along from where you learned before"),
    ],
)
def test_why_in_plain_words(client, cause, words):
    until = timezone.now() + dt.timedelta(days=30)
    grant = GrantFactory(cause=cause, course=None, until_at=until, reason="asked by boss@example.com")
    client.force_login(grant.user)
    html = client.get("/learn/").content.decode()
    assert words in html
    assert "All courses" in html
    assert "It is open until" in html
    assert "boss@example.com" not in html


def test_nothing_begun_yet(client):
    client.force_login(UserFactory())
    html = client.get("/learn/").content.decode()
    assert "Nothing begun yet" in html
    assert 'href="/courses/"' in html
    assert "You have bought nothing so far." in html
