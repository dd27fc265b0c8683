"""Facts of the past delivered again. Events of Stripe and orders: `checkout/tests/test_replaying.py`."""

import dataclasses
import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from acg.events import consumers
from acg.events.models import InboxEntry, OutboxEvent
from acg.events.services import publish, relay_due
from acg.management.commands.replay import moment

pytestmark = pytest.mark.django_db


@dataclasses.dataclass(frozen=True)
class DoorOpened:
    door: str


@dataclasses.dataclass(frozen=True)
class DoorClosed:
    door: str


@pytest.fixture
def heard():
    """Two consumers; `late` comes when the test says so."""
    told: dict[str, list[str]] = {"early": [], "late": []}

    def hear(name):
        def handle(payload):
            if payload["door"] == "broken":
                raise RuntimeError
            told[name].append(payload["door"])

        for fact in (DoorOpened, DoorClosed):
            consumers.subscribe(fact, consumer=f"tests.{name}", handler=handle)

    told["hear"] = hear
    hear("early")
    yield told
    for fact in (DoorOpened, DoorClosed):
        for name in ("early", "late"):
            consumers.unsubscribe(fact, consumer=f"tests.{name}")


def told(*doors):
    for door in doors:
        publish(DoorOpened(door), subject=f"door:{door}")
    relay_due()


def at(*moments):
    for event, moment_ in zip(OutboxEvent.objects.order_by("sequence"), moments, strict=True):
        OutboxEvent.objects.filter(pk=event.pk).update(occurred_at=moment_)


def test_a_consumer_that_came_late_hears_what_it_missed_and_the_others_hear_nothing_twice(heard, capsys):
    told("old", "a", "b")
    at(*(dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (1, 2, 3)))
    heard["hear"]("late")
    call_command("replay", since=moment("2026-01-02"))
    assert (heard["early"], heard["late"]) == (["old", "a", "b"], ["a", "b"])
    assert "replay: 2 facts delivered, 0 failed" in capsys.readouterr().out


def test_a_named_consumer_hears_again_what_it_heard(heard):
    told("a")
    publish(DoorClosed("a"), subject="door:a")
    relay_due()
    heard["hear"]("late")
    call_command("replay", since=moment("2026-01-02T10:00"), type="DoorOpened", consumer="tests.early")
    assert (heard["early"], heard["late"]) == (["a", "a", "a"], [])
    assert InboxEntry.objects.count() == 2


def test_what_fails_is_named_and_stays_as_it_was(heard):
    told("a")
    OutboxEvent.objects.update(payload={"door": "broken"})
    with pytest.raises(CommandError, match=r"tests\.early: RuntimeError"):
        call_command("replay", since=moment("2026-01-02"), consumer="tests.early")
    assert InboxEntry.objects.count() == 1


@pytest.mark.parametrize("text", ["yesterday", "2026-13"])
def test_a_moment_is_written_as_the_help_says(text):
    with pytest.raises(Exception, match="write 2026-11-23"):
        moment(text)


def test_one_of_the_three_is_asked_for():
    with pytest.raises(CommandError):
        call_command("replay")
