from typing import Any

from django.core.management.base import BaseCommand

from courses.models import Course
from courses.services import recount_course


class Command(BaseCommand):
    """Make every course's counters say what its rows say."""

    help = "Recount lessons, duration and rating of every course."

    def handle(self, *args: Any, **options: Any) -> None:
        """Recount each course in a transaction of its own."""
        count = 0
        for course in Course.objects.order_by("pk").iterator():
            recount_course(course=course)
            count += 1
        self.stdout.write(f"recounted: courses={count}")
