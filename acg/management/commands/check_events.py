import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.events.schemas import breaks, facts_of, schemas_of
from checkout import events as money
from courses import events as catalogue
from organisations import events as teams
from students import events as learning

OFFERED, RELEASED = "docs/events.json", "docs/events.released.json"


def offered() -> dict[str, Any]:
    """Return the schemas of all facts that leave a context, by name."""
    return schemas_of(fact for module in (catalogue, money, teams, learning) for fact in facts_of(module))


class Command(BaseCommand):
    """Holds the facts to what is written about them, and to what the last release promised."""

    help = f"Fail when {OFFERED} does not say what the facts carry, or they break who reads {RELEASED}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --write and --release."""
        parser.add_argument("--write", action="store_true", help=f"write {OFFERED}, unless that breaks what was promised")
        parser.add_argument("--release", action="store_true", help=f"write {RELEASED} too, which is committed with a release")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write.

        Raises:
            CommandError: readers would break, or the written schemas are not those of the code.
        """
        here, promised = Path(settings.BASE_DIR) / OFFERED, Path(settings.BASE_DIR) / RELEASED
        schemas = offered()
        text = json.dumps(schemas, indent=2) + "\n"
        if found := breaks(json.loads(promised.read_text()), schemas):
            raise CommandError("\n".join([*found, "Raise the fact's version: docs/events.md says how."]))
        if options["write"] or options["release"]:
            here.write_text(text)
        elif here.read_text() != text:
            raise CommandError(f"{OFFERED} is not what the facts carry: run manage.py check_events --write.")
        if options["release"]:
            promised.write_text(text)
