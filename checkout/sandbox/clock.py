"""The account's time, which can be moved on: a year of renewals in a second (https://docs.stripe.com/billing/testing/test-clocks).

Stripe gives each customer a clock of their own; here the account has one, which every test clock moves.
"""

import calendar
import datetime as dt
import time

from checkout.sandbox.models import Clock

MONTHS = {"month": 1, "year": 12}


def now() -> int:
    """Return the account's time, in seconds since 1970."""
    return int(time.time()) + (Clock.objects.filter(pk=1).values_list("ahead_seconds", flat=True).first() or 0)


def set_to(moment: int) -> None:
    """Move the account's time to a moment."""
    Clock.objects.update_or_create(pk=1, defaults={"ahead_seconds": moment - int(time.time())})


def next_end(anchor: int, after: int, interval: str) -> int:
    """Return when the period ends that follows a moment: whole months after the anchor, at its day or the month's last.

    Args:
        anchor: when the first period began, in seconds since 1970.
        after: the moment.
        interval: `month` or `year`.
    """
    count = 0
    while (end := _months_after(anchor, count)) <= after:
        count += MONTHS[interval]
    return end


def _months_after(anchor: int, count: int) -> int:
    start = dt.datetime.fromtimestamp(anchor, tz=dt.UTC)
    year, month = divmod(start.month - 1 + count, 12)
    year, month = start.year + year, month + 1
    return int(start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1])).timestamp())
