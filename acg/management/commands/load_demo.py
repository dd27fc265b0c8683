from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from acg.demo.catalogue import write_catalogue
from acg.demo.people import write_people, write_teacher
from acg.demo.texts import read_courses
from acg.events.services import relay_due
from courses.models import Course


class Command(BaseCommand):
    """Fills an empty school with the demo; again it changes nothing."""

    help = "Load the demo school: courses, paths, people, reviews, orders."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what is missing, through the same verbs that people use.

        Raises:
            CommandError: this is a deployment: the demo's password is public.
        """
        if not settings.STRIPE_SANDBOX:
            raise CommandError("This school takes real money: the demo, whose password is public, is for laptops.")
        # Nobody is to be told about orders that are part of the scenery.
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
            write_people(catalogue=write_catalogue(teacher=write_teacher()))
            while relay_due():
                pass
        self.stdout.write(f"demo school: {len(read_courses())} courses of its own, {Course.objects.count()} in the catalogue")
