"""Migrations as a step of their own, before the new code: one at a time, bounded in how long they lock, told in a form that tools read."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import DeleteModel, RemoveField, RenameField, RenameModel

from acg.shared.values import frozen

ADVISORY_LOCK = 0x5C4001  # the same for every release of the school, and used for nothing else
LOCK_TIMEOUT = "5s"  # a table that is busy is not waited for: whoever came later would wait behind us
TAKES_AWAY = (RemoveField, DeleteModel, RenameField, RenameModel)


@frozen
class Migrated:
    """What became of it.

    Args:
        ok: whether the database is as the code needs it.
        applied: the migrations that were run, as `app.name`.
        refused: why nothing was done, or where it stopped; empty when it went well.
        takes_away: what old code may still use and would miss, as `app.name: Operation name`.
    """

    ok: bool
    applied: list[str] = field(default_factory=list)
    refused: str = ""
    takes_away: list[str] = field(default_factory=list)
    seconds: float = 0.0


def migrate_locked(*, contract: bool = False) -> Migrated:
    """Bring the database to what this code needs; everything is applied, or what was not is named.

    Two that run at once cannot disturb each other: the second one is refused at once. The old code still serves meanwhile, so what takes
    something away from it (a column, a table, a name) is refused unless whoever releases says that the code that runs needs it no more.

    Args:
        contract: that it was said.
    """
    began = time.monotonic()
    with _alone() as is_alone:
        if not is_alone:
            return Migrated(ok=False, refused="Another release is migrating.")
        executor = MigrationExecutor(connection)
        plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        is_new = not executor.loader.applied_migrations
        taken = [] if is_new else [text for migration in plan for text in _taken_away(migration)]
        if taken and not contract:
            return Migrated(ok=False, refused="Code that still runs may need what this takes away.", takes_away=taken)
        error = _run()
        missing = {str(migration) for migration in _missing()}
        applied = [str(migration) for migration in plan if str(migration) not in missing]
    return Migrated(ok=not error, applied=applied, refused=error, takes_away=taken, seconds=round(time.monotonic() - began, 1))


def _run() -> str:
    """Apply all that is missing; return what stopped it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the release must be told and must not go on
        return f"{type(error).__name__}: {error}".strip()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    return ""


def _missing() -> list[Migration]:
    executor = MigrationExecutor(connection)
    return [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _taken_away(migration: Migration) -> Iterator[str]:
    for operation in migration.operations:
        if isinstance(operation, TAKES_AWAY):
            yield f"{migration}: {operation.describe()}"


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the lock of releases for as long as the session needs it; say whether we have it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
