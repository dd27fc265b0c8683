import datetime as dt
import uuid
from unittest import mock

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import LessonKind
from courses.tests.factories import CourseFactory, LessonFactory, SectionFactory
from students.models import Enrollment, LessonProgress, PlaybackSession
from students.services import complete_lesson, record_progress
from students.tests.factories import GrantFactory
from students.tests.threads import at_once

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


class Player:
    """A player on a course of one film of ten minutes, with a clock of its own."""

    def __init__(self, *, lessons=1):
        self.course = CourseFactory(published=True)
        section = SectionFactory(course=self.course)
        self.lessons = [LessonFactory(section=section, kind=LessonKind.VIDEO, duration_seconds=600) for _ in range(lessons)]
        self.lesson = self.lessons[0]
        self.student = UserFactory()
        GrantFactory(user=self.student, course=self.course, from_at=NOON - dt.timedelta(days=2))
        self.session, self.seq, self.now = uuid.uuid4(), 0, NOON

    def beat(self, *ranges, after=15, seq=None, session=None, position=0.0, lesson=None):
        self.now += dt.timedelta(seconds=after)
        self.seq = self.seq + 1 if seq is None else seq
        with mock.patch.object(timezone, "now", return_value=self.now):
            return record_progress(
                user=self.student,
                lesson=lesson or self.lesson,
                session=session or self.session,
                seq=self.seq,
                ranges=ranges,
                position=position,
            )

    @property
    def progress(self):
        return LessonProgress.objects.get(lesson=self.lesson)


@pytest.fixture
def player(db):
    return Player()


def test_beats_add_up_and_the_position_resumes_at_the_second(player):
    player.beat([0, 15], position=15)
    beat = player.beat([15, 30.4], position=30.4)
    assert (beat.is_accepted, beat.interval_seconds, beat.position_seconds, beat.watched_seconds) == (True, 15, 30, 31)
    assert player.progress.watched == [[0, 31]]


def test_the_same_beat_again_and_an_older_one_change_nothing(player):
    player.beat([0, 15], position=15)
    player.beat([15, 30], position=30)
    for seq in (2, 1):
        beat = player.beat([100, 115], seq=seq, position=115)
        assert (beat.is_accepted, beat.position_seconds, beat.watched_seconds) == (True, 30, 30)
    assert player.progress.watched == [[0, 30]]


def test_seeking_to_the_end_is_not_done(player):
    beat = player.beat([0, 600], position=600)
    assert (beat.watched_seconds, beat.is_completed) == (35, False)
    beat = player.beat([0, 600], position=600)
    assert (beat.watched_seconds, beat.is_completed) == (70, False)


def test_a_film_of_unknown_length_is_watched_and_completed_by_hand(player):
    player.lesson.duration_seconds = 0
    beat = player.beat([0, 15])
    assert (beat.watched_seconds, beat.is_completed) == (15, False)


def test_seconds_that_the_film_does_not_have_are_not_watched(player):
    assert player.beat([590, 625], position=600).watched_seconds == 10


@pytest.mark.parametrize("facts", [{"exam": True, "duration_seconds": 30}, {"kind": LessonKind.ARTICLE, "duration_seconds": 30}])
def test_what_is_no_film_is_not_completed_by_beats(player, facts):
    lesson = LessonFactory(section=player.lesson.section, **facts)
    with pytest.raises(DomainError) as refusal:
        player.beat([0, 30], lesson=lesson)
    assert refusal.value.code == "not_a_film"
    assert LessonProgress.objects.count() == 0


def test_many_sessions_at_once_claim_no_more_than_one(player):
    for _ in range(10):
        player.beat([0, 600], session=uuid.uuid4(), seq=1, after=2)
    assert player.progress.watched_seconds == 35 + 9 * 9


def test_a_paused_player_may_not_claim_the_night(player):
    player.beat([0, 15])
    player.beat([0, 600], after=12 * 3600)
    assert player.progress.watched_seconds == 600, "ten minutes fit into a quarter of an hour at twice the speed"
    other = Player()
    other.lesson.duration_seconds = 7200
    other.lesson.save()
    other.beat([0, 15])
    other.beat([0, 7200], after=12 * 3600)
    assert other.progress.watched_seconds == 15 + 15 * 60 * 2 + 5


def test_what_was_played_offline_is_counted_when_the_network_is_back(player):
    player.beat([0, 15])
    beat = player.beat([15, 255], after=240, position=255)
    assert beat.watched_seconds == 255


def test_twice_the_speed_counts(player):
    player.beat([0, 30])
    assert player.beat([30, 60], after=15).watched_seconds == 60


def test_a_beat_too_soon_is_acknowledged_without_work_and_kept_by_the_player(player):
    player.beat([0, 15])
    beat = player.beat([15, 16], after=0.2, position=16)
    assert (beat.is_accepted, beat.watched_seconds, beat.position_seconds) == (False, 15, 0)
    assert PlaybackSession.objects.get().last_seq == 1


def test_nine_tenths_complete_the_lesson_and_the_last_lesson_the_course(db):
    player = Player(lessons=2)
    complete_lesson(user=player.student, lesson=player.lessons[1])
    for start in range(0, 525, 15):
        assert not player.beat([start, start + 15]).is_completed
    assert player.beat([525, 540]).is_completed
    enrollment = Enrollment.objects.get()
    assert enrollment.completed_lesson_count == 2
    assert enrollment.completed_at is not None
    assert list(OutboxEvent.objects.filter(type="CourseCompleted").values_list("payload", flat=True)) == [
        {"enrollment_id": str(enrollment.public_id)}
    ]


def test_completing_again_tells_nobody_again(player):
    for _ in range(2):
        complete_lesson(user=player.student, lesson=player.lesson)
    assert OutboxEvent.objects.filter(type="CourseCompleted").count() == 1
    assert Enrollment.objects.get().completed_lesson_count == 1


def test_a_completed_course_stays_so_when_a_lesson_is_added(player):
    complete_lesson(user=player.student, lesson=player.lesson)
    extra = LessonFactory(section=player.lesson.section)
    complete_lesson(user=player.student, lesson=extra)
    assert OutboxEvent.objects.filter(type="CourseCompleted").count() == 1


def test_an_exam_is_not_completed_by_hand(player):
    exam = LessonFactory(section=player.lesson.section, exam=True)
    with pytest.raises(DomainError) as refusal:
        complete_lesson(user=player.student, lesson=exam)
    assert refusal.value.code == "must_be_passed"
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()


def test_without_the_right_nothing_is_recorded(player):
    stranger = UserFactory()
    with pytest.raises(DomainError) as refusal:
        record_progress(user=stranger, lesson=player.lesson, session=uuid.uuid4(), seq=1, ranges=[[0, 10]], position=10)
    assert refusal.value.code == "forbidden"
    with pytest.raises(DomainError):
        complete_lesson(user=stranger, lesson=player.lesson)
    assert Enrollment.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ranges": [[5, 1]]}, "bad_ranges"),
        ({"ranges": [[-1, 1]]}, "bad_ranges"),
        ({"ranges": [[1]]}, "bad_ranges"),
        ({"ranges": [[0, float("nan")]]}, "bad_ranges"),
        ({"ranges": [[0, 1]] * 201}, "bad_ranges"),
        ({"position": -1}, "bad_position"),
        ({"position": float("inf")}, "bad_position"),
        ({"seq": 0}, "bad_seq"),
    ],
)
def test_what_no_player_sends_is_refused(player, change, code):
    beat = {"session": uuid.uuid4(), "seq": 1, "ranges": [], "position": 0.0} | change
    with pytest.raises(DomainError) as refusal:
        record_progress(user=player.student, lesson=player.lesson, **beat)
    assert refusal.value.code == code
    assert LessonProgress.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_beats_of_two_devices_and_the_button_at_once_lose_nothing():
    player = Player(lessons=2)

    def tell(number):
        if number == 5:
            complete_lesson(user=player.student, lesson=player.lessons[1])
            return
        record_progress(
            user=player.student,
            lesson=player.lessons[number % 2],
            session=uuid.UUID(int=number),
            seq=1,
            ranges=[[number, number + 1]],
            position=number,
        )

    at_once(6, tell)
    watched = {progress.lesson_id: progress.watched for progress in LessonProgress.objects.all()}
    assert watched == {player.lessons[0].pk: [[0, 1], [2, 3], [4, 5]], player.lessons[1].pk: [[1, 2], [3, 4]]}
    assert Enrollment.objects.get().completed_lesson_count == 1


class Monotone(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 590), st.integers(1, 40), st.integers(0, 60)), min_size=1, max_size=6))
    def test_what_was_watched_only_grows_and_never_faster_than_time(self, beats):
        player, before, since = Player(), set(), NOON
        for start, length, after in beats:
            player.beat([start, start + length], after=after)
            now = {second for first, last in player.progress.watched for second in range(first, last)}
            assert before <= now
            before = now
        elapsed = (player.now - since).total_seconds()
        assert len(before) <= elapsed * 2 + 15 * 2 + 5 * len(beats)
