from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.schedule import run_nightly


class Command(BaseCommand):
    """Runs the night's jobs once: compare the money with what Stripe holds."""

    help = "Run the jobs of the night once: reconcile with Stripe."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them; exit 1 when one failed."""
        failed = run_nightly()
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}; the log says why")
