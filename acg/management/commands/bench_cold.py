import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from acg.bench import cold
from acg.chaos import workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at

SHOWN = 15


class Command(BaseCommand):
    """Tells what a cold start costs."""

    help = "Start the packed school and what it is compared with, cold, again and again; write build/bench-cold.json."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where Zappa is, and how often."""
        parser.add_argument("zappa", type=Path, help="a folder with Zappa and what it needs")
        parser.add_argument("--rounds", type=int, default=7, help="how often each is started")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and write.

        Raises:
            CommandError: the zip is not built.
        """
        build = Path(settings.BASE_DIR) / "build"
        packed = build / "package" / "local"
        if not list(packed.glob("school-*.zip")):
            raise CommandError("There is no zip for this machine: make package-proof")
        with Cluster() as cluster:
            point_at(cluster, school=1, stripe=1)
            place = cluster.address
            workers.result_of(_made, folder=cluster.scratch)
            asked: dict[str, Any] = {
                "packed": packed,
                "database": f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}",
                "scratch": cluster.scratch,
                "rounds": options["rounds"],
            }
            found = cold.measure(zappa=options["zappa"].absolute(), **asked)
            packages = cold.loaded(**asked)
        (build / "bench-cold.json").write_text(json.dumps({"starts": found, "packages": packages}, indent=2) + "\n")
        for name, phases in found.items():
            self.stdout.write(f"{name:<48}" + " ".join(f"{phase}={value:g}" for phase, value in phases.items()))
        self.stdout.write(
            f"\nThe school's init loads {sum(count for _name, count, _ms in packages)} modules; the dearest packages:"
        )
        for package, count, milliseconds in packages[:SHOWN]:
            self.stdout.write(f"{package:<20}{count:>5} modules {milliseconds:>8.1f} ms")


def _made() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_demo", verbosity=0)
