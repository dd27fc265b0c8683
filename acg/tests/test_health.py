from unittest import mock

import pytest
from django.db.utils import OperationalError


def test_healthz_needs_no_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_tells_the_age_of_the_queues(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "up", "queue_age_seconds": {"stripe_events": 0, "outbox": 0}}


def test_readyz_is_503_without_a_database(client):
    with mock.patch("acg.health.connection.ensure_connection", side_effect=OperationalError("down")):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "down"}
