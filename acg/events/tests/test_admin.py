import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from acg.events.models import DeadMessage, OutboxEvent, State
from acg.events.receiving import bury
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(role="staff"))


@pytest.fixture
def dead():
    return OutboxEvent.objects.create(type="CoursePublished", subject="course:1", payload={}, state=State.DEAD, attempts=10)


def test_dead_facts_are_delivered_again(client, staff, dead):
    arrived = OutboxEvent.objects.create(type="CoursePublished", subject="course:2", payload={}, state=State.DONE)
    chosen = {"action": "deliver_again", "_selected_action": [dead.pk, arrived.pk]}
    answer = client.post(reverse("admin:events_outboxevent_changelist"), chosen, follow=True)
    assert "1 fact will be delivered again." in answer.content.decode()
    dead.refresh_from_db()
    arrived.refresh_from_db()
    assert (dead.state, dead.attempts, arrived.state) == (State.NEW, 0, State.DONE)


def test_facts_are_neither_written_nor_taken_back(client, staff, dead):
    page = reverse("admin:events_outboxevent_change", args=[dead.pk])
    assert client.get(page).status_code == 200
    client.post(page, {"subject": "course:9"})
    assert client.get("/admin/events/outboxevent/add/").status_code == 403
    assert client.post(reverse("admin:events_outboxevent_delete", args=[dead.pk]), {"post": "yes"}).status_code == 403
    dead.refresh_from_db()
    assert dead.subject == "course:1"


@pytest.fixture
def messages():
    """Two that were given up: one of a type that nobody waits for any more, one that nobody can read."""
    envelope = {"specversion": "1.0", "id": str(uuid.uuid4()), "type": "Forgotten", "subject": "x:1", "data": {}}
    bury(message_id="m1", body=json.dumps(envelope), reason="Failed: x")
    bury(message_id="m2", body="{\x00", reason="The envelope cannot be read.")
    return list(DeadMessage.objects.order_by("pk"))


def test_messages_given_up_are_looked_at_and_delivered_again(client, staff, messages):
    page = client.get(reverse("admin:events_deadmessage_change", args=[messages[0].pk])).content.decode()
    assert "Failed: x" in page
    chosen = {"action": "deliver_again", "_selected_action": [message.pk for message in messages]}
    answer = client.post(reverse("admin:events_deadmessage_changelist"), chosen, follow=True).content.decode()
    assert "1 message was delivered." in answer
    assert "1 message failed again; it says why." in answer
    first, second = DeadMessage.objects.order_by("pk")
    assert first.revived_at is not None
    assert (second.revived_at, second.reason) == (None, "unexpected end of data: line 1 column 2 (char 1)")


def test_a_message_that_dies_again_is_one_row_and_dead_once_more(client, staff, messages):
    DeadMessage.objects.update(revived_at=timezone.now())
    bury(message_id="m1", body="other", reason="again")
    assert DeadMessage.objects.count() == 2
    assert DeadMessage.objects.filter(message_id="m1", revived_at=None, reason="again", type="Forgotten").exists()
    assert client.get("/admin/events/deadmessage/add/").status_code == 403
    assert client.post(reverse("admin:events_deadmessage_delete", args=[messages[0].pk]), {"post": "yes"}).status_code == 403
