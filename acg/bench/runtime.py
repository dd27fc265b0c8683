"""Lambda's own runtime client around the entry, driven over the interface it speaks.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LONGEST = 60  # seconds until a silent process is given up


class Function:
    """A process that runs a handler; `call` gives it one event and returns `("response" | "error", payload)`."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", events: "queue.Queue[Any]", answers: "queue.Queue[Any]", log: Path
    ) -> None:
        self.process, self._events, self._answers, self._log = process, events, answers, log

    def send(self, event: Any) -> None:
        """Give it an event and do not wait."""
        self._events.put(event)

    def call(self, event: Any) -> tuple[str, Any]:
        """Give it an event and return its answer."""
        self.send(event)
        kind, payload = self._answers.get(timeout=LONGEST)
        return kind, payload

    def ready(self) -> None:
        """Wait until its init phase is over; fail with its own words when that failed."""
        kind, what = self._answers.get(timeout=LONGEST)
        if kind != "ready":
            raise RuntimeError(what)

    def said(self) -> str:
        """Return what it wrote so far."""
        return self._log.read_text()


@contextlib.contextmanager
def function(
    handler: str,
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    options: tuple[str, ...] = (),
    interpreter: str = sys.executable,
) -> Iterator[Function]:
    """Start a process as Lambda would, wait for its init phase, and end it."""
    events: queue.Queue[Any] = queue.Queue()
    answers: queue.Queue[Any] = queue.Queue()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _interface(events, answers))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "PATH": os.environ["PATH"],
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "school",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
        **environment,
    }
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 -- our own interpreter and arguments
            [interpreter, *options, "-m", "awslambdaric", handler],
            cwd=folder,
            env=settings,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    it = Function(process, events, answers, log)
    try:
        it.ready()
        yield it
    finally:
        process.kill()
        process.wait()
        events.put(None)
        server.shutdown()
        server.server_close()


def _interface(events: "queue.Queue[Any]", answers: "queue.Queue[Any]") -> type[BaseHTTPRequestHandler]:
    asked = threading.Event()

    class Interface(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with contextlib.suppress(OSError):  # a process that is killed says no goodbye
                super().handle()

        def do_GET(self) -> None:
            if not asked.is_set():
                asked.set()
                answers.put(("ready", None))
            event = events.get()
            body = json.dumps(event).encode()
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", "request-1")
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:school")
            self.send_header("Lambda-Runtime-Deadline-Ms", "4102444800000")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or self._chunks()
            answers.put((self.path.rsplit("/", 1)[1], json.loads(said)))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _chunks(self) -> bytes:
            said = b""
            while self.headers.get("Transfer-Encoding") == "chunked" and (size := int(self.rfile.readline(), 16)):
                said += self.rfile.read(size)
                self.rfile.readline()
            return said

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the standard library's name
            """Keep quiet."""

    return Interface
