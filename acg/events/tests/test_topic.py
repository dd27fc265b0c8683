"""What SNS took and what not, by its answers. The way through an emulated account is in `acg/aws/tests`."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.utils import timezone
from moto import mock_aws

from acg.events import topic
from acg.events.models import OutboxEvent, State
from acg.events.services import relay_backlog, relay_due, relay_soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def sns(monkeypatch, settings):
    """A topic that takes everything but what `refuse` says, and remembers what it was sent."""

    class Sns:
        refuse: dict[str, dict[str, object]] = {}
        error: Exception | None = None
        sent: list[list[dict[str, object]]] = []

        def publish_batch(self, *, TopicArn, PublishBatchRequestEntries):  # noqa: ARG002, N803 -- SNS's names
            self.sent.append(PublishBatchRequestEntries)
            if self.error:
                raise self.error
            ids = [entry["Id"] for entry in PublishBatchRequestEntries]
            return {
                "Successful": [{"Id": one} for one in ids if one not in self.refuse],
                "Failed": [{"Id": one, **self.refuse[one]} for one in ids if self.refuse.get(one)],
            }

    it = Sns()
    it.sent = []
    settings.EVENTS_TOPIC_ARN = "arn:aws:sns:eu-central-1:1:facts"
    monkeypatch.setattr(topic, "_client", lambda _region: it)
    return it


def facts(count, **fields):
    return [
        OutboxEvent.objects.create(type="LampLit", subject=f"lamp:{number}", payload={"n": number}, **fields)
        for number in range(count)
    ]


def states():
    return list(OutboxEvent.objects.order_by("sequence").values_list("state", "attempts", "last_error"))


def test_only_what_sns_has_accepted_is_marked(sns):
    _first, second, third, unsaid = facts(4)
    sns.refuse = {
        str(second.id): {"Code": "InternalError", "SenderFault": False},
        str(third.id): {"Code": "InvalidParameter", "SenderFault": True},
        str(unsaid.id): {},
    }
    assert relay_due() == 1
    assert states() == [
        ("done", 0, ""),
        ("new", 0, "InternalError"),
        ("new", 1, "InvalidParameter"),
        ("new", 0, "SNS did not answer for it"),
    ]
    assert relay_due() == 0, "not before their time"
    assert len(sns.sent) == 1


@pytest.mark.parametrize(
    "error", [EndpointConnectionError(endpoint_url="x"), ClientError({"Error": {"Code": "Throttling"}}, "Publish")]
)
def test_a_topic_that_cannot_be_reached_counts_no_attempt(sns, error):
    facts(12)
    sns.error = error
    assert relay_due() == 0
    assert {(state, attempts) for state, attempts, _error in states()} == {("new", 0)}
    assert OutboxEvent.objects.filter(next_try_at__gt=timezone.now()).count() == 12
    sns.error = None
    OutboxEvent.objects.update(next_try_at=timezone.now())
    assert relay_backlog() == 12
    assert {state for state, _attempts, _error in states()} == {"done"}


def test_a_fact_that_alone_is_too_large_dies_of_itself(sns):
    OutboxEvent.objects.create(type="LampLit", subject="lamp:0", payload={"text": "x" * 300_000}, attempts=9)
    sns.error = ClientError({"Error": {"Code": "BatchRequestTooLong"}}, "Publish")
    assert relay_due() == 0
    assert states() == [(State.DEAD, 10, "BatchRequestTooLong")]


def test_batches_are_of_ten_and_of_256_kilobytes(sns):
    facts(23)
    OutboxEvent.objects.create(type="LampLit", subject="lamp:long", payload={"text": "x" * 200_000})
    OutboxEvent.objects.create(type="LampLit", subject="lamp:longer", payload={"text": "x" * 200_000})
    assert relay_due() == 25
    assert [len(batch) for batch in sns.sent] == [10, 10, 4, 1]


def test_after_a_commit_one_batch_goes_out(sns):
    facts(23)
    relay_soon()
    assert OutboxEvent.objects.filter(state=State.DONE).count() == 10


def test_a_fifo_topic_is_told_the_subject_and_the_id(sns, settings):
    settings.EVENTS_TOPIC_ARN += ".fifo"
    (event,) = facts(1)
    assert relay_due() == 1
    entry = sns.sent[0][0]
    assert (entry["MessageGroupId"], entry["MessageDeduplicationId"]) == ("lamp:0", str(event.id))
    assert entry["MessageAttributes"]["type"] == {"DataType": "String", "StringValue": "LampLit"}


def test_a_client_is_made_once_for_a_region():
    topic._client.cache_clear()
    with mock_aws():
        client = topic._client("eu-west-1")
    assert (client.meta.region_name, client) == ("eu-west-1", topic._client("eu-west-1"))
    topic._client.cache_clear()
