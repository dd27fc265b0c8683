"""The SNS topic that facts are published to. Nobody else talks to SNS.

https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from acg.events.envelopes import packed
from acg.events.models import OutboxEvent
from acg.shared.values import frozen

MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024  # of one batch, its attributes included
ATTRIBUTE_BYTES = 300
CONNECT_SECONDS, READ_SECONDS = 2, 5


@frozen
class Refusal:
    """Why SNS did not take a fact.

    Args:
        reason: SNS's code.
        is_final: it will not take it at the next try either.
    """

    reason: str
    is_final: bool


def batches(events: Sequence[OutboxEvent]) -> Iterator[list[OutboxEvent]]:
    """Yield the facts in batches that SNS takes: at most ten, and 256 KiB together."""
    batch: list[OutboxEvent] = []
    size = 0
    for event in events:
        length = len(packed(event)) + ATTRIBUTE_BYTES
        if batch and (len(batch) == MOST_ENTRIES or size + length > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += length
    if batch:
        yield batch


def publish_batch(*, topic: str, events: Sequence[OutboxEvent]) -> dict[int, Refusal]:
    """Publish at most ten facts; return those that SNS did not say it has, by sequence, and why.

    A subscription filters by the attributes `type` and `dataversion`. On a FIFO topic the facts of a subject keep their order up to the
    consumer; on another one the sequence in the envelope says which is newer.
    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 -- heavy, and only a deployment has a topic

    entries = [_entry(event, is_fifo=topic.endswith(".fifo")) for event in events]
    try:
        answer = _client(topic.split(":")[3]).publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        is_final = len(events) == 1 and code in {"InvalidParameter", "BatchRequestTooLong", "InvalidParameterValue"}
        return {event.sequence: Refusal(code, is_final=is_final) for event in events}
    except BotoCoreError as error:
        return {event.sequence: Refusal(type(error).__name__, is_final=False) for event in events}
    accepted = {entry["Id"] for entry in answer.get("Successful", [])}
    refused = {entry["Id"]: Refusal(entry["Code"], is_final=entry["SenderFault"]) for entry in answer.get("Failed", [])}
    unsaid = Refusal("SNS did not answer for it", is_final=False)
    return {event.sequence: refused.get(str(event.id), unsaid) for event in events if str(event.id) not in accepted}


def _entry(event: OutboxEvent, *, is_fifo: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "Id": str(event.id),
        "Message": packed(event).decode(),
        "MessageAttributes": {
            "type": {"DataType": "String", "StringValue": event.type},
            "dataversion": {"DataType": "String", "StringValue": str(event.version)},
        },
    }
    if is_fifo:
        entry |= {"MessageGroupId": event.subject, "MessageDeduplicationId": str(event.id)}
    return entry


@cache
def _client(region: str) -> Any:
    import boto3  # noqa: PLC0415 -- heavy, and only a deployment has a topic
    from botocore.config import Config  # noqa: PLC0415 -- as above

    config = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 2, "mode": "standard"}
    )
    return boto3.client("sns", region_name=region, config=config)
