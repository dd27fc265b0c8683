"""Lengths of time, as people say them."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
HOUR = 3600
HALVES_MATTER = 10 * HOUR  # beyond, nobody plans by them


@register.filter
def hours(seconds: int) -> str:
    """Return how long a course takes: "12 h", "1.5 h", "45 min"; empty for nothing."""
    if seconds <= 0:
        return ""
    if seconds < HOUR:
        return _("%(minutes)d min") % {"minutes": max(round(seconds / 60), 1)}
    halves = round(seconds / HOUR * 2)
    if halves % 2 and seconds < HALVES_MATTER:
        return _("%(hours)s h") % {"hours": f"{halves / 2:.1f}"}
    return _("%(hours)s h") % {"hours": round(seconds / HOUR)}


@register.filter
def clock(seconds: int) -> str:
    """Return how long a lesson takes, as a player shows it: "6:12", "1:02:10"; empty for nothing."""
    if seconds <= 0:
        return ""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
