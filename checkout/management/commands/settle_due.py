from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from checkout.services import settle_due


class Command(BaseCommand):
    """Deal with what Stripe told and nobody has dealt with yet."""

    help = "Deal with the events of Stripe's that wait in the inbox: what the minute's timer does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the greatest number of events."""
        parser.add_argument("--limit", type=int, default=200, help="the greatest number of events")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one round and say what it did."""
        done = settle_due(limit=options["limit"])
        self.stdout.write(f"settle_due: finished={done.finished} waiting={done.waiting}")
