"""A fact that came from outside the process, in its envelope: the same consumers, the same notes of what was done."""

import logging
import uuid
from typing import Any

from django.db import transaction

from acg.events.consumers import consumers_of
from acg.events.models import InboxEntry
from acg.shared.metrics import metric

VERSION = "1.0"

logger = logging.getLogger(__name__)


class NotReceivedError(Exception):
    """The envelope cannot be read, or a consumer failed: it must come again, or be looked at."""


def receive(envelope: dict[str, Any]) -> None:
    """Let everyone who waits for a fact react to it, each once however often it comes.

    A type that nobody waits for is counted and done. Every consumer has its own transaction with the note that it ran, so that one that
    fails undoes no other's work, and the next delivery runs only what is missing.

    Args:
        envelope: CloudEvents 1.0 as JSON gives it back: `specversion`, `id` (a UUID), `type`, `subject`, `data` (the fact's fields).
            https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md

    Raises:
        NotReceivedError: another version, a field is missing, or a consumer failed.
    """
    try:
        version, fact_type, data = envelope["specversion"], envelope["type"], envelope["data"]
        event_id = uuid.UUID(envelope["id"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotReceivedError("The envelope cannot be read.") from error
    if version != VERSION or not isinstance(fact_type, str) or not isinstance(data, dict):
        raise NotReceivedError("The envelope is of another version.")
    consumers = list(consumers_of(fact_type))
    if not consumers:
        metric("events.unknown_type")
        logger.warning("nobody waits for this fact", extra={"event_id": str(event_id), "event_type": fact_type})
    failed = []
    for consumer, handle in consumers:
        try:
            with transaction.atomic():
                _, is_first = InboxEntry.objects.get_or_create(consumer=consumer, event_id=event_id)
                if is_first:
                    handle(data)
        except Exception:
            logger.exception("consumer failed", extra={"event_id": str(event_id), "event_type": fact_type, "consumer": consumer})
            failed.append(consumer)
    if failed:
        raise NotReceivedError(f"Failed: {', '.join(failed)}")
