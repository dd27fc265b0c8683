"""What a cold start costs: processor time of a function's init phase and of its first answer, under Lambda's own runtime client.

The yardstick is what one gets without doing anything: a bare Django on Zappa's own handler, its bytecode as valid as ours.
"""

import json
import os
import shutil
import statistics
import subprocess
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acg.bench.runtime import Function, function

OK = 200
BARE = "def handler(event, context):\n    return {}\n"
HELLO = """
from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
"""
OWN = """
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "hello"

from django.core.wsgi import get_wsgi_application

from acg.aws.web import http_handler

handler = http_handler(get_wsgi_application())
"""
ZAPPA_SETTINGS = """
APP_MODULE = {module!r}
APP_FUNCTION = "application"
DJANGO_SETTINGS = None
PROJECT_NAME, API_STAGE, DOMAIN, BASE_PATH = "bench", "bench", None, None
ENVIRONMENT_VARIABLES, CONTEXT_HEADER_MAPPINGS, COGNITO_TRIGGER_MAPPING = {{}}, {{}}, {{}}
LOG_LEVEL, DEBUG, BINARY_SUPPORT, SLIM_HANDLER, ARCHIVE_PATH, EXCEPTION_HANDLER = "ERROR", False, True, False, None, None
"""
WSGI = """
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "hello"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
"""
DJANGO = ("django", "asgiref", "sqlparse")
YARDSTICK = "bare Django, Zappa's handler"
# What a start may be asked first: the path, and the body of a POST. Pages and the graph read the database.
FIRST = {
    "first answer": ("/healthz", ""),
    "first page": ("/courses/", ""),
    "first answer of the graph": ("/graphql", '{"query": "{ courses(first: 20) { nodes { title } } }"}'),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A function that is started.

    Args:
        name: in the table.
        handler: that the runtime client imports.
        folder: where it lives.
        libraries: folders beside it.
        has_pages: whether the school answers, which is started once for each of `FIRST`.
    """

    name: str
    handler: str
    folder: Path
    libraries: tuple[Path, ...] = field(default=())
    has_pages: bool = False


def measure(*, packed: Path, zappa: Path, database: str, scratch: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return milliseconds of processor time by variant and phase, medians of interleaved rounds, and the ratios to the yardstick.

    Args:
        packed: the folder in which the school's zip was built, with its interpreter.
        zappa: a folder with Zappa and what it needs.
        database: the address of one with the school's tables.
        scratch: a folder to work in.
        rounds: how often each is started.
    """
    variants = _variants(packed, zappa, scratch)
    taken: dict[str, dict[str, list[float]]] = {variant.name: {} for variant in variants}
    for number in range(rounds):
        for variant in variants if number % 2 else variants[::-1]:
            for first in FIRST if variant.has_pages else ["first answer"]:
                for phase, milliseconds in _started(variant, first, packed, database, scratch).items():
                    taken[variant.name].setdefault(phase, []).append(milliseconds)
    found = {name: {phase: round(statistics.median(times), 1) for phase, times in phases.items()} for name, phases in taken.items()}
    yardstick = found[YARDSTICK]["init"] + found[YARDSTICK]["first answer"]
    for phases in found.values():
        for first in FIRST.keys() & phases.keys():
            phases[first.replace("first", "ratio,", 1)] = round((phases["init"] + phases[first]) / yardstick, 2)
    return found


def loaded(*, packed: Path, database: str, scratch: Path, rounds: int) -> list[tuple[str, int, float]]:
    """Return what the packages that a start loads cost it: name, modules, milliseconds of processor time; the dearest first.

    Call it after `measure`, which unpacks the school.
    """
    school = Variant("the school", "", scratch / "school", has_pages=True)
    program = Path(__file__).with_name("loading.py")
    command = [_interpreter(packed), "-P", str(program)]
    runs = []
    for _number in range(rounds):
        said = subprocess.run(  # noqa: S603 -- our own interpreter and program
            command, cwd=school.folder, env=_environment(school, database), capture_output=True, check=True
        )
        runs.append(json.loads(said.stdout))
    modules: dict[str, list[float]] = defaultdict(list)
    for name in runs[0]:
        modules[name.partition(".")[0]].append(min(run[name] for run in runs))
    costs = [(name, len(times), round(sum(times), 1)) for name, times in modules.items()]
    return sorted(costs, key=lambda cost: -cost[2])


def _variants(packed: Path, zappa: Path, scratch: Path) -> list[Variant]:
    """Unpack the school twice, once with bytecode that is compiled anew, as a zip of Zappa's has it; and write the bare ones.

    The bare ones have a Django of their own, with the bytecode that everybody has.
    """
    school, stale, plain = scratch / "school", scratch / "stale", scratch / "plain"
    with zipfile.ZipFile(next(packed.glob("school-*.zip"))) as archive:
        archive.extractall(school)
    _write(school, "zappa_settings.py", ZAPPA_SETTINGS.format(module="acg.wsgi"))
    shutil.copytree(school, stale, ignore=shutil.ignore_patterns("__pycache__"))
    for library in DJANGO:
        shutil.copytree(stale / library, plain / library)
    bare = scratch / "bare"
    for name, text in {
        "bare.py": "def handler(event, context):\n    return {}\n",
        "hello.py": HELLO,
        "own.py": OWN,
        "wsgi.py": WSGI,
    }.items():
        _write(bare, name, text)
    _write(bare, "zappa_settings.py", ZAPPA_SETTINGS.format(module="wsgi"))
    libraries = scratch / "zappa"
    shutil.copytree(zappa, libraries)
    for folder in (bare, libraries, plain):
        compiling: list[str | Path] = [
            _interpreter(packed),
            "-m",
            "compileall",
            "-q",
            "-f",
            "--invalidation-mode",
            "unchecked-hash",
            folder,
        ]
        subprocess.run(compiling, capture_output=True, check=False)  # noqa: S603 -- our own interpreter; libraries have broken examples
    stock = "zappa.handler.lambda_handler"
    return [
        Variant("bare handler", "bare.handler", bare),
        Variant("bare Django, own handler", "own.handler", bare, (plain, school)),
        Variant("bare Django, Zappa's handler", stock, bare, (libraries, plain)),
        Variant("the school, own entry", "acg.aws.entry.handler", school, has_pages=True),
        Variant("the school, Zappa's handler", stock, school, (libraries,), has_pages=True),
        Variant("the school, Zappa's handler and stale bytecode", stock, stale, (libraries,), has_pages=True),
    ]


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def _interpreter(packed: Path) -> str:
    return str(packed / "venv" / "bin" / "python")


def _environment(variant: Variant, database: str) -> dict[str, str]:
    return {
        "DATABASE_URL": database,
        "SECRET_KEY": "a-key-of-fifty-characters-for-measuring-cold-starts",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "bench",
        "SITE_URL": "https://bench",
        "STRIPE_SECRET_KEY": "sk_test_nobody",
        "STRIPE_WEBHOOK_SECRETS": "whsec_nobody",
        "DJANGO_SETTINGS_MODULE": "acg.settings" if variant.has_pages else "hello",
        "LOG_LEVEL": "ERROR",
        "PYTHONDONTWRITEBYTECODE": "1",  # a function's folder cannot be written
        "PYTHONPATH": os.pathsep.join(map(str, (variant.folder, *variant.libraries))),
    }


def _started(variant: Variant, first: str, packed: Path, database: str, scratch: Path) -> dict[str, float]:
    """Start one, ask it once, end it; return what both took."""
    place: dict[str, Any] = {
        "environment": _environment(variant, database),
        "folder": variant.folder,
        "log": scratch / "log",
        "interpreter": _interpreter(packed),
    }
    with function(variant.handler, **place) as started:
        init = _busy(started)
        path, body = FIRST[first] if variant.has_pages else ("/", "")
        _answered(started, path, body)
        return {"init": init, first: _busy(started) - init}


def _busy(started: Function) -> float:
    """Return the milliseconds that a process spent on a processor so far, in all its threads.

    The first field is nanoseconds: https://docs.kernel.org/scheduler/sched-stats.html
    """
    threads = Path(f"/proc/{started.process.pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1_000_000


def _answered(started: Function, path: str, body: str = "") -> None:
    method = "POST" if body else "GET"
    headers = {"Host": "bench", "X-Forwarded-Proto": "https", "Content-Type": "application/json"}
    event = {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": {"proxy": path[1:]},
        "requestContext": {"stage": "bench", "identity": {"sourceIp": "127.0.0.1"}},
        "body": body or None,
        "isBase64Encoded": False,
    }
    kind, answer = started.call(event)
    if kind != "response" or (isinstance(answer, dict) and answer.get("statusCode", OK) != OK):
        raise RuntimeError(f"{path}: {kind}: {str(answer)[:500]}\n{started.said()[-2_000:]}")
