"""A school of its own with the demo's people, served on the loopback, and the tool let loose on it."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from acg.chaos import workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.graphql import budget, execution
from acg.graphql.codes import CODES
from acg.graphql.identity import laptop
from acg.users.models import User
from acg.users.services import link_identity

SERVERS = 2
SERVICE = "service"
PEOPLE = {
    "student": "student@example.com",
    "instructor": "instructor@example.com",
    "editor": "editor@example.com",
    "staff": "staff@example.com",
}
ROLES = ("anonymous", *PEOPLE, SERVICE)
CHECKS = Path(__file__).with_name("checks.py")
cases_of = re.compile(r"(\d+) generated").findall


@dataclass(frozen=True, slots=True)
class Found:
    """What asking as one kind of caller brought to light.

    Args:
        role: who asked.
        cases: how many requests were made.
        report: the tool's own, when an answer was not as it should be; else empty.
    """

    role: str
    cases: int
    report: str


def run(*, tool: Path, seconds: int, seed: int, tell: Callable[[Found], None]) -> list[Found]:
    """Ask as each kind of caller; nothing of it is left on the machine. The calling process must not have opened a connection: it forks.

    Args:
        tool: the `schemathesis` program.
        seconds: in all.
        seed: of the tool's random choices.
        tell: hears of each kind of caller when it is done.
    """
    with Cluster() as cluster:
        school = workers.listening()
        port = school.getsockname()[1]
        point_at(cluster, school=port, stripe=port)
        settings.DEBUG = True  # the laptop's issuer of tokens is there in DEBUG only
        settings.DATA_DIR = cluster.scratch
        _lift_limits()
        headers = workers.result_of(lambda: _made(cluster.scratch), folder=cluster.scratch)
        log = cluster.scratch / "log"
        pids = [workers.fork(lambda: workers.serve(school), log=log) for _server in range(SERVERS)]
        try:
            found = []
            for role in ROLES:
                found.append(_asked(tool, role, headers[role], port=port, seconds=max(seconds // len(ROLES), 1), seed=seed))
                tell(found[-1])
        finally:
            for pid in pids:
                workers.kill(pid)
            school.close()
    return found


def _lift_limits() -> None:
    """Let the tool ask for as much as it likes, as often as it likes: what prices refuse never reaches what is tried here."""
    execution.MOST_POINTS = 10**6
    budget.EACH = budget.Bucket(depth=10**8, rate=10**6)
    budget.ALL = budget.Bucket(depth=10**9, rate=10**6)


def _made(folder: Path) -> dict[str, dict[str, str]]:
    """Fill the school, and return the headers of each kind of caller."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_demo", verbosity=0)
    return {role: _headers(role, str(folder)) for role in ROLES}


def _headers(role: str, folder: str) -> dict[str, str]:
    if role == SERVICE:
        return {"Authorization": f"Bearer {laptop.service_token(folder, name=laptop.SERVICES[0])}"}
    if role not in PEOPLE:
        return {}
    user = User.objects.get(email=PEOPLE[role])
    subject = f"laptop|{user.public_id}"
    link_identity(user=user, issuer=laptop.PEOPLE, subject=subject)
    return {"Authorization": f"Bearer {laptop.person_token(folder, subject=subject)}"}


def _asked(tool: Path, role: str, headers: dict[str, str], *, port: int, seconds: int, seed: int) -> Found:
    command: list[Any] = [tool, "run", Path(settings.BASE_DIR) / "schema.graphql", "--url", f"http://127.0.0.1:{port}/graphql"]
    command += ["--phases", "fuzzing", "--checks", "errors_are_coded", "--continue-on-failure", "--max-time", str(seconds)]
    command += ["--seed", str(seed), "--suppress-health-check", "all", "--no-shrink", "--warnings", "off"]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": str(CHECKS), "FUZZ_CODES": ",".join(CODES), "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 -- the tool that was asked for, with arguments of our own
        command, cwd=CHECKS.parent, env=environment, capture_output=True, text=True, check=False, timeout=seconds + 120
    )
    cases = sum(map(int, cases_of(done.stdout)))
    return Found(role, cases, done.stdout[-8_000:] + done.stderr[-2_000:] if done.returncode else "")
