import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from acg.chaos.running import Plan, Report, run


class Command(BaseCommand):
    """Kills workers, and the database, while thousands buy; then looks for money or rights that are not where they belong."""

    help = "Prove that no payment is lost: purchases under kill -9, repeated, shuffled and lost events, and database restarts."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of the run."""
        parser.add_argument("--events", type=int, default=10_000, help="about how many events Stripe makes")
        parser.add_argument("--kills", type=int, default=500, help="how many workers are killed with -9")
        parser.add_argument("--restarts", type=int, default=2, help="how often PostgreSQL goes down")
        parser.add_argument("--seed", type=int, default=1, help="the same plots again for the same number")
        parser.add_argument(
            "--coupon-rounds", type=int, default=200, help="how often eight buyers want a coupon's last use at once"
        )
        parser.add_argument("--schema-from", default="", help="the address of a database whose tables are taken over")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, print, and exit 1 on any breach."""
        names = ("events", "kills", "restarts", "seed", "coupon_rounds", "schema_from")
        report = run(Plan(**{name: options[name] for name in names}))
        self.stdout.write(told(report))
        if not report.is_good:
            sys.exit(1)


def told(report: Report) -> str:
    """Return the report as lines for people."""
    counts = report.counts
    lines = [
        f"purchases           {counts['purchases']:>8}",
        f"events              {counts['events']:>8}   {counts['repeated events']} of them delivered 2-5 times",
        f"deliveries          {counts['deliveries']:>8}   {counts.get('deliveries without an answer', 0)} broken off by a kill",
        f"never delivered     {counts['never delivered']:>8}",
        f"workers killed      {counts['kills']:>8}",
        f"database restarts   {counts['restarts']:>8}",
        f"mails               {counts['mails']:>8}   {counts['mails again under the same key']} more than once, under the same key",
        f"lost before reconcile {report.wrong_before:>6}   {report.wrong_without_loss} of them although an event arrived",
        f"put right           {counts['fixed']:>8}   by reconcile",
        f"coupon rounds       {counts['coupon rounds']:>8}   eight buyers, one use",
        f"breaches after      {sum(report.breaches.values()):>8}   "
        + " ".join(f"{name}={number}" for name, number in report.breaches.items()),
        "seconds             " + "  ".join(f"{name} {value}" for name, value in report.seconds.items()),
    ]
    return "\n".join(lines + report.stories)
