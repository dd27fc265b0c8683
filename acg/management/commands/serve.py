import os
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection

from acg.demo.accounts import LOGINS, PASSWORD
from acg.preflight import is_taken
from acg.schedule import run_clock


class Command(BaseCommand):
    """Runs the school on a laptop: the site, and the clock that a deployment has elsewhere."""

    help = "Run the site on this machine, with its timer, and print the demo logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("port", nargs="?", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until interrupted.

        Raises:
            CommandError: the port is taken.
        """
        port = options["port"]
        if is_taken(port):
            raise CommandError(f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}")
        pid_file = settings.DATA_DIR / "serve.pid"
        pid_file.write_text(str(os.getpid()))
        stopping = threading.Event()
        threading.Thread(target=self.tick, args=(stopping,), daemon=True).start()
        self.stdout.write(self.welcome(port))
        WSGIRequestHandler.disable_nagle_algorithm = True  # it writes each header by itself, and each would wait for the one before
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # whoever reads the lines above knows that this is a laptop
        try:
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, verbosity=0)
        finally:
            stopping.set()
            pid_file.unlink(missing_ok=True)

    def welcome(self, port: int) -> str:
        """Return what a newcomer needs to know."""
        lines = [
            "",
            f"  The school is open:   http://127.0.0.1:{port}/",
            f"  Mail that it sends:   http://127.0.0.1:{port}/mailbox/",
            f"  Stripe, played here:  http://127.0.0.1:{port}/_stripe/",
            f"  Password of all demo logins: {PASSWORD}",
            *(f"    {email:<24} {what}" for email, what in LOGINS.items()),
            "  Stop with Ctrl-C; `make stop` ends the database too.",
            "",
        ]
        return "\n".join(lines)

    def tick(self, stopping: threading.Event) -> None:
        """Run the minute's jobs each minute, and the night's once a day, until told to stop."""
        while not stopping.wait(60):
            run_clock()
            connection.close()
