"""The copy of what learning needs from the catalogue: kept by facts, compared with the catalogue, mended where it differs."""

import dataclasses
import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from acg.events.models import OutboxEvent
from acg.shared.metrics import metric
from acg.shared.values import frozen
from courses.events import CourseChanged
from courses.selectors import course_facts
from students.models import CourseCopy

STILL_UNDER_WAY = dt.timedelta(minutes=5)
GONE_FOR = dt.timedelta(days=60)  # no queue keeps a message so long
KEPT = tuple(field.name for field in dataclasses.fields(CourseChanged) if field.name != "course_id")

logger = logging.getLogger(__name__)


@frozen
class Drift:
    """Where copies were not what the catalogue says; all of it is mended.

    Args:
        compared: how many courses were looked at.
        missing: public ids of courses that had no copy.
        different: public ids of those whose copy said something else.
        left_over: public ids of copies whose course is gone.
    """

    compared: int
    missing: tuple[str, ...]
    different: tuple[str, ...]
    left_over: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many copies were wrong."""
        return len(self.missing) + len(self.different) + len(self.left_over)


def keep_course_copy(*, fact: CourseChanged, sequence: int, as_of: dt.datetime) -> bool:
    """Know a course as the fact tells it, unless something newer is known; return whether that changed the copy.

    Args:
        fact: what the course was at that moment.
        sequence: of the fact.
        as_of: when it was so.
    """
    return _write(fact.course_id, {name: getattr(fact, name) for name in KEPT} | {"is_gone": False}, sequence, as_of)


def drop_course_copy(*, course_id: int, public_id: str, sequence: int, as_of: dt.datetime) -> bool:
    """Know that a course is gone, unless something newer is known; return whether that changed the copy.

    Args:
        course_id: what was its primary key.
        public_id: its name outside.
        sequence: of the fact.
        as_of: since when it is so.
    """
    return _write(course_id, {"public_id": public_id, "is_gone": True, "is_published": False}, sequence, as_of)


def _write(course_id: int, values: dict[str, Any], sequence: int, as_of: dt.datetime) -> bool:
    """Write a row; of several at once the one of the highest sequence stays, in whichever order they come."""
    values = values | {"sequence": sequence, "as_of": as_of}
    _, is_new = CourseCopy.objects.get_or_create(course_id=course_id, defaults=values)
    return is_new or bool(CourseCopy.objects.filter(pk=course_id, sequence__lt=sequence).update(**values))


def compare_copies() -> Drift:
    """Make every copy what the catalogue says, and tell what was wrong; what was told a moment ago is left to its facts."""
    drift = _compare(may_wait=True)
    CourseCopy.objects.filter(is_gone=True, as_of__lt=timezone.now() - GONE_FOR).delete()
    if drift.count:
        metric("copies.drifted", drift.count, copy="course")
        logger.warning("copies of courses were mended", extra={"drift": dataclasses.asdict(drift)})
    return drift


@transaction.atomic
def rebuild_copies() -> Drift:
    """Forget all copies and make them anew from the catalogue."""
    CourseCopy.objects.all().delete()
    return _compare(may_wait=False)


def _compare(*, may_wait: bool) -> Drift:
    copies = CourseCopy.objects.in_bulk()
    missing: list[str] = []
    different: list[str] = []
    left_over: list[str] = []
    seen: set[int] = set()
    for fact in course_facts():
        seen.add(fact.course_id)
        copy = copies.get(fact.course_id)
        is_right = copy is not None and not copy.is_gone and _is_like(copy, fact)
        if not is_right and _mend(fact.course_id, fact.public_id, may_wait=may_wait):
            (different if copy else missing).append(fact.public_id)
    for pk, copy in copies.items():
        public_id = str(copy.public_id)
        if pk not in seen and not copy.is_gone and _mend(pk, public_id, may_wait=may_wait):
            left_over.append(public_id)
    return Drift(len(seen), tuple(missing), tuple(different), tuple(left_over))


def _is_like(copy: CourseCopy, fact: CourseChanged) -> bool:
    return all(str(getattr(copy, name)) == str(getattr(fact, name)) for name in KEPT)


def _mend(course_id: int, public_id: str, *, may_wait: bool) -> bool:
    """Write what the catalogue says now, unless a fact told it a moment ago and may still come; return whether it was written.

    The last fact is looked up before the catalogue: should it still come, it changes nothing.
    """
    facts = OutboxEvent.objects.filter(subject=f"course:{public_id}", type__in=("CourseChanged", "CourseRemoved"))
    last = facts.order_by("-sequence").values_list("sequence", "occurred_at").first()
    now = timezone.now()
    if may_wait and last and last[1] > now - STILL_UNDER_WAY:
        return False
    fact = next(course_facts(course_id=course_id), None)
    values: dict[str, Any] = {"is_gone": fact is None, "sequence": last[0] if last else 0, "as_of": now}
    values |= {name: getattr(fact, name) for name in KEPT} if fact else {"is_published": False}
    CourseCopy.objects.update_or_create(course_id=course_id, defaults=values)
    return True
