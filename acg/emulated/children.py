"""Processes that belong to the deployment: each is started here, and ended here with all that it started itself."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.1


class FailedError(Exception):
    """A part of the deployment does not do what it should; the message says which, and what it said last."""


class Child:
    """A server in a process group of its own.

    Args:
        command: what to run.
        environment: all that it sees.
        log: where it writes.
        port: where it answers on the loopback.
        folder: where it runs.
    """

    def __init__(
        self, command: Sequence[str | Path], *, environment: Mapping[str, str], log: Path, port: int, folder: Path
    ) -> None:
        self.log, self.port = log, port
        with log.open("wb") as out:
            self._process = subprocess.Popen(  # noqa: S603 -- our own commands
                command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True
            )

    def wait(self) -> None:
        """Wait until it answers.

        Raises:
            FailedError: it ended, or took too long.
        """
        for _ in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
            if self._process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(PAUSE_SECONDS)
        raise FailedError(f"Nobody answers at port {self.port}:\n{tail(self.log)}")

    def end(self) -> None:
        """End it and its children."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)


def run(command: Sequence[str | Path], *, environment: Mapping[str, str], folder: Path) -> str:
    """Run a command to its end, and return what it said.

    Raises:
        FailedError: it failed.
    """
    done = subprocess.run(  # noqa: S603 -- our own commands
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    if done.returncode:
        raise FailedError(f"{' '.join(map(str, command[:4]))} failed:\n{said[-3_000:]}")
    return said


def free_port() -> int:
    """Return a port of the loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


def tail(log: Path) -> str:
    """Return the end of a log."""
    return log.read_text(errors="replace")[-3_000:]
