"""A coupon's uses are counted on its row, under its lock: however many buyers come at once, none is sold twice."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from checkout.models import Coupon, CouponRedemption, Order
from checkout.selectors import uses_of


@transaction.atomic
def redeem_coupon(*, coupon: Coupon, order: Order) -> None:
    """Count one use of the coupon for the order, which then holds it until it ends unpaid; a second time changes nothing.

    The update takes the lock of the coupon's row, so a person's own uses are counted when every earlier one is there to be seen.

    Raises:
        DomainError: `coupon_used_up` when no use is left, or the coupon was ended meanwhile; `coupon_used_by_you` when this buyer
            has had as many as one person may.
    """
    if CouponRedemption.objects.filter(order=order).exists():
        return
    now = timezone.now()
    usable = Q(is_active=True) & (Q(expires_at__isnull=True) | Q(expires_at__gt=now))
    begun = Q(starts_at__isnull=True) | Q(starts_at__lte=now)
    left = Q(max_redemptions__isnull=True) | Q(redeemed_count__lt=F("max_redemptions"))
    if not Coupon.objects.filter(usable & begun & left, pk=coupon.pk).update(redeemed_count=F("redeemed_count") + 1):
        raise DomainError("coupon_used_up", _("This coupon has been used up."), field="coupon_code")
    if coupon.max_per_person is not None and uses_of(coupon, buyer=order.buyer, email=order.email) >= coupon.max_per_person:
        raise DomainError("coupon_used_by_you", _("You have used this coupon already."), field="coupon_code")
    CouponRedemption.objects.create(coupon=coupon, order=order, person=order.email.lower())


@transaction.atomic
def release_coupon(*, order: Order) -> None:
    """Give the order's use of a coupon back, if it holds one."""
    deleted, _models = CouponRedemption.objects.filter(order=order).delete()
    if deleted and order.coupon_id:
        Coupon.objects.filter(pk=order.coupon_id).update(redeemed_count=F("redeemed_count") - 1)
