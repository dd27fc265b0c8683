"""System checks that stop a deployment which still has a laptop's parts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def laptop_parts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Refuse the sandbox, DEBUG, the default key and a missing address outside a laptop."""
    found: list[CheckMessage] = []
    if settings.STRIPE_SANDBOX:
        found.append(Error("STRIPE_SECRET_KEY is unset: the sandbox would take the orders.", id="acg.E001"))
    elif not settings.STRIPE_WEBHOOK_SECRETS:
        found.append(Error("STRIPE_WEBHOOK_SECRETS is unset: no payment could be confirmed.", id="acg.E002"))
    if settings.DEBUG:
        found.append(Error("DEBUG is on.", id="acg.E003"))
    if settings.SECRET_KEY == "laptop-only-not-a-secret":  # noqa: S105 -- the very value that is refused
        found.append(Error("SECRET_KEY is the laptop's.", id="acg.E004"))
    if not settings.SITE_URL.startswith("https://"):
        found.append(Error("SITE_URL must be the https address of the site.", id="acg.E005"))
    return [*found, *_half_issuers(), *_half_files()]


def _half_files() -> list[CheckMessage]:
    """Return what files in S3 lack to reach anybody."""
    parts = [settings.CLOUDFRONT_DOMAIN, settings.CLOUDFRONT_KEY_ID, settings.CLOUDFRONT_KEY]
    if not settings.AWS_STORAGE_BUCKET_NAME:
        return []
    if not all(parts):
        return [
            Error("AWS_STORAGE_BUCKET_NAME, CLOUDFRONT_DOMAIN, CLOUDFRONT_KEY_ID and CLOUDFRONT_KEY go together.", id="acg.E009")
        ]
    if f"https://{settings.CLOUDFRONT_DOMAIN}" != settings.SITE_URL:
        return [
            Error("CLOUDFRONT_DOMAIN is not the site's own host: the cookies that play films would not reach it.", id="acg.E010")
        ]
    return []


def _half_issuers() -> list[CheckMessage]:
    """Return what an issuer lacks whose tokens could not be judged: they are all refused meanwhile."""
    found: list[CheckMessage] = []
    people = [settings.AUTH0_ISSUER, settings.AUTH0_AUDIENCE, settings.AUTH0_CLIENT_IDS]
    if any(people) and not all(people):
        found.append(Error("AUTH0_ISSUER, AUTH0_AUDIENCE and AUTH0_CLIENT_IDS go together.", id="acg.E006"))
    if bool(settings.COGNITO_ISSUER) != bool(settings.COGNITO_CLIENT_IDS):
        found.append(Error("COGNITO_ISSUER and COGNITO_CLIENT_IDS go together.", id="acg.E007"))
    if not all(name.startswith("https://") for name in (settings.AUTH0_ISSUER, settings.COGNITO_ISSUER) if name):
        found.append(Error("The issuers of tokens are https addresses.", id="acg.E008"))
    return found
