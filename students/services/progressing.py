"""Progress: what was watched only grows, is never claimed faster than time passes, and is never lost."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.events.services import publish
from acg.shared.errors import DomainError
from acg.shared.values import frozen
from acg.users.models import User
from courses.models import Lesson, LessonKind
from students.events import CourseCompleted
from students.intervals import Interval, first_seconds, missing, seconds, union, within
from students.models import LessonProgress, PlaybackSession
from students.selectors.access import may_learn
from students.services.enrolling import enrol, lock_enrollment

INTERVAL_SECONDS = 15
MAX_RATE = 2.0
SLACK_SECONDS = 5
# A player that was offline may claim what it played meanwhile; one that was paused since yesterday may not claim the night.
LONGEST_GAP_SECONDS = 15 * 60
SHORTEST_GAP = dt.timedelta(seconds=1)
COMPLETE_PERCENT = 90
MAX_RANGES = 200


@frozen
class Beat:
    """The answer to a heartbeat.

    Args:
        is_accepted: false when it came too soon after the last one: the player keeps its ranges and sends them with the next.
        interval_seconds: how long the player waits before the next beat.
        position_seconds: where the lesson resumes, on any device.
        watched_seconds: how much has been watched in all.
        is_completed: whether the lesson is done.
    """

    is_accepted: bool
    interval_seconds: int
    position_seconds: int
    watched_seconds: int
    is_completed: bool


@transaction.atomic
def record_progress(
    *, user: User, lesson: Lesson, session: uuid.UUID, seq: int, ranges: Sequence[Sequence[float]], position: float
) -> Beat:
    """Add what a player has played since its last beat.

    Idempotent on (session, seq): a beat that was counted before, or is older than one that was, changes nothing. A beat adds no more
    seconds than its session and the lesson could have played since their last beats at twice the speed, and a little slack; the rest of
    its claim is dropped. At 90 per cent of the film the lesson is complete.

    Args:
        user: the student.
        lesson: a lesson with a film.
        session: made by the player when it opens.
        seq: counts the session's beats, from 1.
        ranges: pairs of seconds [from, until] that were played.
        position: the second where the player stands.

    Raises:
        DomainError: `forbidden` without the right to learn; `not_a_film`; `bad_ranges`, `bad_position`, `bad_seq` for input that no
            player sends.
    """
    if not may_learn(user=user, course=lesson.course):
        raise DomainError("forbidden", _("You have no access to this lesson."))
    if lesson.is_assessed or (lesson.kind != LessonKind.VIDEO and lesson.video_id is None):
        raise DomainError("not_a_film", _("This lesson has no film to watch."))
    claimed = _checked(ranges)
    if not 0 <= position < 1_000_000:  # noqa: PLR2004 -- no film lasts eleven days
        raise DomainError("bad_position", _("The position must be a second of the film."), field="position")
    if not 1 <= seq < 2**31:
        raise DomainError("bad_seq", _("Beats are counted from 1."), field="seq")
    progress = _locked(user, lesson)
    now = timezone.now()
    player, is_first = PlaybackSession.objects.get_or_create(progress=progress, key=session, defaults={"last_beat_at": now})
    if seq <= player.last_seq:
        return _beat(progress, is_accepted=True)
    if not is_first and now - player.last_beat_at < SHORTEST_GAP:
        return _beat(progress, is_accepted=False)
    allowed = min(
        _allowance(now, None if is_first else player.last_beat_at),
        _allowance(now, progress.last_beat_at),
    )
    duration = lesson.duration_seconds
    if duration:
        claimed = within(claimed, duration)
    fresh = first_seconds(missing(claimed, progress.watched), allowed)
    progress.watched = union(progress.watched, fresh)
    progress.watched_seconds = seconds(progress.watched)
    progress.position_seconds = int(position)
    progress.last_beat_at = player.last_beat_at = now
    player.last_seq = seq
    player.save(update_fields=["last_seq", "last_beat_at"])
    progress.save(update_fields=["watched", "watched_seconds", "position_seconds", "last_beat_at", "updated_at"])
    if duration and progress.watched_seconds * 100 >= duration * COMPLETE_PERCENT:
        _complete(progress)
    return _beat(progress, is_accepted=True)


@transaction.atomic
def complete_lesson(*, user: User, lesson: Lesson) -> LessonProgress:
    """Mark a lesson as done by hand; again changes nothing. The last one completes the course.

    Raises:
        DomainError: `forbidden` without the right to learn; `must_be_passed` for a quiz or practice exam that was not passed.
    """
    if not may_learn(user=user, course=lesson.course):
        raise DomainError("forbidden", _("You have no access to this lesson."))
    progress = _locked(user, lesson)
    if lesson.is_assessed and not progress.enrollment.attempts.filter(lesson=lesson, passed=True).exists():
        raise DomainError("must_be_passed", _("Pass it once, and it is done."))
    _complete(progress)
    return progress


def _complete(progress: LessonProgress) -> None:
    """Mark a locked lesson as done, count it, and complete the course with its last lesson."""
    if progress.completed_at is not None:
        return
    progress.completed_at = timezone.now()
    progress.save(update_fields=["completed_at", "updated_at"])
    enrollment = progress.enrollment
    done = enrollment.progress.filter(completed_at__isnull=False, lesson__course_id=enrollment.course_id).count()
    enrollment.completed_lesson_count = done
    if enrollment.completed_at is None and done >= Lesson.objects.filter(course_id=enrollment.course_id).count():
        enrollment.completed_at = timezone.now()
        publish(CourseCompleted(enrollment_id=str(enrollment.public_id)), subject=f"enrollment:{enrollment.public_id}")
    enrollment.save(update_fields=["completed_lesson_count", "completed_at"])


def _locked(user: User, lesson: Lesson) -> LessonProgress:
    """Return the student's progress in a lesson, made if missing, locked with its enrolment until the transaction ends."""
    enrollment = lock_enrollment(enrol(user=user, course=lesson.course).pk)
    progress, _is_new = LessonProgress.objects.get_or_create(enrollment=enrollment, lesson=lesson)
    progress.enrollment = enrollment
    return progress


def _allowance(now: dt.datetime, last: dt.datetime | None) -> int:
    """Return how many seconds may be claimed since the last beat; a first beat may claim what one interval can play."""
    elapsed = INTERVAL_SECONDS if last is None else min((now - last).total_seconds(), LONGEST_GAP_SECONDS)
    return int(elapsed * MAX_RATE + SLACK_SECONDS)


def _checked(ranges: Sequence[Sequence[float]]) -> list[Interval]:
    """Return the claimed ranges as whole seconds: from rounded down, until rounded up.

    Raises:
        DomainError: `bad_ranges`.
    """
    whole: list[Interval] = []
    for pair in ranges:
        if len(pair) != 2 or not 0 <= pair[0] <= pair[1] < 1_000_000:  # noqa: PLR2004 -- a pair of seconds
            raise DomainError("bad_ranges", _("Ranges are pairs of seconds, from and until."), field="ranges")
        whole.append([int(pair[0]), int(-(-pair[1] // 1))])
    if len(whole) > MAX_RANGES:
        raise DomainError("bad_ranges", _("Ranges are pairs of seconds, from and until."), field="ranges")
    return whole


def _beat(progress: LessonProgress, *, is_accepted: bool) -> Beat:
    return Beat(
        is_accepted=is_accepted,
        interval_seconds=INTERVAL_SECONDS,
        position_seconds=progress.position_seconds,
        watched_seconds=progress.watched_seconds,
        is_completed=progress.completed_at is not None,
    )
