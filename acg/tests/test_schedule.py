"""What the clock starts, and that one job that fails stops no other."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from acg import schedule
from checkout.models import ReconcileRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch):
    """Put jobs in place of the real ones; return the names of those that ran."""
    names = []

    def job(name, error=None):
        def run():
            names.append(name)
            if error:
                raise error

        run.__name__ = name
        return run

    monkeypatch.setattr(schedule, "EACH_MINUTE", (job("first", ValueError()), job("second")))
    monkeypatch.setattr(schedule, "EACH_NIGHT", (job("night"),))
    return names


def test_a_job_that_fails_stops_no_other_and_is_named(ran, caplog):
    with pytest.raises(CommandError, match=r"^failed: first; the log says why$"):
        call_command("run_minute")
    assert ran == ["first", "second"]
    assert "timer failed" in caplog.text


def test_the_night_has_its_own_jobs(ran, monkeypatch):
    call_command("run_nightly")
    assert ran == ["night"]
    monkeypatch.setattr(schedule, "EACH_NIGHT", schedule.EACH_MINUTE)
    with pytest.raises(CommandError, match="first"):
        call_command("run_nightly")


@pytest.mark.parametrize(
    ("hours", "error", "is_due"), [(None, "", True), (23, "", False), (25, "", True), (0.5, "unreachable", False), (2, "x", True)]
)
def test_a_laptops_night_is_once_a_day_and_tried_again_after_an_hour(ran, hours, error, is_due):
    if hours is not None:
        started_at = timezone.now() - dt.timedelta(hours=hours)
        ReconcileRun.objects.create(days=30, error=error, started_at=started_at)
    assert schedule.run_clock() == ["first"]
    assert ran == ["first", "second"] + ["night"] * is_due


def test_what_the_real_clock_starts():
    assert [job.__name__ for job in schedule.EACH_MINUTE] == [
        "settle_due",
        "watch_orders",
        "deliver_gifts",
        "number_receipts",
        "relay_backlog",
        "submit_overdue",
        "collect_usage",
        "tell_ages",
    ]
    assert [job.__name__ for job in schedule.EACH_NIGHT] == [
        "reconcile",
        "compare_copies",
        "forget_sessions",
        "forget_full_budgets",
        "forget_answers",
        "forget_usage",
        "forget_uploads",
    ]
