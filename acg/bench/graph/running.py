"""One run: a scratch school, the ways to answer beside each other, growth; nothing of it is left on the machine."""

import logging
from dataclasses import dataclass, field
from importlib.util import find_spec
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from acg.bench.counting import counted
from acg.bench.graph import growing, urls
from acg.bench.graph.asking import School, body_of
from acg.bench.graph.comparing import Figures, Rival, besides, compare
from acg.bench.graph.filling import Sizes, fill
from acg.bench.graph.operations import OPERATIONS
from acg.bench.graph.timing import take
from acg.chaos import workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.graphql import budget
from acg.users.models import User


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Args:
        sizes: of the school.
        courses: to which it grows.
        rounds: of measuring, two turns each.
        each: requests in a turn.
    """

    sizes: Sizes = field(default_factory=Sizes)
    courses: int = 200_000
    rounds: int = 20
    each: int = 5


def run(plan: Plan) -> Figures:
    """Take all figures. The calling process must not have opened a database connection: it forks."""
    with Cluster() as cluster:
        point_at(cluster, school=1, stripe=1)
        settings.ROOT_URLCONF = settings.VISITOR_URLCONF = urls.__name__
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        _write_log_to(cluster.scratch / "requests")
        lift_limits()
        key = workers.result_of(lambda: _made(plan.sizes), folder=cluster.scratch)
        rivals, pids = _rivals(cluster.scratch, key)
        try:
            urls.add_rivals()
            school = School(session=key)
            user = User.objects.get(email="student-1@bench.example").pk
            found = compare(school, user=user, rivals=rivals, rounds=plan.rounds, each=plan.each)
            found |= besides(school, rounds=plan.rounds, each=plan.each)
        finally:
            for pid in pids:
                workers.kill(pid)
        if plan.courses > plan.sizes.courses:
            found |= growing.measure(
                school, sizes=plan.sizes, courses=plan.courses, rounds=max(plan.rounds // 4, 1), each=plan.each
            )
        return found


def lift_limits() -> None:
    """Let one client ask as often as it can: its purse is taken from and settled all the same."""
    budget.EACH = budget.Bucket(depth=10**9, rate=10**6)
    budget.ALL = budget.Bucket(depth=10**9, rate=10**6)


def _write_log_to(path: Path) -> None:
    """Let the lines of the requests, which cost what they cost, go where nobody has to read them."""
    for logger in (logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)):
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(path.open("a"))


def _made(sizes: Sizes) -> str:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    return fill(sizes)


def _rivals(scratch: Path, key: str) -> tuple[list[Rival], list[int]]:
    """Start the ways that need a process of their own, where they are installed."""
    if find_spec("query_optimizer") is None:
        return [], []
    mine, theirs = Pipe()
    pid = workers.fork(lambda: _serve(theirs, "optimizer", key), log=scratch / "log")

    def ask(what: str, number: int, times: int) -> Any:
        mine.send((what, number, times))
        if not mine.poll(120):
            raise RuntimeError((scratch / "log").read_text(errors="replace")[-6_000:])
        return mine.recv()

    return [Rival("optimizer", ask)], [pid]


def _serve(pipe: Connection, name: str, key: str) -> None:
    """Answer what the measuring process asks, until it is gone."""
    urls.add_optimizer()
    school = School(session=key)
    while True:
        what, number, times = pipe.recv()
        operation = OPERATIONS[number]
        body = body_of(operation.query, operation.variables)

        def call(body: bytes = body, *, is_own: bool = operation.is_own) -> bytes:
            return school.post(f"/bench/{name}", body, is_own=is_own)

        if what == "take":
            pipe.send(take(call, times))
        elif what == "answer":
            pipe.send(call())
        else:
            counts: dict[str, int] = {}
            with counted(counts, name):
                call()
            pipe.send(counts[name])
