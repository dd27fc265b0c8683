from django.conf import settings
from django.http import HttpRequest


def school(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 -- the signature of a context processor
    """Give every template the school's name and whether this is a laptop."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL, "DEBUG": settings.DEBUG}
