from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.aws.polling import take_messages


class Command(BaseCommand):
    """Reads the queue of facts where no Lambda function does."""

    help = "Read EVENTS_QUEUE_URL and deal with its messages, until stopped or (--once) until it is empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --once."""
        parser.add_argument("--once", action="store_true", help="stop when no message waits")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take messages, and say how many.

        Raises:
            CommandError: no queue is named.
        """
        if not settings.EVENTS_QUEUE_URL:
            raise CommandError("EVENTS_QUEUE_URL is unset: facts are delivered within the process.")
        came = failed = 0
        wait = 0 if options["once"] else 20
        while True:
            found, bad = take_messages(queue=settings.EVENTS_QUEUE_URL, wait_seconds=wait)
            came, failed = came + found, failed + bad
            if options["once"] and not found:
                break
        self.stdout.write(f"messages: {came} came, {failed} failed")
