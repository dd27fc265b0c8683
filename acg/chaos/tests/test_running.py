"""The small form of `make chaos`: a thousand events, fifty killed workers, one database restart."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.chaos, pytest.mark.django_db]


@pytest.fixture
def tables():
    """Return the address of the tests' database, whose tables are taken over: faster than migrating."""
    place = connection.settings_dict
    return f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"


def run(*command):
    return subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, *command], cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=900, check=False
    )


def test_nothing_is_lost_in_a_small_storm(tables):
    done = run(
        "manage.py",
        "chaos",
        "--events",
        "1000",
        "--kills",
        "50",
        "--restarts",
        "1",
        "--coupon-rounds",
        "5",
        "--schema-from",
        tables,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = {line[:20].strip(): line[20:].split() for line in done.stdout.splitlines()}
    assert (lines["workers killed"], lines["database restarts"], lines["breaches after"][0]) == (["50"], ["1"], "0")
    assert int(lines["events"][0]) >= 950
    assert int(lines["never delivered"][0]) > 0
