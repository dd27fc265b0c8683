"""The small form of `make chaos`: a thousand events, fifty killed workers, one database restart."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.chaos, pytest.mark.django_db]


def test_nothing_is_lost_in_a_small_storm():
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    size = ["--events", "1000", "--kills", "50", "--restarts", "1", "--schema-from", url]
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "manage.py", "chaos", *size],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = {line[:20].strip(): line[20:].split() for line in done.stdout.splitlines()}
    assert (lines["workers killed"], lines["database restarts"], lines["breaches after"][0]) == (["50"], ["1"], "0")
    assert int(lines["events"][0]) >= 950
    assert int(lines["never delivered"][0]) > 0
