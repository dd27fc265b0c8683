"""Reads of the money that several pages share, or that depend on who asks."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.money import Money
from acg.users.models import User
from checkout.models import Coupon, Offer, OfferKind, Order, Price
from courses.models import Course, LearningPathStep


@dataclass(frozen=True, slots=True)
class Quote:
    """What an offer would cost now."""

    price: Price
    coupon: Coupon | None
    discount: Money
    total: Money


def live_offers() -> QuerySet[Offer]:
    """Return what is on sale, each with `live_prices`: its live prices by currency, in one more statement."""
    prices = Price.objects.filter(is_active=True).order_by("currency", "interval")
    return Offer.objects.filter(is_active=True).prefetch_related(Prefetch("prices", prices, to_attr="live_prices"))


def offer_for_course(course_id: int) -> Offer | None:
    """Return the offer that sells one course, with `live_prices`, or nothing when it is not on sale."""
    return live_offers().filter(kind=OfferKind.COURSE, course_id=course_id).first()


def offers_for_courses(course_ids: Collection[int]) -> dict[int, Offer]:
    """Return the offers that sell these courses, by the course's primary key, with `live_prices`; two statements."""
    offers = live_offers().filter(kind=OfferKind.COURSE, course_id__in=course_ids)
    return {offer.course_id: offer for offer in offers if offer.course_id is not None}


def course_ids_of(offer: Offer) -> tuple[int, ...]:
    """Return the primary keys of the courses that an offer gives; none for a membership, which gives all."""
    if offer.course_id is not None:
        return (offer.course_id,)
    if offer.path_id is not None:
        steps = LearningPathStep.objects.filter(path_id=offer.path_id).order_by("position")
        return tuple(steps.values_list("course_id", flat=True))
    return ()


def contents_of(offer: Offer) -> list[Course]:
    """Return the courses that an offer gives, in the order to take them; none for a membership, which gives all."""
    ids = course_ids_of(offer)
    courses = Course.objects.select_related("instructor", "exam_version").in_bulk(ids)
    return [courses[pk] for pk in ids]


def default_currency(offer: Offer) -> str:
    """Return the currency that an offer is sold in when nobody chose: US dollars if it has such a price, else its first.

    Args:
        offer: one of `live_offers`.
    """
    currencies = [price.currency for price in offer.live_prices]  # type: ignore[attr-defined]  # `live_offers` prefetches it
    return "USD" if "USD" in currencies else next(iter(currencies), "USD")


def quote(*, offer: Offer, currency: str, coupon_code: str = "") -> Quote:
    """Return what an offer would cost now, for the page before the button; nothing is promised by it.

    Args:
        offer: what is asked for.
        currency: ISO 4217.
        coupon_code: as typed, in any case.

    Raises:
        DomainError: `offer_ended`, `no_price`, `subscription_not_open`, `coupon_unknown`, `coupon_expired`, `coupon_used_up`,
            `coupon_other_offer`.
    """
    if not offer.is_active:
        raise DomainError("offer_ended", _("This is no longer on sale."))
    prices = list(Price.objects.filter(offer=offer, currency=currency.upper(), is_active=True).order_by("interval"))
    if not prices:
        raise DomainError("no_price", _("There is no price in this currency."), field="currency")
    price = prices[0]  # the one that is paid once, if there is one, sorts before those with an interval
    if price.interval:
        raise DomainError("subscription_not_open", _("Memberships cannot be bought online yet."))
    coupon = _coupon(coupon_code, offer) if coupon_code.strip() else None
    discount = (price.amount_minor * coupon.percent_off + 50) // 100 if coupon else 0
    return Quote(price, coupon, Money(discount, price.currency), Money(price.amount_minor - discount, price.currency))


def _coupon(code: str, offer: Offer) -> Coupon:
    coupon = Coupon.objects.filter(code=code.strip().upper(), is_active=True).first() if "\0" not in code else None
    if coupon is None:
        raise DomainError("coupon_unknown", _("This coupon does not exist."), field="coupon_code")
    if coupon.expires_at is not None and coupon.expires_at <= timezone.now():
        raise DomainError("coupon_expired", _("This coupon has expired."), field="coupon_code")
    if coupon.offer_id not in {None, offer.pk}:
        raise DomainError("coupon_other_offer", _("This coupon is for something else."), field="coupon_code")
    if coupon.max_redemptions is not None and coupon.redeemed_count >= coupon.max_redemptions:
        raise DomainError("coupon_used_up", _("This coupon has been used up."), field="coupon_code")
    return coupon


def orders_of(user: User) -> QuerySet[Order]:
    """Return a buyer's orders, newest first, with their lines and refunds: three statements when read."""
    return Order.objects.filter(buyer=user).prefetch_related("lines", "refunds")


def order_for_viewer(*, public_id: uuid.UUID, user: User | None, visitor_key: str = "") -> Order | None:
    """Return an order if it is the viewer's: the buyer's own, or begun without an account in this very browser.

    An order that was begun without an account stays visible to its browser after it was paid, for the page that waits for the
    money. One that was begun with an account never is: others may use the same browser. Staff look at orders in the admin.
    """
    order = Order.objects.filter(public_id=public_id).select_related("offer").prefetch_related("lines", "refunds").first()
    if order is None:
        return None
    is_buyer = user is not None and order.buyer_id == user.pk
    is_browser = bool(visitor_key) and order.visitor_key == visitor_key
    return order if is_buyer or is_browser else None
