import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from acg.bench.graph.filling import Sizes
from acg.bench.graph.running import Plan, run
from acg.bench.graph.table import table, written


class Command(BaseCommand):
    """Takes the figures of the graph: the reads in every way to write them, texts never seen, growth."""

    help = "Measure the graph on a scratch database, write build/bench.json, and with --write the table in docs/performance.md."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much is measured."""
        parser.add_argument("--courses", type=int, default=2_000, help="of the school, with 50 lessons each")
        parser.add_argument("--enrollments", type=int, default=20_000, help="in all")
        parser.add_argument("--grown", type=int, default=200_000, help="courses after growth; 0 leaves growth out")
        parser.add_argument("--rounds", type=int, default=20, help="of measuring")
        parser.add_argument("--write", action="store_true", help="write the table into docs/performance.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and write."""
        sizes = Sizes(courses=options["courses"], enrollments=options["enrollments"])
        found = run(Plan(sizes=sizes, courses=options["grown"], rounds=options["rounds"]))
        build = Path(settings.BASE_DIR) / "build"
        build.mkdir(exist_ok=True)
        (build / "bench.json").write_text(json.dumps(found, indent=2) + "\n")
        self.stdout.write(table(found))
        if options["write"]:
            page = Path(settings.BASE_DIR) / "docs" / "performance.md"
            page.write_text(written(page.read_text(), found))
