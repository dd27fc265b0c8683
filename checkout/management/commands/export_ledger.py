import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from acg.shared.errors import DomainError
from checkout.exporting import ledger_csv


class Command(BaseCommand):
    """Writes the ledger of some days as CSV."""

    help = "Write the ledger of some days as CSV, with totals by currency; amounts as in Stripe's balance report, without its fees."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the days and where to."""
        today = timezone.now().date()
        parser.add_argument(
            "--from", dest="from_on", type=dt.date.fromisoformat, default=today.replace(day=1), help="first day, UTC"
        )
        parser.add_argument("--to", dest="to_on", type=dt.date.fromisoformat, default=today, help="last day, UTC, included")
        parser.add_argument("--output", type=Path, help="a file; without it the rows are printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it.

        Raises:
            CommandError: the days are the wrong way round.
        """
        try:
            lines = ledger_csv(from_on=options["from_on"], to_on=options["to_on"])
        except DomainError as error:
            raise CommandError(error.message) from error
        if options["output"] is None:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        with options["output"].open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
