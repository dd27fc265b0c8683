"""The outbox: a fact is written in the transaction that makes it true, and delivered at least once afterwards.

In process for now: each consumer's effect and the note that it ran (`InboxEntry`) share a transaction, so a second delivery changes
nothing. Facts of one subject are delivered in the order in which they were published.
"""

import dataclasses
import datetime as dt
import logging
import uuid
from typing import TYPE_CHECKING, Any

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from acg.events.consumers import Handler, consumers_of
from acg.events.models import InboxEntry, LogEntry, OutboxEvent, State
from acg.shared.metrics import metric

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MAX_ATTEMPTS = 10
FIRST_DELAY = dt.timedelta(seconds=10)
LONGEST_DELAY = dt.timedelta(hours=1)

logger = logging.getLogger(__name__)


def publish(fact: "DataclassInstance", *, subject: str) -> OutboxEvent:
    """Write a fact to the outbox; it is delivered after the current transaction commits, or never when that rolls back.

    Args:
        fact: a frozen dataclass in the past tense; its fields must survive JSON.
        subject: what it is about, such as `order:<public id>`; facts of one subject keep their order.
    """
    payload = orjson.loads(orjson.dumps(dataclasses.asdict(fact)))
    event = OutboxEvent.objects.create(type=type(fact).__name__, subject=subject, payload=payload)
    transaction.on_commit(relay_due, robust=True)
    return event


def note(
    *, subject: str, action: str, by: uuid.UUID | None = None, reason: str = "", details: dict[str, Any] | None = None
) -> LogEntry:
    """Write down that somebody did something to money or rights, in the transaction that does it.

    Args:
        subject: what it was done to, such as `order:<public id>`.
        action: a word that never changes, such as `order.refund`.
        by: public id of who did it; nothing where the school did it by itself.
        reason: in their words.
        details: what else is worth knowing, as JSON.
    """
    return LogEntry.objects.create(subject=subject, action=action, by=by, reason=reason[:300], details=details or {})


def relay_due(limit: int = 100) -> int:
    """Deliver the facts that are due, oldest first, each in a transaction of its own.

    Several relays may run at once: a row that another one holds is passed over.

    Returns:
        How many facts were delivered to all their consumers.
    """
    delivered = 0
    for sequence in list(_due().values_list("sequence", flat=True)[:limit]):
        delivered += _relay(sequence)
    return delivered


def revive(events: list[uuid.UUID]) -> int:
    """Give dead facts another ten attempts, from now; consumers that already ran do not run again. Return how many."""
    return OutboxEvent.objects.filter(id__in=events, state=State.DEAD).update(
        state=State.NEW, attempts=0, next_try_at=timezone.now()
    )


def _due() -> Any:
    """Return the waiting facts whose time has come and whose subject has no earlier one waiting for another try."""
    now = timezone.now()
    earlier = OutboxEvent.objects.filter(
        subject=OuterRef("subject"), sequence__lt=OuterRef("sequence"), state=State.NEW, next_try_at__gt=now
    )
    return OutboxEvent.objects.filter(~Exists(earlier), state=State.NEW, next_try_at__lte=now).order_by("sequence")


@transaction.atomic
def _relay(sequence: int) -> bool:
    """Deliver one fact unless it is gone, held by another relay or behind an earlier one of its subject."""
    event = _due().filter(sequence=sequence).select_for_update(skip_locked=True, of=("self",)).first()
    if event is None or OutboxEvent.objects.filter(subject=event.subject, sequence__lt=sequence, state=State.NEW).exists():
        return False
    errors = [error for consumer, handler in consumers_of(event.type) if (error := _consume(event, consumer, handler))]
    if not errors:
        event.state, event.last_error = State.DONE, ""
    else:
        event.attempts += 1
        event.last_error = "\n".join(errors)
        event.next_try_at = timezone.now() + min(FIRST_DELAY * 2 ** (event.attempts - 1), LONGEST_DELAY)
        if event.attempts >= MAX_ATTEMPTS:
            event.state = State.DEAD
            metric("outbox.dead")
            logger.error("event is dead", extra={"event_id": str(event.id), "event_type": event.type})
    event.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
    return not errors


def _consume(event: OutboxEvent, consumer: str, handler: Handler) -> str:
    """Let a consumer react once; return what went wrong, or nothing."""
    try:
        with transaction.atomic():
            _, is_first = InboxEntry.objects.get_or_create(consumer=consumer, event_id=event.id)
            if is_first:
                handler(event.payload)
    except Exception as error:
        logger.exception("consumer failed", extra={"event_id": str(event.id), "event_type": event.type, "consumer": consumer})
        return f"{consumer}: {type(error).__name__}"
    return ""
