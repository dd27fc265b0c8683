"""What the clock starts. A laptop's `serve` and later a timer of the cloud call the same list."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from acg.events.services import relay_backlog
from acg.graphql.budget import forget_full_budgets
from acg.graphql.retries import forget_answers
from acg.graphql.usage import collect_usage, forget_usage
from acg.health import queue_ages
from acg.shared.metrics import metric
from acg.users.services import forget_sessions
from checkout.models import ReconcileRun
from checkout.services import deliver_gifts, number_receipts, reconcile, settle_due, watch_orders
from students.services import compare_copies, submit_overdue
from videos.services import forget_uploads

logger = logging.getLogger(__name__)


def tell_ages() -> None:
    """Say as metrics how long what waits has waited."""
    ages = queue_ages()
    metric("inbox.age", ages["stripe_events"], unit="Seconds")
    metric("outbox.age", ages["outbox"], unit="Seconds")


EACH_MINUTE: tuple[Callable[[], object], ...] = (
    settle_due,
    watch_orders,
    deliver_gifts,
    number_receipts,
    relay_backlog,
    submit_overdue,
    collect_usage,
    tell_ages,
)
EACH_NIGHT: tuple[Callable[[], object], ...] = (
    reconcile,
    compare_copies,
    forget_sessions,
    forget_full_budgets,
    forget_answers,
    forget_usage,
    forget_uploads,
)
NIGHTLY, NEXT_TRY = dt.timedelta(hours=24), dt.timedelta(hours=1)


def run_minute() -> list[str]:
    """Run what is due each minute; a job that fails does not stop the others.

    Returns:
        The names of the jobs that failed; each is in the log with its traceback.
    """
    return _run(EACH_MINUTE)


def run_nightly() -> list[str]:
    """Run what is due once a day, likewise."""
    return _run(EACH_NIGHT)


JOBS = {"minute": run_minute, "nightly": run_nightly}  # by what a timer of the cloud says


def run_clock() -> list[str]:
    """Run what is due each minute, and the night's jobs when they have not run for a day: for a machine that may sleep at midnight."""
    return _run((*EACH_MINUTE, run_overdue_night))


def run_overdue_night() -> None:
    """Run the night's jobs unless they went well within a day, or were tried within an hour."""
    now = timezone.now()
    recent = ReconcileRun.objects.filter(Q(started_at__gt=now - NIGHTLY, error="") | Q(started_at__gt=now - NEXT_TRY))
    if not recent.exists():
        run_nightly()


def _run(jobs: tuple[Callable[[], object], ...]) -> list[str]:
    failed = []
    for job in jobs:
        try:
            job()
        except Exception:
            logger.exception("timer failed", extra={"job": job.__name__})
            metric("timer.failed", job=job.__name__)
            failed.append(job.__name__)
    metric("timer.ran")
    return failed
