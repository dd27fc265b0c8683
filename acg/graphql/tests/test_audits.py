"""The audits of the GraphQL-over-HTTP specification, run by the npm package that carries them."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

CHECKS = Path(settings.BASE_DIR) / "frontend" / "checks" / "graphql-over-http.mjs"
PACKAGE = CHECKS.parent.parent / "node_modules" / "graphql-http"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(not (shutil.which("node") and PACKAGE.exists()), reason="needs Node and `npm ci` in frontend")
def test_all_audits_pass(live_server, settings):
    settings.DEBUG = True  # two audits ask about the schema
    command = ["node", str(CHECKS), f"{live_server.url}/graphql"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 -- our own words
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert [audit for audit in found if audit["status"] != "ok"] == []
    assert Counter(audit["status"] for audit in found) == {"ok": 61}
