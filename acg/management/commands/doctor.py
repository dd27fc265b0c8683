from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.releasing.doctor import State, examine


class Command(BaseCommand):
    """Looks at everything that a deployment needs, and changes nothing."""

    help = (
        "Say of each part of this deployment whether it is well, and what to do; exit 1 when one is broken, 2 when one is unknown."
    )
    requires_system_checks: list[str] = []  # a broken setting is a finding

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --broken."""
        parser.add_argument("--broken", action="store_true", help="tell only what is not well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found.

        Raises:
            CommandError: something is broken, or could not be looked at.
        """
        found = examine()
        for finding in found:
            if options["broken"] and finding.state in {State.OK, State.NOT_HERE}:
                continue
            self.stdout.write(f"{finding.state:<15} {finding.name:<32} {finding.says}")
            if finding.todo:
                self.stdout.write(f"{'':<15} {'':<32} -> {finding.todo}")
        for state, code in ((State.BROKEN, 1), (State.UNKNOWN, 2)):
            if count := sum(finding.state is state for finding in found):
                raise CommandError(f"{count} {state}", returncode=code)
