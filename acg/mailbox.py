"""A laptop's mail: printed on the console, and kept in `.data/mail` for the page `/mailbox/`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class LaptopBackend(EmailBackend):
    """Write each mail to a file of its own and its text to the console, where a newcomer looks for the login code."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep and print the messages; return how many there were."""
        for message in email_messages:
            super().send_messages([message])
            self._fname = None  # the parent appends to one file a connection: here one file a mail
            sys.stdout.write(f"\n-- mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n--\n")
        return len(email_messages)


def mails() -> list[Path]:
    """Return the kept mails, newest first."""
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)
