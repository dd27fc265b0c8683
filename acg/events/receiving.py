"""A fact that came from outside the process, in its envelope: the same consumers, the same notes of what was done."""

import logging
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from acg.events.consumers import consumers_of
from acg.events.envelopes import UnreadableError, read
from acg.events.handing import hand_to
from acg.events.models import DeadMessage
from acg.shared.metrics import metric

logger = logging.getLogger(__name__)


class NotReceivedError(Exception):
    """The fact must come again: a consumer failed."""


class NeverReceivedError(NotReceivedError):
    """The fact may come as often as it likes: nobody here can read it."""


def receive(envelope: Any, *, context: str = "") -> None:
    """Let everyone who waits for a fact react to it, each once however often it comes.

    A type that nobody waits for is counted and done. Every consumer has its own transaction with the note that it ran, so that one that
    fails undoes no other's work, and the next delivery runs only what is missing.

    Args:
        envelope: CloudEvents 1.0 as JSON gives it back: `specversion`, `id` (a UUID), `type`, `subject`, `data` (the fact's fields).
            https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
        context: whose consumers are asked, such as `courses`, where each context has a queue of its own; all of them when not said.

    Raises:
        NeverReceivedError: another version of the envelope or of the fact, or a field is missing.
        NotReceivedError: a consumer failed.
    """
    try:
        told = read(envelope)
    except UnreadableError as error:
        raise NeverReceivedError(str(error)) from error
    consumers = [consumer for consumer in consumers_of(told.type) if not context or consumer.name.startswith(f"{context}.")]
    if not consumers:
        metric("events.unknown_type")
        logger.warning("nobody waits for this fact", extra={"event_id": str(told.id), "event_type": told.type})
    if unread := [consumer.name for consumer in consumers if consumer.version != told.version]:
        raise NeverReceivedError(f"Version {told.version} of {told.type} is unknown to {', '.join(unread)}.")
    if failed := [went_wrong for consumer in consumers if (went_wrong := hand_to(consumer, told))]:
        raise NotReceivedError(f"Failed: {', '.join(failed)}")


def bury(*, message_id: str, body: str, reason: str) -> None:
    """Keep a message that its queue gives up, and why; staff look at it and deliver it again.

    Args:
        message_id: the queue's name of it; the same again replaces the reason.
        body: what it holds, readable or not.
        reason: why it is given up.
    """
    try:
        envelope = orjson.loads(body)
        kind, subject = str(envelope["type"])[:100], str(envelope["subject"])[:100]
    except (ValueError, KeyError, TypeError):
        kind = subject = ""
    DeadMessage.objects.update_or_create(
        message_id=message_id[:100],
        defaults={"reason": reason, "revived_at": None},
        create_defaults={"body": body.replace("\x00", ""), "type": kind, "subject": subject, "reason": reason},
    )
    metric("queue.dead")


def revive_message(*, message: DeadMessage) -> bool:
    """Deliver a dead message again, to those of its consumers that have not run; return whether all of them have now.

    What still fails keeps the message dead, with the new reason.
    """
    with transaction.atomic():
        locked = DeadMessage.objects.select_for_update().get(pk=message.pk)
        try:
            receive(orjson.loads(locked.body))
            locked.revived_at = timezone.now()
        except (NotReceivedError, ValueError) as error:
            locked.reason = str(error)
        locked.save(update_fields=["reason", "revived_at"])
    return locked.revived_at is not None
