"""The queue read by a process that runs: what Lambda does by itself, for a server, a test and a measurement."""

from functools import cache
from typing import Any

from acg.aws.records import take_batch

MOST_MESSAGES = 10  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html


def take_messages(*, queue: str, wait_seconds: int = 20) -> tuple[int, int]:
    """Take up to ten messages of a queue, deal with them, and remove those that went well; the others come again.

    Args:
        queue: its address.
        wait_seconds: how long to wait for the first one, at most 20.

    Returns:
        How many came, and how many of them failed.
    """
    client = _client(queue)
    answer = client.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=MOST_MESSAGES, WaitTimeSeconds=wait_seconds, MessageSystemAttributeNames=["All"]
    )
    messages = answer.get("Messages", [])
    if not messages:
        return 0, 0
    failed = {entry["itemIdentifier"] for entry in take_batch([_record(message) for message in messages])["batchItemFailures"]}
    done = [
        {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
        for number, message in enumerate(messages)
        if message["MessageId"] not in failed
    ]
    if done:
        client.delete_message_batch(QueueUrl=queue, Entries=done)
    return len(messages), len(failed)


def _record(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message as Lambda would hand it over."""
    return {
        "messageId": message["MessageId"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "eventSource": "aws:sqs",
    }


@cache
def _client(queue: str) -> Any:
    import boto3  # noqa: PLC0415 -- heavy, and Lambda reads its queues itself

    host = queue.split("/")[2].split(".")
    region = host[1] if host[0] == "sqs" else None  # an emulator's address has none: then the environment says
    return boto3.client("sqs", region_name=region)
