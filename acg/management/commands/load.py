import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.bench.graph.filling import Sizes
from acg.bench.load import Load, run


class Command(BaseCommand):
    """Asks the school as many at once would: 70 % reads by trusted documents, 20 % pages, 10 % writes."""

    help = "Load a scratch school on this machine, and print how long its answers took; 1800 seconds are the long form."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much is asked."""
        parser.add_argument("--seconds", type=float, default=30, help="for how long")
        parser.add_argument("--rate", type=float, default=70, help="requests a second")
        parser.add_argument("--courses", type=int, default=2_000, help="of the school")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print.

        Raises:
            CommandError: a request went wrong.
        """
        found = run(Load(rate=options["rate"], seconds=options["seconds"], sizes=Sizes(courses=options["courses"])))
        build = Path(settings.BASE_DIR) / "build"
        build.mkdir(exist_ok=True)
        text = json.dumps(found, indent=2)
        (build / "load.json").write_text(text + "\n")
        self.stdout.write(text)
        if found["errors"]:
            raise CommandError("Some requests went wrong.")
