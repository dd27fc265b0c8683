from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acg.graphql.identity import laptop
from acg.users.models import User
from acg.users.services import link_identity


class Command(BaseCommand):
    """Print a token for the graph, on a laptop."""

    help = "Print a bearer token of the laptop's own issuer, for a person or a service: only with DEBUG."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a person's address or a service's name."""
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("email", nargs="?", help="The login of a person of this school.")
        who.add_argument("--service", choices=laptop.SERVICES, help="A service instead.")
        parser.add_argument(
            "--seconds", type=int, default=laptop.HOUR, help="How long it is good for; an hour unless said otherwise."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        if not settings.DEBUG:
            raise CommandError("There is no such issuer outside a laptop.")
        folder, lives = str(settings.DATA_DIR), options["seconds"]
        if options["service"]:
            self.stdout.write(laptop.service_token(folder, name=options["service"], lives=lives))
            return
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("Nobody here has this address.")
        subject = f"laptop|{user.public_id}"
        link_identity(user=user, issuer=laptop.PEOPLE, subject=subject)
        self.stdout.write(laptop.person_token(folder, subject=subject, lives=lives))
