from typing import Any

import orjson
from django.core.management.base import BaseCommand

from acg.graphql.trusted import names


class Command(BaseCommand):
    """Print the registered documents."""

    help = "Print the ids of the trusted documents by name, as JSON: what a client sends instead of the text."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        self.stdout.write(orjson.dumps(names(), option=orjson.OPT_INDENT_2).decode())
