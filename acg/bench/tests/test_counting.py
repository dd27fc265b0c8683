import pytest
from django.db import transaction

from acg.bench.accepting import percentiles
from acg.bench.counting import counted
from acg.users.models import User


def test_percentiles_are_milliseconds():
    assert percentiles([number / 1000 for number in range(101)]) == {"p50_ms": 50.0, "p95_ms": 95.0}


@pytest.mark.django_db
def test_statements_are_counted_without_savepoints():
    counts = {}
    with counted(counts, "two"), transaction.atomic():
        User.objects.count()
        User.objects.exists()
    assert counts == {"two": 2}
