"""The school under load: requests come when they are due, whether those before are answered or not, with the generator on the same machine.

So a time is from when a request was due until its answer was whole: waiting counts.
"""

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from acg.bench.graph.filling import Sizes, fill, session_of
from acg.bench.graph.running import lift_limits
from acg.chaos import workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.graphql.trusted import names
from acg.shared.graph import to_global_id
from acg.users.models import User
from courses.models import Lesson
from students.models import Grant

WORKERS = 4
SENDERS = 32
STUDENTS = 50
LESSONS = 500
TIMEOUT_SECONDS = 15
OK = 200
BEAT = """
mutation Beat($input: RecordProgressInput!) { recordProgress(input: $input) { isAccepted errors { code } } }
"""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked.

    Args:
        rate: requests a second.
        seconds: for how long.
        sizes: of the school.
    """

    rate: float = 70.0
    seconds: float = 30.0
    sizes: Sizes = field(default_factory=Sizes)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, as it goes over the wire."""

    kind: str
    method: str
    path: str
    body: bytes = b""
    session: str = ""


def run(load: Load) -> dict[str, Any]:
    """Fill a scratch school, ask it, and return what that took. The calling process must not have a database connection: it forks."""
    with Cluster() as cluster:
        school = workers.listening()
        port = school.getsockname()[1]
        point_at(cluster, school=port, stripe=1)
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        lift_limits()  # one address asks for everybody; its bucket is taken from all the same
        cast = workers.result_of(lambda: _stage(load.sizes), folder=cluster.scratch)
        pids = [workers.fork(lambda: workers.serve(school), log=cluster.scratch / "log") for _worker in range(WORKERS)]
        try:
            requests = _requests(cast, random.Random(1))  # noqa: S311 -- chances of a measurement
            _play(port, requests, rate=load.rate, seconds=3)
            before = [_memory(pid) for pid in pids]
            found = _play(port, requests, rate=load.rate, seconds=load.seconds)
            found["memory_mb"] = {"begin": before, "end": [_memory(pid) for pid in pids]}
        finally:
            for pid in pids:
                workers.kill(pid)
            school.close()
    return found


def _stage(sizes: Sizes) -> dict[str, Any]:
    """Fill the database; return who asks, and for what."""
    call_command("migrate", verbosity=0)
    fill(sizes)
    students = User.objects.filter(email__endswith="@bench.example").order_by("pk")[:STUDENTS]
    now = timezone.now()
    Grant.objects.bulk_create(Grant(user=student, cause="staff", from_at=now) for student in students)
    lessons = Lesson.objects.order_by("pk").values_list("public_id", flat=True)[:LESSONS]
    return {
        "sessions": [session_of(student) for student in students],
        "lessons": [to_global_id("Lesson", lesson) for lesson in lessons],
        "courses": sizes.courses,
    }


def _requests(cast: dict[str, Any], chance: random.Random) -> Callable[[], _Asked]:
    """Return what makes the next request: of ten, seven reads by trusted documents, two pages and a write."""
    ids = names()

    def read() -> _Asked:
        kind = chance.choice(["catalogue", "course", "library"])
        if kind == "library":
            body = orjson.dumps({"documentId": ids["Library"]})
            return _Asked("read: library", "POST", "/graphql", body, chance.choice(cast["sessions"]))
        name = "Catalogue" if kind == "catalogue" else "CoursePage"
        variables = {} if kind == "catalogue" else {"slug": f"course-{chance.randint(1, cast['courses'])}"}
        return _Asked(f"read: {kind}", "GET", f"/graphql?documentId={ids[name]}&variables={quote(json.dumps(variables))}")

    def page() -> _Asked:
        session = chance.choice(["", chance.choice(cast["sessions"])])
        path = chance.choice(["/courses/", f"/courses/course-{chance.randint(1, cast['courses'])}/"])
        return _Asked("page: student" if session else "page: visitor", "GET", path, session=session)

    def write() -> _Asked:
        beat = {
            "lessonId": chance.choice(cast["lessons"]),
            "session": str(uuid.uuid4()),
            "seq": 1,
            "ranges": [[0, 5]],
            "position": 5,
        }
        body = orjson.dumps({"query": BEAT, "variables": {"input": beat}})
        return _Asked("write", "POST", "/graphql", body, chance.choice(cast["sessions"]))

    def any_of_them() -> _Asked:
        [make] = chance.choices([read, page, write], [7, 2, 1])
        return make()

    return any_of_them


def _play(port: int, requests: Callable[[], _Asked], *, rate: float, seconds: float) -> dict[str, Any]:
    """Send requests at a rate for a time; return how long they took, by their kind, and what went wrong."""
    times: dict[str, list[float]] = {}
    errors: Counter[str] = Counter()
    lock = threading.Lock()
    begin = time.perf_counter()

    def send(asked: _Asked, due: float) -> None:
        error = _sent(port, asked)
        took = time.perf_counter() - due
        with lock:
            times.setdefault(asked.kind, []).append(took)
            if error:
                errors[f"{asked.kind}: {error}"] += 1

    with ThreadPoolExecutor(SENDERS) as senders:
        for number in range(int(rate * seconds)):
            due = begin + number / rate
            time.sleep(max(due - time.perf_counter(), 0))
            senders.submit(send, requests(), due)
    together = sorted(took for some in times.values() for took in some)
    return {
        "per_second": round(len(together) / (time.perf_counter() - begin), 1),
        "all": _percentiles(together),
        "kinds": {kind: _percentiles(sorted(some)) for kind, some in sorted(times.items())},
        "errors": dict(errors),
    }


def _sent(port: int, asked: _Asked) -> str:
    """Send a request; return what is wrong with its answer, or nothing."""
    headers = {"Accept": "application/json" if asked.path.startswith("/graphql") else "text/html"}
    headers |= {"Content-Type": "application/json"} if asked.body else {}
    headers |= {"Cookie": f"{settings.SESSION_COOKIE_NAME}={asked.session}"} if asked.session else {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(asked.method, asked.path, asked.body or None, headers)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    if answer.status != OK:
        return str(answer.status)
    return "errors" if asked.path.startswith("/graphql") and b'"code"' in body else ""


def _percentiles(ordered: list[float]) -> dict[str, float]:
    def at(share: float) -> float:
        return round(1000 * ordered[int(share * (len(ordered) - 1))], 1)

    return {"requests": len(ordered), "p50_ms": at(0.5), "p99_ms": at(0.99), "most_ms": at(1)}


def _memory(pid: int) -> float:
    """Return what a process holds, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return round(int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024, 1)
