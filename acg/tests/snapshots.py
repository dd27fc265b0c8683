"""The rows and files of a school as they stand, to begin there again: far sooner than to write them by the verbs once more."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

NEVER_CHANGED = {"django_migrations", "django_content_type", "auth_permission"}
# As a replica the session fires no triggers: neither those that keep the ledger as it is, nor those that write the log of changes.
QUIETLY = "SET LOCAL session_replication_role = replica"


def full_tables():
    """Return the tables that a test wrote into."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - NEVER_CHANGED)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables))  # noqa: S608 -- our own tables
        return [name for (name,) in cursor.fetchall()]


def empty(tables):
    """Take all rows out of tables."""
    with connection.cursor() as cursor:
        deletes = "".join(f'DELETE FROM "{table}";' for table in tables)  # noqa: S608 -- our own tables
        cursor.execute(f"BEGIN; {QUIETLY}; {deletes} COMMIT")


class Snapshot:
    """The rows and uploaded files as they stand when it is made.

    Args:
        folder: for the files; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(settings.MEDIA_ROOT, folder)
        self.rows: dict[str, bytes] = {}
        with connection.cursor() as cursor:
            for table in full_tables():
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
                    self.rows[table] = b"".join(rows)

    def restore(self) -> None:
        """Put them back into an empty school. The counters of ids are past them, for nothing sets those back."""
        shutil.copytree(self.folder, settings.MEDIA_ROOT, dirs_exist_ok=True)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(QUIETLY)
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as into:
                    into.write(rows)
