"""How exams are written: what to choose, and how long is left."""

import datetime as dt

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

IN_WORDS = {
    1: gettext_lazy("Choose one."),
    2: gettext_lazy("Choose two."),
    3: gettext_lazy("Choose three."),
    4: gettext_lazy("Choose four."),
}


@register.filter
def choose(count: int) -> str:
    """Return how many options to choose, in words as the real exams say it."""
    return str(IN_WORDS[count]) if count in IN_WORDS else _("Choose %(count)d.") % {"count": count}


@register.filter
def epoch_ms(moment: dt.datetime) -> int:
    """Return a moment as a script counts: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


@register.filter
def milliseconds_from(moment: dt.datetime, now: dt.datetime) -> int:
    """Return the milliseconds from now until a moment; 0 when it has passed."""
    return max(int((moment - now).total_seconds() * 1000), 0)
