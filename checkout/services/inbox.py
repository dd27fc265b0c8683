"""The inbox of what Stripe tells: kept first, dealt with after; tried again until it is done or a person must look."""

import datetime as dt
import json
import logging
import random
import re
import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone

from acg.shared.metrics import metric
from acg.shared.values import frozen
from checkout import gateways
from checkout.gateways.protocol import BadWebhook, GatewayError, GatewayUnavailable
from checkout.models import StripeEvent, StripeEventSource, StripeEventState
from checkout.services.locating import OrderLost, is_handled, locate, subject_of
from checkout.services.restoring import OrderMissing, restore_order
from checkout.services.settling import settle_order

MAX_ATTEMPTS = 10
FIRST_DELAY = dt.timedelta(seconds=30)
LONGEST_DELAY = dt.timedelta(hours=1)
UNAVAILABLE_DELAY = dt.timedelta(minutes=1)
TRIES = 3
SHORTEST_PAUSE, LONGEST_PAUSE = 0.02, 0.2  # seconds; by chance, so that two that collided do not collide again
COLLISIONS = {"40001", "40P01"}  # serialization failure, deadlock: https://www.postgresql.org/docs/current/errcodes-appendix.html
is_id = re.compile(r"[A-Za-z0-9_-]{1,200}").fullmatch
is_type = re.compile(r"[a-z0-9_.]{1,100}").fullmatch

logger = logging.getLogger(__name__)


@frozen
class Settled:
    """What a round over the inbox did."""

    finished: int
    waiting: int


def receive_webhook(*, body: bytes, signature: str) -> str:
    """Keep an event that Stripe delivered, once, and return its id.

    Args:
        body: the request's body, byte for byte.
        signature: the `Stripe-Signature` header.

    Raises:
        BadWebhook: Stripe did not sign this, or not within five minutes of now, or it is no event. Nothing was kept.
    """
    number = gateways.gateway().verify(body, signature)
    if len(settings.STRIPE_WEBHOOK_SECRETS) > 1:  # while one is rotated: the old one may go when nothing is signed with it any more
        metric("webhooks.signed", secret=str(number + 1))
    return receive_event(body=body, source=StripeEventSource.WEBHOOK)


def receive_event(*, body: bytes, source: StripeEventSource) -> str:
    """Keep an event that is known to come from Stripe, and return its id; one that is there already stays as it is.

    Both of Stripe's forms are understood, with a snapshot of the object and thin; neither is believed. Events of the other mode are
    kept as `rejected`, those of another account as `foreign`, those of a type that says nothing about orders as `ignored`.

    Raises:
        BadWebhook: it is no event. Nothing was kept.
    """
    payload = _payload(body)
    event = StripeEvent(
        event_id=payload["id"],
        type=payload["type"].removeprefix("v1."),
        object_id=subject_of(payload).object_id,
        account=_short(payload.get("account") or payload.get("context"), 200),
        livemode=payload.get("livemode") is True,
        api_version=_short(payload.get("api_version"), 40),
        created=_created(payload.get("created")),
        raw=body,
        source=source,
    )
    event.state = _first_state(event)
    StripeEvent.objects.bulk_create([event], ignore_conflicts=True)
    return event.event_id


def settle(event_id: str) -> bool:
    """Deal with an event of the inbox, in one transaction: lock it, lock its order, fetch, write, mark it done.

    Whatever goes wrong is noted on the row, which is tried again later (`settle_due`); after ten failures it is `dead` and a person
    is told. An unreachable Stripe does not count: then the row waits. Workers that collided in the database try again at once, three
    times in all.

    Args:
        event_id: Stripe's id of an event that was received.

    Returns:
        Whether nothing is left to do. An event that another worker holds is left to that worker.
    """
    for left in reversed(range(TRIES)):
        try:
            return _settle_once(event_id)
        except Exception as error:  # noqa: BLE001 -- one poisoned event must not stop the others, whatever its poison
            if not left or not _is_collision(error):
                _note(event_id, error)
                return False
        time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))  # noqa: S311 -- no secret
    raise AssertionError("unreachable")


@transaction.atomic
def _settle_once(event_id: str) -> bool:
    event = _held(event_id)
    if event is None:
        return not StripeEvent.objects.filter(pk=event_id, state=StripeEventState.NEW).exists()
    _settle_held(event)
    return True


def _is_collision(error: Exception) -> bool:
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") in COLLISIONS


def settle_due(*, limit: int = 200) -> Settled:
    """Deal with the events whose time has come, oldest first: the minute's timer calls this.

    Returns:
        How many are finished, and how many wait for another try or are in another worker's hands.
    """
    due = StripeEvent.objects.filter(state=StripeEventState.NEW, next_try_at__lte=timezone.now())
    results = [settle(event_id) for event_id in list(due.order_by("next_try_at").values_list("pk", flat=True)[:limit])]
    return Settled(finished=results.count(True), waiting=results.count(False))


def revive_events(*, event_ids: list[str]) -> int:
    """Give dead events another ten attempts, from now; return how many there were."""
    dead = StripeEvent.objects.filter(pk__in=event_ids, state=StripeEventState.DEAD)
    return dead.update(state=StripeEventState.NEW, attempts=0, next_try_at=timezone.now())


def _held(event_id: str) -> StripeEvent | None:
    """Return the event, locked, unless it is dealt with already or another worker has it."""
    waiting = StripeEvent.objects.filter(pk=event_id, state=StripeEventState.NEW)
    return waiting.select_for_update(skip_locked=True).first()


def _settle_held(event: StripeEvent) -> None:
    try:
        located = locate(event)
    except OrderLost as lost:
        event.order_id = restore_order(hint=lost.hint)
        event.state = StripeEventState.DONE if event.order_id else StripeEventState.IGNORED
    else:
        if located is None:
            event.state = StripeEventState.FOREIGN
        else:
            event.order_id, hint = located
            settle_order(order_id=located[0], hint=hint, heard_at=event.received_at)
            event.state = StripeEventState.DONE
    event.last_error = ""
    event.save(update_fields=["state", "order", "last_error"])


def _note(event_id: str, error: Exception) -> None:
    """Write down that dealing with an event failed, and when to try again."""
    fields = {"event_id": event_id, "error": type(error).__name__}
    if not isinstance(error, GatewayError):
        logger.error("settling failed", exc_info=error, extra=fields)
    try:
        with transaction.atomic():
            event = _held(event_id)
            if event is None:
                return
            event.last_error = _words(error)
            if isinstance(error, GatewayUnavailable):
                event.next_try_at = timezone.now() + UNAVAILABLE_DELAY
            else:
                event.attempts += 1
                event.next_try_at = timezone.now() + min(FIRST_DELAY * 2 ** (event.attempts - 1), LONGEST_DELAY)
            if event.attempts >= MAX_ATTEMPTS:
                event.state = StripeEventState.DEAD
                logger.error("Stripe event is dead", extra=fields)
                metric("inbox.dead")
            event.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
    except DatabaseError:
        logger.exception("the failure could not be noted; the event stays due", extra=fields)


def _words(error: Exception) -> str:
    """Return what may be kept about an error: its name, and words of ours that hold no personal data."""
    if isinstance(error, GatewayError):
        return f"{type(error).__name__}: {error.code}"
    return f"OrderMissing: {error}" if isinstance(error, OrderMissing) else type(error).__name__


def _payload(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadWebhook("json") from error
    if not isinstance(payload, dict) or payload.get("object") not in {"event", "v2.core.event"}:
        raise BadWebhook("object")
    event_id, event_type = payload.get("id"), payload.get("type")
    if not (isinstance(event_id, str) and is_id(event_id) and isinstance(event_type, str) and is_type(event_type)):
        raise BadWebhook("event")
    return payload


def _created(value: object) -> dt.datetime:
    """Return when Stripe made an event: seconds since 1970 in one form, ISO 8601 in the thin one."""
    try:
        if isinstance(value, str):
            moment = dt.datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return dt.datetime.fromtimestamp(int(value), tz=dt.UTC)  # type: ignore[call-overload]  # whatever it is, TypeError is caught
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise BadWebhook("created") from error


def _first_state(event: StripeEvent) -> StripeEventState:
    if event.livemode != settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_")):
        return StripeEventState.REJECTED
    if event.account:  # only events of connected accounts name one, and the school has none
        return StripeEventState.FOREIGN
    return StripeEventState.NEW if is_handled(event.type) else StripeEventState.IGNORED


def _short(value: object, length: int) -> str:
    return value[:length].replace("\0", "") if isinstance(value, str) else ""
