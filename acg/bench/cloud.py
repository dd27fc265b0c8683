"""An account of AWS in the test's own process (moto), with a topic, a queue that filters, and its dead-letter queue."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from moto import mock_aws

REGION = "eu-central-1"


@dataclass(frozen=True)
class Cloud:
    """The addresses of what is there."""

    topic: str
    queue: str
    dead: str
    sqs: Any
    sns: Any

    def waiting(self, queue: str = "") -> int:
        """Return how many messages a queue holds."""
        facts = self.sqs.get_queue_attributes(QueueUrl=queue or self.queue, AttributeNames=["ApproximateNumberOfMessages"])
        return int(facts["Attributes"]["ApproximateNumberOfMessages"])


@contextlib.contextmanager
def cloud(*, types: list[str], visibility_seconds: int = 0, is_fifo: bool = False) -> Iterator[Cloud]:
    """Open an account whose queue takes facts of these types; a message that fails comes again after the visibility timeout.

    Args:
        types: that the subscription lets through.
        visibility_seconds: that a message is hidden while somebody works on it.
        is_fifo: whether the topic and its queues keep the order of each subject, as a deployment's do.
    """
    ending, kind = (".fifo", {"FifoQueue": "true"}) if is_fifo else ("", {})
    with mock_aws():
        sns, sqs = client("sns"), client("sqs")
        dead = sqs.create_queue(QueueName=f"facts-dead{ending}", Attributes=kind)["QueueUrl"]
        redrive = {"deadLetterTargetArn": _arn(sqs, dead), "maxReceiveCount": 5}
        attributes = {"RedrivePolicy": json.dumps(redrive), "VisibilityTimeout": str(visibility_seconds)}
        queue = sqs.create_queue(QueueName=f"facts{ending}", Attributes=kind | attributes)["QueueUrl"]
        arn = sns.create_topic(Name=f"facts{ending}", Attributes={"FifoTopic": "true"} if is_fifo else {})["TopicArn"]
        sns.subscribe(
            TopicArn=arn,
            Protocol="sqs",
            Endpoint=_arn(sqs, queue),
            Attributes={"RawMessageDelivery": "true", "FilterPolicy": json.dumps({"type": types})},
        )
        yield Cloud(arn, queue, dead, sqs, sns)


@cache
def client(service: str) -> Any:
    """Return a client; making one takes longer than most tests, and it serves one account after another."""
    return boto3.client(service, REGION)


def _arn(sqs: Any, queue: str) -> str:
    arn: str = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return arn
