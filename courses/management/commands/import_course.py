import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.importing import Report, SourceError, import_course
from courses.services import publish_course

T = TypeVar("T")


def on_terminal(items: Sequence[T], label: str) -> Iterable[T]:
    """Show a progress bar where somebody looks."""
    return tqdm(items, desc=label, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)


class Command(BaseCommand):
    """Import a course: an export of this school, a folder of Markdown, or Open edX's OLX."""

    help = "Import a course from a folder, a .tar.gz or a .zip; importing it again changes only what changed in the source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the path and who teaches."""
        parser.add_argument("path", type=Path)
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
        parser.add_argument("--instructor", default="", metavar="SLUG", help="who teaches")
        parser.add_argument("--owner", default="", metavar="EMAIL", help="the account of who teaches and may change it")
        parser.add_argument("--publish", action="store_true", help="let everyone see it at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and tell what was done; the last line is for programs."""
        owner = self._account(options["owner"])
        try:
            report = import_course(options["path"], instructor=options["instructor"], owner=owner, watch=on_terminal)
            if options["publish"]:
                publish_course(course=report.course)
        except SourceError as error:
            raise CommandError(str(error)) from error
        except DomainError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report), ensure_ascii=False))
        else:
            self._tell(report)

    def _account(self, email: str) -> User | None:
        if not email:
            return None
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(f"There is no account {email}.") from None

    def _tell(self, report: Report) -> None:
        write = self.stdout.write
        write(f"{report.course.title}: /courses/{report.course.slug}/ {'published' if report.course.is_published else 'draft'}")
        for label in ("skipped", "removed", "kept"):
            for entry in getattr(report, label):
                write(f"  {label}: {entry.file}: {entry.reason}")
        write("import: " + " ".join(f"{name}={count}" for name, count in report.counts().items()))


def _as_json(report: Report) -> dict[str, Any]:
    lists = {f"{label}_list": [asdict(entry) for entry in getattr(report, label)] for label in ("skipped", "removed", "kept")}
    return {"course": report.course.slug, **report.counts(), **lists}
