from django.conf import settings
from django.http import HttpRequest

THEMES = {"school", "school-dark"}


def school(request: HttpRequest) -> dict[str, object]:
    """Give every template the school's name, whether this is a laptop, and the theme the viewer chose: empty is the system's."""
    theme = request.COOKIES.get("theme", "")
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "DEBUG": settings.DEBUG,
        "theme": theme if theme in THEMES else "",
    }
