from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.schedule import run_minute


class Command(BaseCommand):
    """Runs the minute's jobs once: settle what Stripe told us, deliver what is due, close what is over."""

    help = "Run the jobs of the minute once: settle, deliver, close overdue attempts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them; exit 1 when one failed."""
        failed = run_minute()
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}; the log says why")
