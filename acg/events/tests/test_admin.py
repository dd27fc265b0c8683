import pytest
from django.urls import reverse

from acg.events.models import OutboxEvent, State
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
