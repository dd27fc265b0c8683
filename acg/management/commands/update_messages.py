from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from acg.messages import CONTEXTS, update


class Command(BaseCommand):
    """Brings the translation files up to the sources."""

    help = "Find every string for people, update the translation files and compile them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Update each context's file of each language but English, the source; say how many strings wait for a translation."""
        for language, _ in settings.LANGUAGES:
            for context in CONTEXTS if language != settings.LANGUAGE_CODE else ():
                catalog = update(context, language)
                waiting = sum(1 for message in catalog if message.id and not message.string)
                self.stdout.write(f"{language} {context}: {len(catalog)} strings, {waiting} without a translation")
