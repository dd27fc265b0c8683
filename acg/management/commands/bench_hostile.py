import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from acg.bench import hostile
from acg.chaos import workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.graphql import budget


class Command(BaseCommand):
    """Tells how long hostile requests take to be refused."""

    help = (
        "Send what is hostile to the graph, on a scratch database, print how long each takes, and write build/bench-hostile.json."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and write.

        Raises:
            CommandError: one was answered otherwise than it must be.
        """
        with Cluster() as cluster:
            point_at(cluster, school=1, stripe=1)
            found = workers.result_of(_measured, folder=cluster.scratch)
        build = Path(settings.BASE_DIR) / "build"
        build.mkdir(exist_ok=True)
        (build / "bench-hostile.json").write_text(json.dumps(found, indent=2) + "\n")
        for name, milliseconds in found["milliseconds"].items():
            self.stdout.write(f"{milliseconds:8.1f} ms  {name}")
        if found["wrong"]:
            raise CommandError("\n".join(found["wrong"]))


def _measured() -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    budget.EACH = budget.ALL = budget.Bucket(depth=10**8, rate=10**6)
    return hostile.measure()
