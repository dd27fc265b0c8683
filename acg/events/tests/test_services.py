import dataclasses
import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from acg.events import consumers
from acg.events.models import InboxEntry, OutboxEvent, State
from acg.events.services import MAX_ATTEMPTS, publish, relay_due, revive


@dataclasses.dataclass(frozen=True)
class KettleBoiled:
    kettle_id: str
    cups: tuple[int, ...] = (1, 2)


@pytest.fixture
def heard():
    """A consumer that remembers what it was told and fails while `heard.broken` is set."""

    class Heard(list[dict[str, object]]):
        broken = False

        def __call__(self, payload):
            if self.broken:
                raise RuntimeError("the cat ate it")
            self.append(payload)

    listener = Heard()
    consumers.subscribe(KettleBoiled, consumer="tests.heard", handler=listener)
    yield listener
    consumers.unsubscribe(KettleBoiled, consumer="tests.heard")


@pytest.mark.django_db(transaction=True)
def test_a_published_fact_is_delivered_after_the_commit_as_json_gives_it_back(heard):
    with transaction.atomic():
        publish(KettleBoiled("k1"), subject="kettle:k1")
        assert heard == []
    assert heard == [{"kettle_id": "k1", "cups": [1, 2]}]
    event = OutboxEvent.objects.get()
    assert (event.type, event.subject, event.state, event.attempts) == ("KettleBoiled", "kettle:k1", State.DONE, 0)


@pytest.mark.django_db(transaction=True)
def test_a_fact_whose_transaction_rolls_back_was_never_published(heard):
    with transaction.atomic():
        publish(KettleBoiled("k1"), subject="kettle:k1")
        transaction.set_rollback(True)
    assert heard == []
    assert OutboxEvent.objects.count() == 0


@pytest.mark.django_db
def test_a_second_delivery_changes_nothing(heard):
    event = publish(KettleBoiled("k1"), subject="kettle:k1")
    relay_due()
    OutboxEvent.objects.filter(pk=event.pk).update(state=State.NEW)
    assert relay_due() == 1
    assert len(heard) == 1
    assert InboxEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_failed_consumer_is_tried_again_later_and_the_others_are_not_told_twice(heard):
    others: list[dict[str, object]] = []
    consumers.subscribe(KettleBoiled, consumer="tests.others", handler=others.append)
    heard.broken = True
    event = publish(KettleBoiled("k1"), subject="kettle:k1")
    assert relay_due() == 0
    event.refresh_from_db()
    assert (event.state, event.attempts, event.last_error) == (State.NEW, 1, "tests.heard: RuntimeError")
    assert event.next_try_at > timezone.now()
    assert relay_due() == 0, "not before its time"
    heard.broken = False
    OutboxEvent.objects.update(next_try_at=timezone.now())
    assert relay_due() == 1
    consumers.unsubscribe(KettleBoiled, consumer="tests.others")
    assert (len(heard), len(others)) == (1, 1)


@pytest.mark.django_db
def test_a_fact_that_fails_ten_times_is_dead_until_someone_revives_it(heard, caplog):
    heard.broken = True
    event = publish(KettleBoiled("k1"), subject="kettle:k1")
    for _ in range(MAX_ATTEMPTS):
        relay_due()
        OutboxEvent.objects.update(next_try_at=timezone.now())
    event.refresh_from_db()
    assert (event.state, event.attempts) == (State.DEAD, MAX_ATTEMPTS)
    assert "event is dead" in caplog.text
    assert relay_due() == 0
    heard.broken = False
    assert revive([event.id]) == 1
    assert relay_due() == 1
    assert len(heard) == 1


@pytest.mark.django_db
def test_facts_of_one_subject_keep_their_order_and_other_subjects_flow(heard):
    first = publish(KettleBoiled("first"), subject="kettle:1")
    publish(KettleBoiled("second"), subject="kettle:1")
    publish(KettleBoiled("other"), subject="kettle:2")
    OutboxEvent.objects.filter(pk=first.pk).update(next_try_at=timezone.now() + dt.timedelta(hours=1))
    relay_due()
    assert [payload["kettle_id"] for payload in heard] == ["other"]
    OutboxEvent.objects.update(next_try_at=timezone.now())
    relay_due()
    assert [payload["kettle_id"] for payload in heard] == ["other", "first", "second"]


@pytest.mark.django_db
def test_a_later_fact_waits_for_an_earlier_one_that_fails_in_the_same_round(heard):
    def picky(payload):
        if payload["kettle_id"] == "first":
            raise RuntimeError

    consumers.subscribe(KettleBoiled, consumer="tests.picky", handler=picky)
    publish(KettleBoiled("first"), subject="kettle:1")
    second = publish(KettleBoiled("second"), subject="kettle:1")
    relay_due()
    consumers.unsubscribe(KettleBoiled, consumer="tests.picky")
    second.refresh_from_db()
    assert (second.state, second.attempts) == (State.NEW, 0)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_relay_holds_is_passed_over(heard, second_connection):
    publish(KettleBoiled("k1"), subject="kettle:k1")
    OutboxEvent.objects.update(state=State.NEW)
    InboxEntry.objects.all().delete()
    heard.clear()
    with second_connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM events_outboxevent FOR UPDATE")
        assert relay_due() == 0
        cursor.execute("ROLLBACK")
    assert heard == []
    assert relay_due() == 1


@pytest.fixture
def second_connection():
    """Another session on the same test database."""
    other = connection.copy()
    yield other
    other.close()
