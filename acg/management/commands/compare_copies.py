from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from students.services import compare_copies, rebuild_copies


class Command(BaseCommand):
    """Compares what one context keeps of another with what that says, and mends it."""

    help = "Compare the copies of courses with the catalogue and mend what differs; --rebuild makes all of them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --rebuild."""
        parser.add_argument("--rebuild", action="store_true", help="forget the copies first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and name what was wrong."""
        drift = rebuild_copies() if options["rebuild"] else compare_copies()
        for what in ("missing", "different", "left_over"):
            for public_id in () if options["rebuild"] else getattr(drift, what):
                self.stdout.write(f"{what}: course:{public_id}")
        found = f"missing={len(drift.missing)} different={len(drift.different)} left_over={len(drift.left_over)}"
        self.stdout.write(f"copies: compared={drift.compared} {found}")
