"""Before anything is installed: can the school start here?

`python acg/preflight.py PORT` prints what is wrong and what to do about it, and exits with 1. It runs on the machine's own Python,
which may be too old for the school: nothing here is newer than Python 3.6.
"""

import shutil
import socket
import sys
from pathlib import Path

NEEDED_PYTHON = (3, 11)
NEEDED_MEGABYTES = 1500


def problems(*, port: int, version: "tuple[int, ...]" = sys.version_info[:2], folder: Path = Path()) -> "list[str]":
    """Return what stands in the way of a start, in plain words.

    Args:
        port: the TCP port the site wants on this machine; 0 when none.
        version: major and minor version of the Python that would run the school.
        folder: where the school is installed.
    """
    found = []
    if version < NEEDED_PYTHON:
        name = ".".join(str(part) for part in version)
        found.append(f"Python {name} is too old: the school needs 3.11 or newer. Name one: make run PYTHON=python3.11")
    free = shutil.disk_usage(str(folder)).free // 1_000_000
    if free < NEEDED_MEGABYTES and not (folder / ".data").exists():
        found.append(f"The disk is full: {free} MB are free, the school needs {NEEDED_MEGABYTES} MB. Free some and run again.")
    if port and is_taken(port):
        found.append(f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}")
    return found


def is_taken(port: int) -> bool:
    """Tell whether something already listens on the port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    wrong = problems(port=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    sys.exit(1 if wrong else 0)
