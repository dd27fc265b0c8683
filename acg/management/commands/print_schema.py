from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from acg.graphql.printing import schema_text
from acg.schema import schema


class Command(BaseCommand):
    """Print the GraphQL schema, with the access that its fields declare."""

    help = "Print the GraphQL schema; --write puts it into schema.graphql, which is committed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --write."""
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print or write it."""
        if options["write"]:
            (Path(settings.BASE_DIR) / "schema.graphql").write_text(schema_text(schema))
        else:
            self.stdout.write(schema_text(schema), ending="")
