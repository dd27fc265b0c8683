"""A fact handed to those who react to it: each once, however often it comes."""

import logging

from django.db import transaction

from acg.events.consumers import Consumer
from acg.events.envelopes import Told
from acg.events.models import InboxEntry

logger = logging.getLogger(__name__)


def hand_to(consumer: Consumer, told: Told) -> str:
    """Let a consumer react, unless it did; its effect and the note of it are one transaction.

    Returns:
        What went wrong, or nothing.
    """
    try:
        with transaction.atomic():
            _, is_first = InboxEntry.objects.get_or_create(consumer=consumer.name, event_id=told.id)
            if is_first:
                consumer.take(told)
    except Exception as error:
        logger.exception("consumer failed", extra={"event_id": str(told.id), "event_type": told.type, "consumer": consumer.name})
        return f"{consumer.name}: {type(error).__name__}"
    return ""
