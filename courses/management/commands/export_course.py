from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.shared.errors import DomainError
from courses.exporting import export_course
from courses.models import Course


class Command(BaseCommand):
    """Write a course as import_course reads it."""

    help = "Export a course to a folder, or to an archive when the name ends in .tar.gz."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the course and the place."""
        parser.add_argument("slug")
        parser.add_argument("--to", type=Path, metavar="PLACE", help="a new folder or .tar.gz; default: a folder named by the slug")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, and tell what was written."""
        course = Course.objects.filter(slug=options["slug"]).select_related("exam_version", "instructor", "trailer").first()
        if course is None:
            raise CommandError(f"There is no course {options['slug']}.")
        to = options["to"] or Path(course.slug)
        try:
            export = export_course(course=course, to=to)
        except DomainError as error:
            raise CommandError(error.message) from error
        for reason in export.left_out:
            self.stdout.write(f"  left out: {reason}")
        self.stdout.write(f"export: files={export.files} left_out={len(export.left_out)} to={to}")
