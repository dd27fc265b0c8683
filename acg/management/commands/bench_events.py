import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from acg.bench.facts import run


class Command(BaseCommand):
    """Takes the figures of the facts: how many a second reach a consumer, both ways."""

    help = "Measure the outbox on a scratch database and an emulated account of AWS, and write build/bench-events.json."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much is measured."""
        parser.add_argument("--facts", type=int, default=1_000, help="that go each way")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and write."""
        found = run(facts=options["facts"])
        path = Path(settings.BASE_DIR) / "build" / "bench-events.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, indent=2) + "\n")
        self.stdout.write(json.dumps(found, indent=2))
