"""A PostgreSQL of its own, in a scratch folder: it may be broken at will, and nothing of it is left afterwards."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from acg import postgres


class Cluster:
    """A database server that lives as long as the `with` block; never the developer's."""

    def __init__(self) -> None:
        self.scratch = Path(tempfile.mkdtemp(prefix="school-proof-"))
        self.scratch.chmod(0o755)  # the server runs under a user of its own
        self._data = self.scratch / "postgres"
        self._server: Any = None

    def __enter__(self) -> Self:
        """Make the server and start it."""
        self._server = postgres.server(self._data)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop the server and remove its files."""
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self.scratch, ignore_errors=True)

    @property
    def address(self) -> dict[str, str]:
        """Where it answers, as Django's settings name it."""
        found = postgres.settings(self._data)
        return {name: str(found[name]) for name in ("HOST", "PORT", "NAME", "USER")}

    def restart(self) -> None:
        """Stop it as a power cut does, without a word to anybody, and let it recover from its log."""
        self._control("restart", "-m", "immediate", "-l", str(self._data / "log"))

    def copy_schema(self, url: str) -> None:
        """Take the tables of another database over, without rows: faster than a hundred migrations."""
        tools = Path(self._server.bin_path)
        place = self.address
        target = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
        dump = subprocess.run(  # noqa: S603 -- PostgreSQL's own tool, with addresses of our own
            [tools / "pg_dump", "--schema-only", "--no-owner", url], capture_output=True, check=True
        )
        subprocess.run(  # noqa: S603 -- as above
            [tools / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", target], input=dump.stdout, capture_output=True, check=True
        )

    def _control(self, action: str, *arguments: str) -> None:
        # Its output goes nowhere: a server that inherited a pipe would keep it open.
        subprocess.run(  # noqa: S603 -- as above
            [Path(self._server.bin_path) / "pg_ctl", "-w", "-D", str(self._data), *arguments, action],
            user=self._server.system_user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
