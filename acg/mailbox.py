"""A laptop's mail: printed on the console, kept in `.data/mail`, and shown on the page `/mailbox/`."""

import email
import email.policy
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from acg.shared.values import frozen

SHOWN = 50


class LaptopBackend(BaseEmailBackend):
    """Write each mail to a file of its own and its text to the console, where a newcomer looks for the login code."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep and print the messages; return how many there were."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            (folder / f"{time.time_ns()}-{uuid.uuid4().hex}.eml").write_bytes(message.message().as_bytes())
            sys.stdout.write(f"\n-- mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n--\n")
            sys.stdout.flush()
        return len(email_messages)


@frozen
class Mail:
    """A mail that the school sent from this laptop."""

    to: str
    subject: str
    sent: str
    text: str


def mails() -> list[Mail]:
    """Return the last mails, newest first."""
    paths = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True)
    return [_read(path) for path in paths[:SHOWN]]


def _read(path: Path) -> Mail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return Mail(str(message["to"]), str(message["subject"]), str(message["date"]), str(body.get_content()).strip() if body else "")


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the mails of a laptop; anywhere else there is no such page."""
    if not (settings.DEBUG and settings.LAPTOP):
        raise Http404
    return render(request, "mailbox.html", {"mails": mails()})
