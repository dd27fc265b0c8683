"""Each attack is refused by its code, in no more statements than any other request; how fast, `make bench` tells."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acg.bench.hostile import attacks, send

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 6  # the budget, a person's session, and one that looks for a course


@pytest.mark.parametrize("attack", list(attacks()), ids=lambda attack: attack.name)
def test_an_attack_is_refused_by_its_code(client, attack):
    send(client, attack)
    with CaptureQueriesContext(connection) as statements:
        codes = send(client, attack)
    assert set(codes) == ({attack.code} if attack.code else set())
    assert len(codes) <= 3
    assert len(statements) <= MOST_STATEMENTS
