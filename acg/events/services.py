"""The outbox: a fact is written in the transaction that makes it true, and delivered at least once afterwards.

On a laptop it is delivered within the process; where `EVENTS_TOPIC_ARN` names an SNS topic it is published there, and comes back through
a queue (`receiving`). Both ways carry the same envelope, and each consumer's effect and the note that it ran (`InboxEntry`) share a
transaction, so a second delivery changes nothing. Facts of one subject go out in the order in which they were published.
"""

import dataclasses
import datetime as dt
import logging
import uuid
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from acg.events import topic
from acg.events.consumers import consumers_of, version_of
from acg.events.envelopes import packed, read
from acg.events.handing import hand_to
from acg.events.models import InboxEntry, LogEntry, OutboxEvent, State
from acg.shared.metrics import metric

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MAX_ATTEMPTS = 10
FIRST_DELAY = dt.timedelta(seconds=10)
LONGEST_DELAY = dt.timedelta(hours=1)
TOPIC_DELAY = dt.timedelta(minutes=1)
ROUND_SECONDS = 40  # the clock comes each minute

logger = logging.getLogger(__name__)


def publish(fact: "DataclassInstance", *, subject: str) -> OutboxEvent:
    """Write a fact to the outbox; it is delivered after the current transaction commits, or never when that rolls back.

    Args:
        fact: a frozen dataclass in the past tense; its fields must survive JSON.
        subject: what it is about, such as `order:<public id>`; facts of one subject keep their order.
    """
    payload = orjson.loads(orjson.dumps(dataclasses.asdict(fact)))
    kind = type(fact)
    event = OutboxEvent.objects.create(type=kind.__name__, version=version_of(kind), subject=subject, payload=payload)
    transaction.on_commit(relay_soon, robust=True)
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


def relay_soon() -> None:
    """Deliver after a commit what is due; to a topic no more than one batch, for somebody waits for an answer meanwhile."""
    relay_due(limit=topic.MOST_ENTRIES if settings.EVENTS_TOPIC_ARN else 100)


def relay_due(limit: int = 100) -> int:
    """Deliver the facts that are due, oldest first: within the process, or to the topic where there is one.

    Several relays may run at once: a row that another one holds is passed over.

    Returns:
        How many facts were delivered to all their consumers, or taken by the topic.
    """
    if settings.EVENTS_TOPIC_ARN:
        return _publish_due(settings.EVENTS_TOPIC_ARN, limit)
    delivered = 0
    for sequence in list(_due().values_list("sequence", flat=True)[:limit]):
        delivered += _relay(sequence)
    return delivered


def relay_backlog() -> int:
    """Deliver all that is due, for at most forty seconds; return how many facts."""
    ends = timezone.now() + dt.timedelta(seconds=ROUND_SECONDS)
    delivered = 0
    while timezone.now() < ends and (count := relay_due()):
        delivered += count
    return delivered


def replay(
    *, since: dt.datetime, until: dt.datetime | None = None, fact_type: str = "", consumer: str = ""
) -> tuple[int, list[str]]:
    """Deliver facts of the past again within the process, in their order.

    Without a consumer only those run that have not: one that came later, or whose queue lost something. A named consumer runs again
    though it did, so name one whose effect may come twice: a copy, a count; a mail is sent twice.

    Args:
        since: facts from this moment on.
        until: and before this one; now when not said.
        fact_type: only facts of this class.
        consumer: only this one, again.

    Returns:
        How many facts reached all that waited for them, and what went wrong with the others.
    """
    facts = OutboxEvent.objects.filter(occurred_at__gte=since, occurred_at__lt=until or timezone.now())
    if fact_type:
        facts = facts.filter(type=fact_type)
    reached, errors = 0, []
    for event in facts.order_by("sequence").iterator(chunk_size=500):
        told = read(orjson.loads(packed(event)))
        wanted = [one for one in consumers_of(event.type) if consumer in {"", one.name} and one.version == told.version]
        failed = []
        for one in wanted:
            with transaction.atomic():
                if consumer:
                    InboxEntry.objects.filter(consumer=consumer, event_id=event.id).delete()
                error = hand_to(one, told)
                transaction.set_rollback(bool(error))  # what had run stays noted
            failed += [error] if error else []
        reached += bool(wanted) and not failed
        errors += [f"{event.id} {error}" for error in failed]
    return reached, errors


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
    told = read(orjson.loads(packed(event)))
    errors = [error for consumer in consumers_of(event.type) if (error := hand_to(consumer, told))]
    if not errors:
        event.state, event.last_error = State.DONE, ""
    else:
        _try_later(event, "\n".join(errors))
    event.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
    return not errors


def _try_later(event: OutboxEvent, error: str) -> None:
    """Count a failure of the fact itself: it waits longer each time, and is dead after the tenth."""
    event.attempts += 1
    event.last_error = error
    event.next_try_at = timezone.now() + min(FIRST_DELAY * 2 ** (event.attempts - 1), LONGEST_DELAY)
    if event.attempts >= MAX_ATTEMPTS:
        event.state = State.DEAD
        metric("outbox.dead")
        logger.error("event is dead", extra={"event_id": str(event.id), "event_type": event.type})


def _publish_due(arn: str, limit: int) -> int:
    """Publish due facts in rounds, each with the earliest waiting one of every subject, until none is left or the limit is reached."""
    taken = 0
    while taken < limit:
        found, accepted = _publish_round(arn, min(limit - taken, 100))
        taken += accepted
        if not found or not accepted:
            break
    return taken


@transaction.atomic
def _publish_round(arn: str, limit: int) -> tuple[int, int]:
    """Publish and mark; return how many facts were found, and how many the topic took.

    The rows are held meanwhile. A process that is killed before it marks publishes them once more: consumers know them by their id.
    """
    earlier = OutboxEvent.objects.filter(subject=OuterRef("subject"), sequence__lt=OuterRef("sequence"), state=State.NEW)
    heads = OutboxEvent.objects.filter(~Exists(earlier), state=State.NEW, next_try_at__lte=timezone.now()).order_by("sequence")
    events = list(heads.select_for_update(skip_locked=True, of=("self",))[:limit])
    accepted = 0
    for batch in topic.batches(events):
        refused = topic.publish_batch(topic=arn, events=batch)
        _mark_published([event.sequence for event in batch if event.sequence not in refused])
        accepted += len(batch) - len(refused)
        for event in batch:
            if refusal := refused.get(event.sequence):
                _put_back(event, refusal)
    return len(events), accepted


def _mark_published(sequences: list[int]) -> None:
    OutboxEvent.objects.filter(sequence__in=sequences).update(state=State.DONE, last_error="")


def _put_back(event: OutboxEvent, refusal: topic.Refusal) -> None:
    """Let a fact wait; a topic that cannot be reached is not the fact's fault, and counts no attempt."""
    if refusal.is_final:
        _try_later(event, refusal.reason)
    else:
        event.next_try_at, event.last_error = timezone.now() + TOPIC_DELAY, refusal.reason
    metric("outbox.refused", reason=refusal.reason)
    event.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
