from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.explaining import explain
from acg.shared.errors import DomainError


class Command(BaseCommand):
    """Says whether someone may learn a course, and lists every right that was ever given."""

    help = "Explain why somebody may learn a course, or may not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the person and the course."""
        parser.add_argument("user", help="e-mail address or public id")
        parser.add_argument("course", help="slug or public id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer and its causes.

        Raises:
            CommandError: there is no such person or course.
        """
        try:
            found = explain(user=options["user"], course=options["course"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{found.user.email} and {found.course.slug} ({found.course.title})")
        self.stdout.write(f"may learn: {found.answer}")
        for story in found.stories:
            self.stdout.write(f"- {story.text}")
        if not found.stories:
            self.stdout.write("- no right was ever given")
        if found.taking_part:
            self.stdout.write(found.taking_part)
