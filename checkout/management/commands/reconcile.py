import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from checkout.gateways.protocol import GatewayError
from checkout.services import reconcile
from checkout.services.reconciling import DAYS


class Command(BaseCommand):
    """Compares what Stripe holds with our rows, and puts our rows right."""

    help = "Compare what Stripe holds with our rows and put our rows right. Exits with 1 when something had to be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how far to look back."""
        parser.add_argument("--days", type=int, default=DAYS, help="how far to look back (Stripe lists events for 30 days)")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say what was found, the figures last.

        Raises:
            CommandError: Stripe could not be asked; exits with 2.
        """
        is_dry = options["dry_run"]
        try:
            report = reconcile(days=options["days"], is_dry=is_dry)
        except GatewayError as error:
            raise CommandError(f"Stripe could not be asked: {error.code}", returncode=2) from error
        if report.new_events:
            self.stdout.write(f"events that never came: {report.new_events}{' (would be taken in)' if is_dry else ''}")
        for subject, what in sorted(report.fixed.items()):
            self.stdout.write(f"{'would fix' if is_dry else 'fixed'} {subject}: {what}")
        for subject, why in sorted(report.needs_review.items()):
            self.stdout.write(f"needs review {subject}: {why}")
        self.stdout.write(report.line)
        if report.fixed and not is_dry:
            sys.exit(1)
