"""Worker processes that may be killed at any moment: forked, so that the next one stands there in a blink."""

import contextlib
import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from acg.events.models import OutboxEvent, State
from acg.schedule import run_minute
from checkout.models import StripeEvent, StripeEventState

PATIENCE_SECONDS = 0.5
TICK_SECONDS = 0.2


def fork(work: Callable[[], object], *, log: Path) -> int:
    """Run some work in a child process and return the child's id; what it prints goes to a file.

    The caller must be the only thread of its process and hold no database connection.
    """
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        with log.open("ab", buffering=0) as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever forked it ends it
        work()
        status = 0
    except BaseException:  # noqa: BLE001 -- nothing may escape into the caller's copy of the stack
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def result_of(work: Callable[[], object], *, folder: Path) -> Any:
    """Let a child do some work, and return what it found, as JSON gives it back.

    Raises:
        RuntimeError: the child failed; the message is the end of its log.
    """
    path, log = folder / "result.json", folder / "log"
    pid = fork(lambda: path.write_text(json.dumps(work())), log=log)
    _pid, status = os.waitpid(pid, 0)
    if status:
        raise RuntimeError(log.read_text(errors="replace")[-6_000:])
    return json.loads(path.read_text())


def kill(pid: int) -> None:
    """End a child as a power cut does, and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)


def listening() -> socket.socket:
    """Return a socket on a free port of the loopback, for several children to answer at."""
    found = socket.create_server(("127.0.0.1", 0), backlog=512)
    found.settimeout(PATIENCE_SECONDS)  # whoever comes second to a caller looks around, and goes on waiting
    return found


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        """Say nothing: there are thousands."""


class _Server(WSGIServer):
    """Answers one request after another at a socket that it shares with its siblings."""

    def __init__(self, shared: socket.socket) -> None:
        super().__init__(shared.getsockname(), _Quiet, bind_and_activate=False)
        self.socket.close()
        self.socket = shared
        self.server_name, self.server_port = "127.0.0.1", shared.getsockname()[1]
        self.setup_environ()


def serve(shared: socket.socket, *, middleware: list[str] | None = None) -> None:
    """Answer requests with the school's own application until the parent is gone.

    Args:
        shared: where to listen.
        middleware: what requests go through; the school's own unless given.
    """
    if middleware is not None:
        settings.MIDDLEWARE = middleware
    server, parent = _Server(shared), os.getppid()
    server.set_app(WSGIHandler())
    while os.getppid() == parent:
        server.handle_request()


def tick() -> None:
    """Be the clock: run the minute's jobs again and again until the parent is gone, as if each time a long time had passed."""
    parent = os.getppid()
    while os.getppid() == parent:
        with contextlib.suppress(DatabaseError):
            pass_time()
            run_minute()
        close_old_connections()
        time.sleep(TICK_SECONDS)


def pass_time() -> None:
    """Let everything that waits for another try be due now."""
    now = timezone.now()
    StripeEvent.objects.filter(state=StripeEventState.NEW, next_try_at__gt=now).update(next_try_at=now)
    OutboxEvent.objects.filter(state=State.NEW, next_try_at__gt=now).update(next_try_at=now)


def drain() -> None:
    """Let the clock run until nothing waits any more, or for an hour."""
    for _minute in range(60):
        pass_time()
        run_minute()
        is_waiting = StripeEvent.objects.filter(state=StripeEventState.NEW).exists()
        if not is_waiting and not OutboxEvent.objects.filter(state=State.NEW).exists():
            return
