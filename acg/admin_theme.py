"""The admin in the school's colours: unfold's settings."""

UNFOLD: dict[str, object] = {
    "SITE_TITLE": "Cloud School",
    "SITE_HEADER": "Cloud School",
}
