"""A batch of SQS: each message is a fact in its envelope, handed to those who react to it; what fails comes again, alone."""

import logging
import re
from typing import Any

import orjson

from acg.events.receiving import NeverReceivedError, bury, receive
from acg.shared.metrics import metric

Record = dict[str, Any]

TRIES = 5  # as the queue's own redrive policy says
QUEUE_OF_CONTEXT = re.compile(r"-facts-(?P<context>[a-z]+)\.fifo$")

logger = logging.getLogger(__name__)


def is_batch(event: dict[str, Any]) -> bool:
    """Say whether every record of the event comes from SQS; a topic must not call the function itself."""
    records = event.get("Records")
    return isinstance(records, list) and bool(records) and all(_is_from_queue(record) for record in records)


def take_batch(records: list[Record]) -> dict[str, list[dict[str, str]]]:
    """Hand on each message, in order; one that fails holds back only those of its subject, for a consumer may need what it did.

    What can never be read, and what fails at the queue's last try, is kept with its reason for staff (`DeadMessage`): the queue, which
    moves it to its dead-letter queue, knows none.

    Returns:
        What SQS reads with `ReportBatchItemFailures`: `{"batchItemFailures": [{"itemIdentifier": <message id>}, ...]}`.
    """
    failed: list[dict[str, str]] = []
    held: set[str] = set()
    for record in records:
        reason = _take(record, held)
        if reason:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def _take(record: Record, held: set[str]) -> str:
    """Deal with a message; return why it must come again, or nothing."""
    subject, is_over = "", int(record.get("attributes", {}).get("ApproximateReceiveCount", 1)) >= TRIES
    try:
        envelope = orjson.loads(record["body"])
        subject = str(envelope["subject"])
        if subject not in held:
            receive(envelope, context=_context_of(record))
            return ""
        reason = "An earlier fact of the same subject failed."
    except Exception as error:
        logger.exception("message failed", extra={"message_id": record["messageId"]})
        metric("queue.failed")
        reason = str(error) or type(error).__name__
        if isinstance(error, NeverReceivedError | ValueError | KeyError | TypeError):
            is_over, subject = True, ""  # it will never be read: whoever waited for it would wait for ever
    held |= {subject} - {""}
    if is_over:
        _bury(record, reason)
    return reason


def _context_of(record: Record) -> str:
    """Return the context whose queue a message came from, by the queue's name in `infra/school.yaml`; nothing for another name."""
    found = QUEUE_OF_CONTEXT.search(record.get("eventSourceARN", ""))
    return found["context"] if found else ""


def _bury(record: Record, reason: str) -> None:
    try:
        bury(message_id=record["messageId"], body=record["body"], reason=reason)
    except Exception:
        logger.exception("a dead message could not be kept", extra={"message_id": record["messageId"]})


def _is_from_queue(record: Any) -> bool:
    return isinstance(record, dict) and record.get("eventSource") == "aws:sqs" and "messageId" in record and "body" in record
