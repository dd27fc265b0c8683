from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.graphql.reference import written
from acg.schema import schema


class Command(BaseCommand):
    """Makes the tables of `docs/api.md` of the code."""

    help = "Fail when the tables of docs/api.md are not what the code says; --write makes them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --write."""
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare or write.

        Raises:
            CommandError: the page says something else.
        """
        page = Path(settings.BASE_DIR) / "docs" / "api.md"
        before = page.read_text()
        made = written(before, schema)
        if options["write"]:
            page.write_text(made)
        elif made != before:
            raise CommandError("docs/api.md is not what the code says: run manage.py api_reference --write.")
