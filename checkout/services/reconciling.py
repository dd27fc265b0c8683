"""Reconciling with Stripe: the events that never came, and the objects of which no event was ever made.

Events alone cannot promise that nothing is lost, for Stripe does not make all of them, and lists none that it did not make: the
objects themselves are compared (https://docs.stripe.com/api/pagination/auto).
"""

import datetime as dt
import itertools
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial

from django.db import transaction
from django.utils import timezone

from acg.events.services import note
from acg.shared.metrics import metric
from acg.users.models import User
from checkout import gateways
from checkout.gateways.protocol import GatewayError, GatewayRefused, GatewayUnavailable
from checkout.models import Order, ReconcileRun, StripeEvent, StripeEventSource, StripeEventState
from checkout.services.inbox import receive_event, settle
from checkout.services.locating import HANDLED, OrderLost, locate
from checkout.services.memberships.sweeping import sweep_invoices, sweep_subscriptions
from checkout.services.restoring import OrderMissing
from checkout.services.settling import Hint
from checkout.services.sweeping import (
    Doubt,
    Sweeper,
    order_doubt,
    sweep_disputes,
    sweep_payments,
    sweep_refunds,
    sweep_sessions,
)

DAYS = 30  # as long as Stripe lists events
MOST_FINDINGS = 1000
PAGE = 100
SWEEPERS: tuple[Sweeper, ...] = (
    sweep_sessions,
    sweep_subscriptions,
    sweep_invoices,
    sweep_payments,
    sweep_refunds,
    sweep_disputes,
)
PAUSES = (0.2, 1.0)  # seconds before an unreachable Stripe is asked again

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    """What a reconciliation found.

    Args:
        checked: how many objects and events of this school were compared.
        new_events: how many events had never come.
        fixed: subjects whose rows were brought to where Stripe says they are (or would be, on a dry run), with what differed.
        needs_review: subjects that a person must look at, with the reason.
        run: the row that keeps this; nothing on a dry run.
    """

    checked: int = 0
    new_events: int = 0
    fixed: dict[str, str] = field(default_factory=dict)
    needs_review: dict[str, str] = field(default_factory=dict)
    run: ReconcileRun | None = None

    @property
    def line(self) -> str:
        """The report in one line."""
        return f"reconcile: checked={self.checked} fixed={len(self.fixed)} needs_review={len(self.needs_review)}"


def reconcile(*, days: int = DAYS, is_dry: bool = False, by: User | None = None) -> Report:
    """Compare what Stripe holds with our rows, and bring our rows to where Stripe says they are; a second time changes nothing.

    Events that never came are taken into the inbox; then sessions, payments, refunds and whatever else has a sweeper are compared
    and, where they differ, settled like an event: lock, fetch, write. An order that was lost here is rebuilt.

    Args:
        days: how far to look back, by the age of Stripe's objects.
        is_dry: change nothing, only say what would change.
        by: the member of staff who asked for it.

    Raises:
        GatewayUnavailable: Stripe cannot be asked; what was put right before stays, and the run says what stopped it.
    """
    report = Report(run=None if is_dry else ReconcileRun.objects.create(days=days))
    since = int((timezone.now() - dt.timedelta(days=days)).timestamp())
    if report.run and by:
        note(subject=f"reconcile:{report.run.pk}", action="reconcile.run", by=by.public_id)
    try:
        told: list[str] = []
        with _shown(report, "events"):
            _take_events(report, told, since=since, is_dry=is_dry)
        for sweeper in SWEEPERS:
            with _shown(report, sweeper.__name__):
                for swept in sweeper(since):
                    report.checked += swept.checked
                    for doubt in swept.doubts:
                        _resolve(doubt, report, is_dry=is_dry)
        if not is_dry:
            _settle_events(told, report)
    except GatewayError as error:
        _keep(report, error=error.code)
        raise
    _keep(report)
    return report


@contextmanager
def _shown(report: Report, what: str) -> Iterator[None]:
    """Go on without a list that Stripe does not show (a restricted key, a server that lacks it): it needs a person's look."""
    try:
        yield
    except GatewayRefused as error:
        report.needs_review[f"stripe:{what}"] = f"Stripe does not show this list: {error.code}"
        logger.error("a list of Stripe's cannot be read: may the key?", extra={"list": what, "code": error.code})  # noqa: TRY400 -- Stripe's own words may hold personal data


def _take_events(report: Report, missing: list[str], *, since: int, is_dry: bool) -> None:
    """Take the events that never came into the inbox, and add their ids to `missing`; on a dry run they are only counted."""
    bodies = gateways.gateway().list_events(since=since, types=sorted(HANDLED))
    while page := {json.loads(body)["id"]: body for body in itertools.islice(bodies, PAGE)}:
        report.checked += len(page)
        there = set(StripeEvent.objects.filter(pk__in=page).values_list("pk", flat=True))
        for event_id in [event_id for event_id in page if event_id not in there]:
            missing.append(event_id)
            if not is_dry:
                receive_event(body=page[event_id], source=StripeEventSource.RECONCILE)
    report.new_events = len(missing)


def _settle_events(event_ids: list[str], report: Report) -> None:
    """Deal with the events that were taken in, oldest first: most of them have nothing left to say after the sweep."""
    waiting = StripeEvent.objects.filter(pk__in=event_ids, state=StripeEventState.NEW)
    for event in waiting.order_by("created", "pk").iterator(chunk_size=PAGE):
        public_id = _order_of(event)
        if public_id:
            doubt = order_doubt(public_id, f"event {event.pk} never came", Hint())
            _resolve(replace(doubt, settle=partial(settle, event.pk)), report, is_dry=False)
        else:
            settle(event.pk)


def _order_of(event: StripeEvent) -> str:
    """Return the public id of the order of ours that an event is about, here or lost, or nothing."""
    try:
        located = locate(event)
    except OrderLost as lost:
        return lost.public_id
    except GatewayError:
        return ""
    return str(Order.objects.values_list("public_id", flat=True).get(pk=located[0])) if located else ""


def _resolve(doubt: Doubt, report: Report, *, is_dry: bool) -> None:
    """Settle what is doubted, and note whether that changed anything; whatever goes wrong with it does not stop the others."""
    try:
        has_changed, reason = _settled(doubt, is_dry=is_dry)
    except GatewayUnavailable:
        raise
    except Exception as error:
        words = str(error) if isinstance(error, OrderMissing | GatewayRefused) else type(error).__name__
        report.needs_review[doubt.subject] = f"{doubt.what}: {words}"
        logger.exception("reconciling failed", extra={"subject": doubt.subject})
        return
    if has_changed:
        report.fixed.setdefault(doubt.subject, doubt.what)
    if reason:
        report.needs_review[doubt.subject] = reason


def _settled(doubt: Doubt, *, is_dry: bool) -> tuple[bool, str]:
    """Return whether settling changed anything, and why a person must look at it; a dry run takes it all back."""
    for pause in (*PAUSES, None):
        try:
            with transaction.atomic() if is_dry else nullcontext():
                before = doubt.look()
                doubt.settle()
                found = doubt.look() != before, doubt.needs_review()
                if is_dry:
                    transaction.set_rollback(True)
                return found
        except GatewayUnavailable:
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError("unreachable")


def _keep(report: Report, *, error: str = "") -> None:
    """Write down what the run found, and say its figures."""
    for public_id, reason in Order.objects.exclude(review_reason="").values_list("public_id", "review_reason")[:MOST_FINDINGS]:
        report.needs_review.setdefault(f"order:{public_id}", reason)
    if report.run is None:
        return
    found = [("fixed", *item) for item in report.fixed.items()] + [("review", *item) for item in report.needs_review.items()]
    run = report.run
    run.finished_at, run.error = timezone.now(), error
    run.checked, run.fixed, run.needs_review = report.checked, len(report.fixed), len(report.needs_review)
    run.findings = [{"kind": kind, "subject": subject, "what": what} for kind, subject, what in found[:MOST_FINDINGS]]
    run.save()
    metric("reconcile.fixed", run.fixed)
    metric("reconcile.needs_review", run.needs_review)
