import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.releasing.affected import affected_by, changed_since


class Command(BaseCommand):
    """Says what a change touches, so that a release deploys that and no more."""

    help = "Say which contexts and functions the change since BASE touches, by the graph of imports."
    requires_system_checks: list[str] = []  # it reads files, and no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take BASE and --json."""
        parser.add_argument("base", help="a commit, such as origin/main")
        parser.add_argument("--json", action="store_true", help="for tools")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it.

        Raises:
            CommandError: git knows no such commit.
        """
        try:
            found = affected_by(changed_since(options["base"], root=Path(settings.BASE_DIR)))
        except ValueError as error:
            raise CommandError(str(error)) from error
        facts: dict[str, Any] = {
            "contexts": sorted(found.contexts),
            "functions": sorted(found.functions),
            "migrations": sorted(found.migrations),
            "stack": found.stack,
            "reasons": found.reasons,
        }
        if options["json"]:
            self.stdout.write(json.dumps(facts))
            return
        for name in ("contexts", "functions", "migrations"):
            self.stdout.write(f"{name}: {', '.join(facts[name]) or 'none'}")
        self.stdout.write(f"stack: {'infra/ differs: update it first' if found.stack else 'the same'}")
        for path, functions in sorted(found.reasons.items()):
            self.stdout.write(f"  {path}: {', '.join(functions)}")
