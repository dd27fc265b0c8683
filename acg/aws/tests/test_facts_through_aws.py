"""Facts from the outbox over a topic and a queue to those who react, on an emulated account."""

import dataclasses
import json
import random
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command

from acg.aws import entry
from acg.aws.polling import take_messages
from acg.aws.tests.events import batch
from acg.bench.cloud import cloud
from acg.events import consumers, services, topic
from acg.events.models import DeadMessage, InboxEntry, OutboxEvent, State
from acg.events.receiving import revive_message
from acg.events.services import publish, relay_due

pytestmark = pytest.mark.django_db


@dataclasses.dataclass(frozen=True)
class LampLit:
    lamp: str


@dataclasses.dataclass(frozen=True)
class LampBroken:
    lamp: str


@dataclasses.dataclass(frozen=True)
class LampSold:
    version: ClassVar[int] = 2
    lamp: str


@pytest.fixture
def heard():
    """A consumer that remembers lamp and sequence, and fails at what is in `heard.poison`."""

    class Heard(list):
        poison: set[str] = set()

        def __call__(self, told):
            if told.data["lamp"] in self.poison:
                raise RuntimeError("no light")
            self.append((told.data["lamp"], told.sequence))

    lamps = Heard()
    for fact in (LampLit, LampSold):
        consumers.subscribe_copy(fact, consumer="tests.lamps", copier=lamps)
    yield lamps
    for fact in (LampLit, LampSold):
        consumers.unsubscribe(fact, consumer="tests.lamps")


@pytest.fixture
def aws(settings):
    with cloud(types=["LampLit", "LampSold", "LampUnknown"]) as account:
        settings.EVENTS_TOPIC_ARN, settings.EVENTS_QUEUE_URL = account.topic, account.queue
        yield account


def lamps(*names, subject="lamp"):
    return [publish(LampLit(name), subject=f"{subject}:{name}") for name in names]


def empty(aws):
    while take_messages(queue=aws.queue, wait_seconds=0)[0]:
        pass


def test_facts_go_over_the_topic_and_come_back_through_the_queue_once(aws, heard):
    events = lamps("a", "b", "c")
    assert relay_due() == 3
    assert heard == []
    assert list(OutboxEvent.objects.values_list("state", "attempts")) == [("done", 0)] * 3

    call_command("take_messages", once=True)

    assert sorted(heard) == [(name, event.sequence) for name, event in zip("abc", events, strict=True)]
    assert (aws.waiting(), aws.waiting(aws.dead)) == (0, 0)
    assert relay_due() == 0


def test_the_queue_gets_only_what_its_subscription_asks_for(aws, heard):
    publish(LampBroken("a"), subject="lamp:a")
    publish(LampLit("a"), subject="lamp:b")
    assert relay_due() == 2
    assert aws.waiting() == 1


def test_a_type_that_nobody_waits_for_is_acknowledged_and_counted(aws, heard, caplog):
    OutboxEvent.objects.create(type="LampUnknown", subject="lamp:a", payload={})
    assert relay_due() == 1
    with caplog.at_level("INFO", "acg.metrics"):
        assert take_messages(queue=aws.queue, wait_seconds=0) == (1, 0)
    assert "events.unknown_type" in caplog.text
    assert not DeadMessage.objects.exists()


def test_facts_of_a_subject_are_published_in_their_order_however_many_rounds_it_takes(aws, heard, monkeypatch):
    sent = []
    really = topic.publish_batch

    def watch(*, topic, events):
        sent.append([event.payload["lamp"] for event in events])
        return really(topic=topic, events=events)

    monkeypatch.setattr(topic, "publish_batch", watch)
    for name in ("a1", "a2", "a3"):
        publish(LampLit(name), subject="lamp:a")
    publish(LampLit("b1"), subject="lamp:b")
    assert relay_due() == 4
    assert sent == [["a1", "b1"], ["a2"], ["a3"]]


def test_on_a_topic_that_keeps_the_order_each_subject_arrives_in_its_own(settings, heard):
    with cloud(types=["LampLit"], is_fifo=True) as account:
        settings.EVENTS_TOPIC_ARN = account.topic
        for number in range(3):
            for subject in ("lamp:a", "lamp:b"):
                publish(LampLit(f"{subject}{number}"), subject=subject)
        assert relay_due() == 6
        empty(account)
        assert account.waiting() == 0
    names = [name for name, _sequence in heard]
    for subject in ("lamp:a", "lamp:b"):
        assert [name for name in names if name.startswith(subject)] == [f"{subject}{number}" for number in range(3)]


def test_messages_that_are_shuffled_and_doubled_have_one_effect_each(aws, heard):
    lamps(*(f"l{number}" for number in range(12)))
    relay_due()
    messages = []
    while found := aws.sqs.receive_message(QueueUrl=aws.queue, MaxNumberOfMessages=10, VisibilityTimeout=60).get("Messages"):
        messages += found
    bodies = [message["Body"] for message in messages] * 3
    random.Random(7).shuffle(bodies)  # noqa: S311 -- the same disorder each time
    for first in range(0, len(bodies), 10):
        assert entry.handler(batch(*bodies[first : first + 10]), None) == {"batchItemFailures": []}
    assert sorted(name for name, _sequence in heard) == sorted(f"l{number}" for number in range(12))
    assert InboxEntry.objects.count() == 12


def test_poison_comes_five_times_then_lies_in_the_dead_letter_queue_and_staff_deliver_it_again(aws, heard):
    heard.poison = {"b"}
    lamps("a", "b", "c")
    relay_due()
    empty(aws)
    assert [name for name, _sequence in heard] == ["a", "c"]
    assert (aws.waiting(), aws.waiting(aws.dead)) == (0, 1)
    dead = DeadMessage.objects.get()
    assert (dead.type, dead.subject, dead.reason) == ("LampLit", "lamp:b", "Failed: tests.lamps: RuntimeError")
    assert json.loads(dead.body)["data"] == {"lamp": "b"}

    assert revive_message(message=dead) is False
    heard.poison = set()
    assert revive_message(message=dead) is True
    assert [name for name, _sequence in heard] == ["a", "c", "b"]
    assert revive_message(message=dead) is True, "and once more changes nothing"
    assert len(heard) == 3


def test_another_major_version_is_dead_at_once_and_says_why(aws, heard):
    event = publish(LampSold("a"), subject="lamp:a")
    assert event.version == 2
    OutboxEvent.objects.update(version=3)
    relay_due()
    assert take_messages(queue=aws.queue, wait_seconds=0) == (1, 1)
    assert DeadMessage.objects.get().reason == "Version 3 of LampSold is unknown to tests.lamps."
    assert heard == []
    empty(aws)
    assert (aws.waiting(aws.dead), DeadMessage.objects.count()) == (1, 1)


def test_what_is_no_envelope_is_dead_and_holds_up_nobody(aws, heard):
    for body in ("{", '{"subject": "lamp:a"}', "[1]"):
        aws.sqs.send_message(QueueUrl=aws.queue, MessageBody=body)
    lamps("a")
    relay_due()
    empty(aws)
    assert len(heard) == 1
    assert aws.waiting(aws.dead) == 3
    assert set(DeadMessage.objects.values_list("type", "subject")) == {("", "")}
    assert revive_message(message=DeadMessage.objects.first()) is False


def test_a_relay_that_is_killed_between_publishing_and_marking_publishes_again_and_nobody_notices(aws, heard, monkeypatch):
    lamps("a", "b")

    def die(_sequences):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(services, "_mark_published", die)
        with pytest.raises(KeyboardInterrupt):
            relay_due()
    assert set(OutboxEvent.objects.values_list("state", flat=True)) == {State.NEW}
    assert relay_due() == 2
    assert aws.waiting() == 4
    empty(aws)
    assert sorted(name for name, _sequence in heard) == ["a", "b"]


def test_a_server_without_a_queue_says_so():
    with pytest.raises(CommandError, match="EVENTS_QUEUE_URL is unset"):
        call_command("take_messages", once=True)
