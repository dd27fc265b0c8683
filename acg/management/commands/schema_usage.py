import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.graphql.coordinates import every_coordinate
from acg.graphql.deprecations import deprecated
from acg.graphql.usage import Asker, collect_usage, missing, who_asks, who_needs
from acg.schema import schema


class Command(BaseCommand):
    """Says who still needs a field of the graph: before it is deprecated, and before it is removed."""

    help = (
        "Who asks what of the graph: all clients and the deprecated fields; one coordinate's clients; or --check before a release."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a coordinate, the days to look back, and --check."""
        parser.add_argument("coordinate", nargs="?", help="Type.field, Type.field(argument:) or Input.field")
        parser.add_argument("--days", type=int, default=30, help="how long to look back, 1 to 180 (30)")
        parser.add_argument("--check", action="store_true", help="fail when clients need what this code's schema no longer has")
        parser.add_argument(
            "--although", action="append", default=[], metavar="COORDINATE", help="with --check: what goes all the same"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print who asks.

        Raises:
            CommandError: the days are out of range; with --check, something that is needed is gone.
        """
        if not 1 <= options["days"] <= 180:  # noqa: PLR2004 -- counts are kept so long
            raise CommandError("Counts are kept for 180 days: say a number between 1 and 180.")
        within = dt.timedelta(days=options["days"])
        collect_usage()
        if options["check"]:
            self._check(within, options["although"])
        elif options["coordinate"]:
            self._tell(options["coordinate"], who_needs(options["coordinate"], within=within))
        else:
            self._tell(f"Clients of the last {options['days']} days", who_asks(within=within))
            for coordinate, reason in deprecated(schema).items():
                self._tell(f"{coordinate} is deprecated ({reason})", who_needs(coordinate, within=within))

    def _check(self, within: dt.timedelta, although: list[str]) -> None:
        gone = missing({*every_coordinate(schema), *although}, within=within)
        for coordinate, askers in gone.items():
            self._tell(coordinate, askers)
        if gone:
            raise CommandError(f"{len(gone)} of the graph's fields are gone and still asked for.")
        self.stdout.write("Nothing that clients need is gone.")

    def _tell(self, title: str, askers: list[Asker]) -> None:
        self.stdout.write(title)
        for line in _lines(askers):
            self.stdout.write(f"  {line}")


def _lines(askers: list[Asker]) -> Iterator[str]:
    for asker in askers:
        name = f"{asker.client.name} {asker.client.version}".strip()
        yield f"{name}: {asker.count:,} times, last on {asker.last_at:%Y-%m-%d at %H:%M} UTC"
    if not askers:
        yield "nobody"
