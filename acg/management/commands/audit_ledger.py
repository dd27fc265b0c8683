import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.auditing import audit
from checkout.gateways.protocol import GatewayError


class Command(BaseCommand):
    """Looks for money and rights that do not fit together."""

    help = "Check the promises I1 to I10 over the database. Exits with 1 when one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to ask Stripe as well."""
        parser.add_argument("--stripe", action="store_true", help="also ask Stripe whether it holds what the ledger says (I3)")
        parser.add_argument("--days", type=int, default=30, help="how far back Stripe is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every breach and the figures; exit 1 when there is any, 2 when Stripe could not be asked."""
        try:
            found = audit(with_stripe=options["stripe"], days=options["days"])
        except GatewayError as error:
            raise CommandError(f"Stripe could not be asked: {error.code}", returncode=2) from error
        for breach in found.breaches:
            self.stdout.write(str(breach))
        self.stdout.write(f"audit_ledger: orders={found.orders} breaches={len(found.breaches)}")
        if found.breaches:
            sys.exit(1)
