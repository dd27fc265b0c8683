import json
import uuid

import pytest

from acg.users.tests.factories import UserFactory
from courses.models import LessonKind
from courses.tests.factories import LessonFactory
from students.models import LessonProgress
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db
SESSION = str(uuid.UUID(int=1))


@pytest.fixture
def lesson():
    return LessonFactory(section__course__published=True, kind=LessonKind.VIDEO, duration_seconds=40)


@pytest.fixture
def student(client, lesson):
    student = GrantFactory(course=lesson.course).user
    client.force_login(student)
    return student


def beat(lesson, /, **changes):
    said = {"lesson": str(lesson.public_id), "session": SESSION, "seq": 1, "ranges": [[0, 12.4]], "position": 12.4}
    return {**said, **changes}


def post(client, said):
    body = said if isinstance(said, str) else json.dumps(said)
    return client.post("/learn/progress/", body, content_type="application/json")


def test_a_beat_is_counted(client, student, lesson):
    answer = post(client, beat(lesson))
    assert answer.status_code == 200
    assert answer.json() == {
        "is_accepted": True,
        "interval_seconds": 15,
        "position_seconds": 12,
        "watched_seconds": 13,
        "is_completed": False,
    }
    assert LessonProgress.objects.get().watched == [[0, 13]]


def test_without_a_session_it_is_told_to_wait(client, lesson):
    answer = post(client, beat(lesson))
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert not LessonProgress.objects.exists()


def test_without_the_right_nothing_is_counted(client, lesson):
    client.force_login(UserFactory())
    answer = post(client, beat(lesson))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not LessonProgress.objects.exists()


def test_a_lesson_that_is_none(client, student, lesson):
    answer = post(client, beat(lesson, lesson=str(uuid.UUID(int=2))))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "changes",
    [
        {"lesson": 7},
        {"session": "x"},
        {"seq": "1"},
        {"seq": True},
        {"seq": 1.5},
        {"ranges": 3},
        {"ranges": [[1]]},
        {"ranges": [["a", "b"]]},
        {"position": None},
        {"position": "x"},
    ],
)
def test_what_no_player_sends(client, student, lesson, changes):
    answer = post(client, beat(lesson, **changes))
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"', "\\ud800"])
def test_what_is_no_beat_at_all(client, student, body):
    assert post(client, body).status_code == 400


def test_a_claim_that_makes_no_sense(client, student, lesson):
    answer = post(client, beat(lesson, ranges=[[20, 10]]))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_ranges")
    assert post(client, beat(lesson, position=float("nan"))).json()["code"] == "bad_position"
    assert not LessonProgress.objects.exists()


def test_it_is_posted_with_the_token(student, lesson):
    from django.test import Client  # noqa: PLC0415 -- the strict one, for this test only

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(student)
    assert post(strict, beat(lesson)).status_code == 403
    assert strict.get("/learn/progress/").status_code == 405
