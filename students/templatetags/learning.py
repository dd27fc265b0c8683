"""How lessons' lengths are written."""

from django import template

register = template.Library()

SECONDS_PER_HOUR = 3600


@register.filter
def clock(seconds: float) -> str:
    """Return seconds as a player shows them: 9:05, 1:02:03."""
    whole = int(seconds)
    minutes = f"{whole // 60 % 60:02}" if whole >= SECONDS_PER_HOUR else str(whole // 60)
    hours = f"{whole // SECONDS_PER_HOUR}:" if whole >= SECONDS_PER_HOUR else ""
    return f"{hours}{minutes}:{whole % 60:02}"


@register.filter
def as_seconds(milliseconds: int) -> str:
    """Return milliseconds as seconds for the addresses and scripts of a page: 12.5, with a point in every language."""
    return f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".")


@register.filter
def thousandth(milliseconds: int) -> int:
    """Return milliseconds as whole seconds, rounded down."""
    return milliseconds // 1000
