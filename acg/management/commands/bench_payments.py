import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from acg.bench.running import Sizes, run


class Command(BaseCommand):
    """Takes the figures of the money: webhooks, events a second, statements, staff's pages."""

    help = "Measure the payment code on a scratch database, and write build/bench-payments.json."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much is measured."""
        parser.add_argument("--purchases", type=int, default=300, help="paid purchases in each webhook measurement")
        parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 1_000_000], help="sizes of the ledger")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and write."""
        found = run(Sizes(purchases=options["purchases"], rows=tuple(options["rows"])))
        text = json.dumps(found, indent=2)
        path = Path(settings.BASE_DIR) / "build" / "bench-payments.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n")
        self.stdout.write(text)
