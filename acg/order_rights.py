"""What an order's money opened, told in the order's story: checkout knows the money, students the rights, this file both."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from checkout.models import Order, Subscription
from checkout.story import Moment
from students.models import Grant


def rights_of_order(order: Order) -> Iterator[Moment]:
    """Yield each right that an order gave, itself or by the membership that it began, and its end."""
    causes = [order.public_id]
    if order.interval:
        causes += Subscription.objects.filter(order=order).values_list("public_id", flat=True)
    for grant in Grant.objects.filter(cause_id__in=map(str, causes)).select_related("course", "user"):
        what = str(grant.course or _("All courses"))
        until = _("until %s") % date_format(grant.until_at, "DATE_FORMAT") if grant.until_at else ""
        detail = " · ".join(filter(None, [what, grant.user.email, until]))
        yield Moment(grant.created_at, "key", _("Right to learn given"), detail)
        if grant.revoked_at:
            yield Moment(grant.revoked_at, "key_off", _("Right to learn ended"), " · ".join(filter(None, [what, grant.reason])))
