from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.graphql.compatibility import breaks, unserved
from acg.graphql.printing import schema_text
from acg.graphql.trusted import texts
from acg.schema import schema

RELEASED = "schema.released.graphql"


class Command(BaseCommand):
    """Holds the graph to what the last release promised, and to what the school's own clients ask."""

    help = "Fail when the graph breaks the last release's clients or a registered document; --release promises what it is now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --release and --breaking."""
        parser.add_argument("--release", action="store_true", help=f"write {RELEASED}, which is committed with a release")
        parser.add_argument("--breaking", action="store_true", help="with --release: although clients break")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write what is promised from now on.

        Raises:
            CommandError: a client would break.
        """
        released, offered = Path(settings.BASE_DIR) / RELEASED, schema_text(schema)
        found = unserved(schema, texts())
        if not options["breaking"]:
            found += breaks(released.read_text(), offered)
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError("The graph breaks its clients. docs/api.md says how something is taken away.")
        if options["release"]:
            released.write_text(offered)
