"""The steps of a release that need the database, and so run where it can be reached: in a function of their own, called by the workflow.

Each answers with `{"release": <step>, "ok": <bool>, ...}`; nothing in it is a secret.
"""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError, call_command

from acg.releasing.doctor import examine
from acg.releasing.migrating import migrate_locked

Answer = dict[str, Any]


def migrate() -> Answer:
    """Bring the database to what this code needs."""
    return dataclasses.asdict(migrate_locked())


def contract() -> Answer:
    """The same, when the code that runs needs no more what is taken away."""
    return dataclasses.asdict(migrate_locked(contract=True))


def clients() -> Answer:
    """Say whether clients of the graph still need what this code no longer has."""
    said = io.StringIO()
    try:
        call_command("schema_usage", check=True, stdout=said)
    except CommandError as error:
        return {"ok": False, "refused": str(error), "lines": said.getvalue().splitlines()}
    return {"ok": True, "lines": said.getvalue().splitlines()}


def doctor() -> Answer:
    """Examine the deployment."""
    found = examine()
    return {"ok": not any(finding.is_bad for finding in found), "checks": [dataclasses.asdict(finding) for finding in found]}


STEPS: dict[str, Callable[[], Answer]] = {"migrate": migrate, "contract": contract, "clients": clients, "doctor": doctor}


def run_step(name: str) -> Answer:
    """Run a step by its name."""
    return {"release": name, **STEPS[name]()}
