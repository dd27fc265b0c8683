"""From an author's change in the catalogue, through the outbox, to what learning knows of the course."""

import random

import orjson
import pytest
from django.core.management import call_command

from acg.events.envelopes import packed
from acg.events.models import InboxEntry, OutboxEvent
from acg.events.receiving import receive
from acg.events.services import relay_due, replay
from courses.models import Section
from courses.services import delete_course, delete_lesson, publish_course, save_course, save_lesson, unpublish_course
from courses.tests.factories import CourseFactory, InstructorFactory
from students.models import CourseCopy

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """A course that its author has written, published and renamed."""
    course = CourseFactory.build(instructor=InstructorFactory(), title="Storage", slug="storage")
    course = save_course(course=course)
    section = Section.objects.create(course=course, title="First", position=1)
    for title in ("One", "Two"):
        save_lesson(lesson=section.lessons.model(section=section, title=title, kind="article", body="Words. " * 300))
    publish_course(course=course)
    course.title = "Storage, again"
    save_course(course=course)
    return course


def known(course):
    copy = CourseCopy.objects.get(public_id=course.public_id)
    return copy.title, copy.slug, copy.lesson_count, copy.duration_seconds, copy.is_published, copy.is_gone


def test_learning_knows_what_an_author_did(course):
    relay_due()
    assert known(course) == ("Storage, again", "storage", 2, 240, True, False)
    delete_lesson(lesson=course.lessons.first())
    unpublish_course(course=course)
    relay_due()
    assert known(course) == ("Storage, again", "storage", 1, 120, False, False)
    last = OutboxEvent.objects.filter(type="CourseChanged").last()
    copy = CourseCopy.objects.get(pk=course.pk)
    assert (copy.sequence, copy.as_of) == (last.sequence, last.occurred_at)


def test_a_course_that_is_deleted_is_gone(course):
    public_id = course.public_id
    delete_course(course=course)
    relay_due()
    copy = CourseCopy.objects.get(public_id=public_id)
    assert (copy.is_gone, copy.is_published) == (True, False)


@pytest.mark.parametrize("seed", range(5))
def test_facts_may_come_in_any_order_and_twice(course, seed):
    envelopes = [orjson.loads(packed(event)) for event in OutboxEvent.objects.all()] * 2
    random.Random(seed).shuffle(envelopes)  # noqa: S311 -- the same disorder each time
    for envelope in envelopes:
        receive(envelope)
    assert known(course) == ("Storage, again", "storage", 2, 240, True, False)


def test_a_newer_sender_may_tell_more(course):
    event = OutboxEvent.objects.filter(type="CourseChanged").last()
    envelope = orjson.loads(packed(event))
    envelope["data"]["mood"] = "bright"
    receive(envelope)
    assert known(course)[0] == "Storage, again"


def test_a_lost_copy_comes_back_by_comparing_or_by_telling_it_all_again(course, capsys):
    relay_due()
    CourseCopy.objects.update(title="?")
    call_command("compare_copies")
    assert "missing=0 different=0 left_over=0" in capsys.readouterr().out, "told a moment ago"
    call_command("compare_copies", rebuild=True)
    assert known(course)[0] == "Storage, again"
    CourseCopy.objects.all().delete()
    first = OutboxEvent.objects.first()
    notes = InboxEntry.objects.count()
    reached, errors = replay(since=first.occurred_at, consumer="students.course_copy")
    assert (reached, errors) == (OutboxEvent.objects.filter(type="CourseChanged").count(), [])
    assert known(course)[0] == "Storage, again"
    assert InboxEntry.objects.count() == notes
