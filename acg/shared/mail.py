"""Mails, as text and as HTML, in the language of whoever reads them; what each says is a template of its context."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def send_mail(template: str, context: dict[str, Any], *, to: str, language: str, key: str) -> None:
    """Send the mail of some templates.

    A worker that is killed after sending and before noting it sends again: the Message-ID and the idempotency key are the same then.

    Args:
        template: such as `checkout/mail/receipt`: of `receipt_subject.txt`, `receipt.txt` and `receipt.html`.
        context: what they name; `SITE_NAME` is there.
        to: the address.
        language: that it is written in, whatever whoever sends it has spoken before.
        key: with the template's name it tells this mail from every other.
    """
    values = {"SITE_NAME": settings.SITE_NAME, **context}
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
        text, html = (render_to_string(f"{template}.{form}", values) for form in ("txt", "html"))
    name = f"{template.rpartition('/')[2]}.{key}"
    headers = {
        "Idempotency-Key": name,
        "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>",
    }  # for providers that know one
    mail = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    mail.attach_alternative(html, "text/html")
    mail.send()
