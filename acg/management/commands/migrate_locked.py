import dataclasses
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.releasing.migrating import migrate_locked


class Command(BaseCommand):
    """Migrates as a step of a release: alone, before the new code, with an answer that tools read."""

    help = "Migrate under a lock, and print what was applied as JSON."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --contract."""
        parser.add_argument(
            "--contract", action="store_true", help="the code that runs needs no more what these migrations take away"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, and print the result.

        Raises:
            CommandError: it was refused, or failed half way.
        """
        result = migrate_locked(contract=options["contract"])
        self.stdout.write(json.dumps(dataclasses.asdict(result)))
        if not result.ok:
            raise CommandError(result.refused)
