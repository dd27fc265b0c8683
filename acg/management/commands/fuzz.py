import random
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.fuzz.running import Found, run


class Command(BaseCommand):
    """Lets schemathesis ask the graph at random."""

    help = "Ask the graph at random, as each kind of caller; exits with 1 when an answer is an error of ours or has no code."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the tool, and how long it may ask."""
        parser.add_argument("tool", type=Path, help="the schemathesis program")
        parser.add_argument("--seconds", type=int, default=120, help="in all")
        parser.add_argument("--seed", type=int, default=None, help="of the random choices; another one each time unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, print and judge.

        Raises:
            CommandError: an answer was not as it should be, or nothing was asked at all.
        """
        seed = options["seed"] if options["seed"] is not None else random.randrange(10**6)  # noqa: S311 -- no secret
        self.stdout.write(f"fuzz: seed={seed}")
        found = run(tool=options["tool"].absolute(), seconds=options["seconds"], seed=seed, tell=self._tell)
        if bad := [one.role for one in found if one.report or not one.cases]:
            raise CommandError(f"Not every answer was as it should be: {', '.join(bad)}.")

    def _tell(self, found: Found) -> None:
        self.stdout.write(f"fuzz: role={found.role} requests={found.cases} {'FAILED' if found.report else 'ok'}")
        if found.report:
            self.stdout.write(found.report)
