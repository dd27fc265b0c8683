"""The last use of a coupon, wanted by eight buyers at the same moment, again and again."""

import threading
import uuid

from django.db import connection

from acg.shared.errors import DomainError
from checkout.models import Coupon, CouponRedemption, Offer, Order
from checkout.services import start_checkout

BUYERS = 8
BACK = "https://school.example/"


def misused(rounds: int) -> int:
    """Play the rounds, and return in how many of them the last use was not taken exactly once."""
    return sum(_is_misused(f"LAST{number}") for number in range(rounds))


def _is_misused(code: str) -> bool:
    coupon = Coupon.objects.create(code=code, percent_off=20, max_redemptions=1)
    offer = Offer.objects.filter(is_active=True).order_by("pk")[0]
    together, answers = threading.Barrier(BUYERS), list[str]()

    def buy() -> None:
        try:
            together.wait(30)
            start_checkout(
                offer=offer,
                buyer=None,
                visitor_key=uuid.uuid4().hex,
                currency="USD",
                coupon_code=code,
                success_url=BACK,
                cancel_url=BACK,
            )
            answers.append("sold")
        except DomainError as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=buy) for _buyer in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    coupon.refresh_from_db()
    used = (
        coupon.redeemed_count,
        CouponRedemption.objects.filter(coupon=coupon).count(),
        Order.objects.filter(coupon=coupon).count(),
    )
    return used != (1, 1, 1) or sorted(answers) != ["coupon_used_up"] * (BUYERS - 1) + ["sold"]
