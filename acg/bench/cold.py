"""What a cold start costs: processor time of a function's init phase and of its first answers, under Lambda's own runtime client.

The yardstick is what one gets without doing anything: a bare Django on Zappa's own handler, its bytecode as valid as ours.
"""

import compileall
import os
import py_compile
import shutil
import statistics
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acg.bench.runtime import Function, function

TICK = os.sysconf("SC_CLK_TCK")
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
QUESTION = '{"query": "{ courses(first: 20) { nodes { title } } }"}'


@dataclass(frozen=True, slots=True)
class Variant:
    """A function that is started.

    Args:
        name: in the table.
        handler: that the runtime client imports.
        folder: where it lives.
        libraries: folders beside it.
        has_pages: whether the school answers, so that its first page and first answer of the graph are measured as well.
    """

    name: str
    handler: str
    folder: Path
    libraries: tuple[Path, ...] = field(default=())
    has_pages: bool = False


def measure(*, packed: Path, zappa: Path, database: str, scratch: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return milliseconds of processor time by variant and phase, medians of interleaved rounds, and the ratio to the yardstick.

    Args:
        packed: the folder in which the school's zip was built, with its interpreter.
        zappa: a folder with Zappa and what it needs.
        database: the address of one with the school's tables.
        scratch: a folder to work in.
        rounds: how often each is started.
    """
    variants = _variants(next(packed.glob("school-*.zip")), zappa, scratch)
    taken: dict[str, dict[str, list[float]]] = {variant.name: {} for variant in variants}
    for number in range(rounds):
        for variant in variants if number % 2 else variants[::-1]:
            for phase, milliseconds in _started(variant, packed, database, scratch).items():
                taken[variant.name].setdefault(phase, []).append(milliseconds)
    found = {name: {phase: statistics.median(times) for phase, times in phases.items()} for name, phases in taken.items()}
    yardstick = found["bare Django, Zappa's handler"]
    for phases in found.values():
        phases["ratio"] = round((phases["init"] + phases["first answer"]) / (yardstick["init"] + yardstick["first answer"]), 2)
    return found


def _variants(path: Path, zappa: Path, scratch: Path) -> list[Variant]:
    """Unpack the school twice, once with bytecode that is compiled anew, as a zip of Zappa's has it; and write the bare ones."""
    school, stale = scratch / "school", scratch / "stale"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(school)
    _write(school, "zappa_settings.py", ZAPPA_SETTINGS.format(module="acg.wsgi"))
    shutil.copytree(school, stale, ignore=shutil.ignore_patterns("__pycache__"))
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
    for folder in (bare, libraries):
        compileall.compile_dir(folder, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    stock = "zappa.handler.lambda_handler"
    return [
        Variant("bare handler", "bare.handler", bare),
        Variant("bare Django, own handler", "own.handler", bare, (school,)),
        Variant("bare Django, Zappa's handler", stock, bare, (libraries, school)),
        Variant("the school, own entry", "acg.aws.entry.handler", school, has_pages=True),
        Variant("the school, Zappa's handler", stock, school, (libraries,), has_pages=True),
        Variant("the school, Zappa's handler and stale bytecode", stock, stale, (libraries,), has_pages=True),
    ]


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def _started(variant: Variant, packed: Path, database: str, scratch: Path) -> dict[str, float]:
    """Start one, ask it, end it; return what each phase took."""
    environment = {
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
    place: dict[str, Any] = {"environment": environment, "folder": variant.folder, "log": scratch / "log"}
    interpreter = str(packed / "venv" / "bin" / "python")
    with function(variant.handler, interpreter=interpreter, **place) as started:
        took = _Stopwatch(started)
        found = {"init": took.lap()}
        _answered(started, "/healthz" if variant.has_pages else "/")
        found["first answer"] = took.lap()
        if variant.has_pages:
            _answered(started, "/courses/")
            found["first page"] = took.lap()
            _answered(started, "/graphql", QUESTION)
            found["first answer of the graph"] = took.lap()
    return found


class _Stopwatch:
    """Processor time of a process, between two looks."""

    def __init__(self, started: Function) -> None:
        self._path, self._before = Path(f"/proc/{started.process.pid}/stat"), 0

    def lap(self) -> float:
        """Return the milliseconds since the look before."""
        fields = self._path.read_text().rpartition(")")[2].split()
        now = int(fields[11]) + int(fields[12])  # utime, stime: proc(5), behind the name
        before, self._before = self._before, now
        return 1000 * (now - before) / TICK


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
