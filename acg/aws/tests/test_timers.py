"""What the timers do, run through the entry as the cloud runs them, each job on something that waits for it."""

import datetime as dt

import pytest
from django.utils import timezone

from acg import schedule
from acg.aws import entry
from acg.events.models import OutboxEvent
from acg.models import Budget, KeptAnswer, Operation, OperationUse, RecentUse
from acg.users.models import Session
from courses.tests.factories import CourseFactory, LessonFactory
from students.models import Attempt, CourseCopy
from students.tests.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=400)


def without(jobs, *names):
    """Return the jobs but those that ask Stripe, which have tests of their own."""
    assert {job.__name__ for job in jobs} >= set(names)
    return tuple(job for job in jobs if job.__name__ not in names)


def test_the_night_forgets_what_is_over_and_mends_the_copies(monkeypatch):
    monkeypatch.setattr(schedule, "EACH_NIGHT", without(schedule.EACH_NIGHT, "reconcile"))
    now, old = timezone.now(), timezone.now() - LONG_AGO
    Session.objects.create(session_key="over", expire_date=old)
    Session.objects.create(session_key="live", expire_date=now + dt.timedelta(days=1))
    for name, moment in (("old", old), ("new", now)):
        KeptAnswer.objects.create(key=name, fingerprint="", begun_at=moment)
        Budget.objects.create(key=name, level=1, depth=1, rate=1, filled_at=moment)
        operation = Operation.objects.create(key=name, fields=[])
        OperationUse.objects.create(client="app", operation=operation, used_on=moment.date(), count=1, points=1, last_at=moment)
    course = CourseFactory()

    assert entry.handler({"schedule": "nightly"}, None) == {"failed": []}

    assert list(Session.objects.values_list("pk", flat=True)) == ["live"]
    for model in (KeptAnswer, Budget, Operation):
        assert list(model.objects.values_list("pk", flat=True)) == ["new"]
    assert list(OperationUse.objects.values_list("operation", flat=True)) == ["new"]
    assert CourseCopy.objects.get().title == course.title


def test_the_minute_delivers_closes_and_adds_up(monkeypatch, caplog):
    asking_stripe = ("settle_due", "watch_orders", "deliver_gifts", "number_receipts")
    monkeypatch.setattr(schedule, "EACH_MINUTE", without(schedule.EACH_MINUTE, *asking_stripe))
    OutboxEvent.objects.create(type="Unheard", subject="x:1", payload={})
    lesson = LessonFactory(exam=True)
    attempt = Attempt.objects.create(
        enrollment=EnrollmentFactory(course=lesson.course),
        lesson=lesson,
        number=1,
        form=[],
        question_count=1,
        deadline_at=timezone.now() - dt.timedelta(hours=1),
    )
    RecentUse.objects.create(
        client="app", version="", operation="o", used_on=timezone.now().date(), name="", fields=[], count=2, points=3,
        last_at=timezone.now() - dt.timedelta(hours=1),
    )  # fmt: skip

    with caplog.at_level("INFO", "acg.metrics"):
        assert entry.handler({"schedule": "minute"}, None) == {"failed": []}

    assert OutboxEvent.objects.get(type="Unheard").state == "done"
    assert Attempt.objects.get(pk=attempt.pk).submitted_at is not None
    assert OperationUse.objects.get().count == 2
    assert {"inbox.age", "outbox.age"} <= {record.message for record in caplog.records}
