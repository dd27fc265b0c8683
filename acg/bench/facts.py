"""How many facts a second reach a consumer: within the process, and over a topic and its queue in an emulated account."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command

from acg.aws.polling import take_messages
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.events.consumers import subscribe, unsubscribe
from acg.events.models import InboxEntry, OutboxEvent, State
from acg.events.services import relay_due
from acg.events.topic import MOST_ENTRIES

CONSUMER = "bench.measured"


@dataclass(frozen=True, slots=True)
class Measured:
    """A fact of the size of the school's own."""

    order_id: str
    is_new_account: bool


def run(*, facts: int) -> dict[str, Any]:
    """Take both figures on a scratch database; each fact is written, delivered and noted once.

    Args:
        facts: how many go each way.

    Raises:
        RuntimeError: not all of them arrived.
    """
    with Cluster() as cluster:
        point_at(cluster, school=0, stripe=0)
        call_command("migrate", "events", verbosity=0)
        subscribe(Measured, consumer=CONSUMER, handler=lambda _data: None)
        try:
            return {"facts": facts, "in_process": _in_process(facts), "sns_sqs": _over_aws(facts)}
        finally:
            unsubscribe(Measured, consumer=CONSUMER)


def _in_process(facts: int) -> dict[str, float]:
    _write(facts)
    seconds = _timed(lambda: relay_due(limit=facts))
    _expect(facts)
    return {"per_second": round(facts / seconds)}


def _over_aws(facts: int) -> dict[str, float]:
    from acg.bench.cloud import cloud  # noqa: PLC0415 -- moto, which only this needs

    _write(facts)
    with cloud(types=[Measured.__name__], visibility_seconds=30) as account:
        settings.EVENTS_TOPIC_ARN = account.topic
        out = back = 0.0
        try:
            # Batch by batch: the emulator looks through all that waits whenever it is asked, which a queue of AWS does not.
            while OutboxEvent.objects.filter(state=State.NEW).exists():
                out += _timed(lambda: relay_due(limit=MOST_ENTRIES))
                back += _timed(lambda: take_messages(queue=account.queue, wait_seconds=0))
        finally:
            settings.EVENTS_TOPIC_ARN = ""
    _expect(facts)
    return {
        "per_second": round(facts / (out + back)),
        "published_per_second": round(facts / out),
        "taken_per_second": round(facts / back),
    }


def _write(facts: int) -> None:
    InboxEntry.objects.all().delete()
    OutboxEvent.objects.all().delete()
    OutboxEvent.objects.bulk_create(
        OutboxEvent(
            type=Measured.__name__, subject=f"order:{number}", payload={"order_id": f"{number:036}", "is_new_account": True}
        )
        for number in range(facts)
    )


def _timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _expect(facts: int) -> None:
    if InboxEntry.objects.count() != facts:
        raise RuntimeError(f"{InboxEntry.objects.count()} of {facts} facts arrived.")
