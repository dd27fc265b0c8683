"""A batch of SQS: each message is a fact in its envelope, handed to those who react to it; what fails comes again, alone."""

import logging
from typing import Any

import orjson

from acg.events.receiving import receive
from acg.shared.metrics import metric

Record = dict[str, Any]

logger = logging.getLogger(__name__)


def is_batch(event: dict[str, Any]) -> bool:
    """Say whether every record of the event comes from SQS; a topic must not call the function itself."""
    records = event.get("Records")
    return isinstance(records, list) and bool(records) and all(_is_from_queue(record) for record in records)


def take_batch(records: list[Record]) -> dict[str, list[dict[str, str]]]:
    """Hand on each message, in order; one that fails holds back only those of its subject.

    Returns:
        What SQS reads with `ReportBatchItemFailures`: `{"batchItemFailures": [{"itemIdentifier": <message id>}, ...]}`.
    """
    failed: list[dict[str, str]] = []
    held: set[str] = set()
    for record in records:
        subject = ""
        try:
            envelope = orjson.loads(record["body"])
            subject = str(envelope["subject"])
            if subject not in held:
                receive(envelope)
                continue
        except Exception:
            logger.exception("message failed", extra={"message_id": record["messageId"]})
            metric("queue.failed")
        held.add(subject)
        failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def _is_from_queue(record: Any) -> bool:
    return isinstance(record, dict) and record.get("eventSource") == "aws:sqs" and "messageId" in record and "body" in record
