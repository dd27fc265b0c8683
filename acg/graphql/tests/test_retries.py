"""Writes that their clients named: sent again they are answered alike, and done once."""

import datetime as dt
import json
from functools import partial

import pytest
from django.utils import timezone

from acg.graphql.retries import forget_answers
from acg.graphql.tests.asking import ask, codes, gid
from acg.models import KeptAnswer
from checkout.tests.at_once import at_once
from courses.tests.factories import CourseFactory, LessonFactory
from students.models import Attempt, LessonProgress
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db

START = """mutation($lesson: ID!, $name: String) {
  startAttempt(input: {lessonId: $lesson, clientMutationId: $name}) { clientMutationId attempt { number } errors { code } } }"""
COMPLETE = """mutation($lesson: ID!, $name: String) {
  completeLesson(input: {lessonId: $lesson, clientMutationId: $name}) { clientMutationId errors { code } } }"""


@pytest.fixture
def lesson(client):
    lesson = LessonFactory(section__course=CourseFactory(published=True))
    client.force_login(GrantFactory(course=lesson.course).user)
    return lesson


def complete(client, lesson, name="a"):
    return ask(client, COMPLETE, lesson=gid(lesson), name=name)


def test_the_same_again_is_answered_alike_and_done_once(client, lesson):
    first = complete(client, lesson)
    assert first["data"] == {"completeLesson": {"clientMutationId": "a", "errors": []}}
    LessonProgress.objects.update(completed_at=None)
    again = complete(client, lesson)
    assert again["data"] == first["data"]
    assert LessonProgress.objects.get().completed_at is None  # nothing was done
    complete(client, lesson, "b")
    assert LessonProgress.objects.get().completed_at is not None


def test_without_a_name_nothing_is_kept(client, lesson):
    assert complete(client, lesson, None)["data"]["completeLesson"] == {"clientMutationId": None, "errors": []}
    assert KeptAnswer.objects.count() == 0


def test_another_request_under_the_same_name_is_refused(client, lesson):
    other = LessonFactory(section=lesson.section)
    complete(client, lesson)
    refused = complete(client, other)
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["RETRY_MISMATCH"]
    assert not LessonProgress.objects.filter(lesson=other).exists()


def test_another_persons_name_is_another_name(client, lesson):
    complete(client, lesson)
    someone = GrantFactory(course=lesson.course).user
    client.force_login(someone)
    assert complete(client, lesson)["data"]["completeLesson"]["errors"] == []
    assert LessonProgress.objects.filter(enrollment__user=someone).exists()


def test_what_was_refused_is_tried_again(client, lesson):
    assert codes(client, COMPLETE, lesson="x", name="a") == ["BAD_USER_INPUT"]
    refused = ask(client, START, lesson=gid(lesson), name="b")["data"]["startAttempt"]
    assert (len(refused["errors"]), refused["clientMutationId"]) == (1, "b")
    assert KeptAnswer.objects.count() == 0
    assert complete(client, lesson)["data"]["completeLesson"]["errors"] == []


def test_while_it_is_being_answered_it_waits_and_what_a_killed_process_left_is_taken_over(client, lesson):
    complete(client, lesson)
    KeptAnswer.objects.update(body="")
    assert [error["extensions"]["code"] for error in complete(client, lesson)["errors"]] == ["RETRY_UNDER_WAY"]
    KeptAnswer.objects.update(begun_at=timezone.now() - dt.timedelta(minutes=2))
    assert complete(client, lesson)["data"]["completeLesson"]["errors"] == []
    assert json.loads(KeptAnswer.objects.get().body) == {"data": {"completeLesson": {"clientMutationId": "a", "errors": []}}}


def test_after_a_day_the_name_is_free(client, lesson):
    complete(client, lesson)
    LessonProgress.objects.all().delete()
    KeptAnswer.objects.update(begun_at=timezone.now() - dt.timedelta(hours=25))
    complete(client, lesson)
    assert LessonProgress.objects.count() == 1
    assert forget_answers() == 0
    KeptAnswer.objects.update(begun_at=timezone.now() - dt.timedelta(hours=25))
    assert forget_answers() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_do_it_once(client, live_server):
    lesson = LessonFactory(section__course=CourseFactory(published=True), kind="exam", pool=None)
    from courses.tests.factories import OptionFactory, QuestionFactory, QuestionPoolFactory  # noqa: PLC0415 -- of this test only

    lesson.pool = QuestionPoolFactory(course=lesson.course)
    lesson.save()
    question = QuestionFactory(pool=lesson.pool)
    OptionFactory(question=question, is_correct=True)
    client.force_login(GrantFactory(course=lesson.course).user)
    answers = at_once(*[partial(ask, client, START, lesson=gid(lesson), name="once")] * 8)
    told = [json.dumps(answer["data"]) for answer in answers if "errors" not in answer]
    assert len(set(told)) == 1
    assert {error["extensions"]["code"] for answer in answers for error in answer.get("errors", [])} <= {"RETRY_UNDER_WAY"}
    assert Attempt.objects.count() == 1
