"""A coupon's uses are counted on its row, under its lock: however many buyers come at once, none is sold twice."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from checkout.models import Coupon, CouponRedemption, Order


@transaction.atomic
def redeem_coupon(*, coupon: Coupon, order: Order) -> None:
    """Count one use of the coupon for the order, which then holds it until it ends unpaid; a second time changes nothing.

    Raises:
        DomainError: `coupon_used_up` when no use is left, or the coupon was ended meanwhile.
    """
    if CouponRedemption.objects.filter(order=order).exists():
        return
    usable = Q(is_active=True) & (Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()))
    left = Q(max_redemptions__isnull=True) | Q(redeemed_count__lt=F("max_redemptions"))
    if not Coupon.objects.filter(usable & left, pk=coupon.pk).update(redeemed_count=F("redeemed_count") + 1):
        raise DomainError("coupon_used_up", _("This coupon has been used up."), field="coupon_code")
    CouponRedemption.objects.create(coupon=coupon, order=order)


@transaction.atomic
def release_coupon(*, order: Order) -> None:
    """Give the order's use of a coupon back, if it holds one."""
    deleted, _models = CouponRedemption.objects.filter(order=order).delete()
    if deleted and order.coupon_id:
        Coupon.objects.filter(pk=order.coupon_id).update(redeemed_count=F("redeemed_count") - 1)
