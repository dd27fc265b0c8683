"""Reads of the money that several pages share, or that depend on who asks."""

import uuid
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.currencies import is_currency
from acg.shared.errors import DomainError
from acg.shared.money import Money
from acg.shared.values import frozen
from acg.users.models import User
from checkout.models import Coupon, CouponRedemption, Gift, Invoice, Offer, OfferKind, Order, Price, Subscription, SubscriptionState
from courses.models import Course, LearningPathStep

MOST_SEATS = 500


@frozen
class Quote:
    """What an offer would cost now.

    Args:
        price: of one, so of a seat where seats are sold.
        quantity: how many seats; of anything else one.
    """

    price: Price
    coupon: Coupon | None
    discount: Money
    total: Money
    trial_days: int = 0
    quantity: int = 1

    @property
    def amount(self) -> Money:
        """What is paid for all of it, before the discount."""
        return Money(self.price.amount_minor * self.quantity, self.price.currency)

    @property
    def first_charge(self) -> Money:
        """What is charged first: today, or when the trial is over."""
        return Money(self.amount.amount_minor - self.discount.amount_minor, self.price.currency)


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


def contents_of_order(order: Order) -> list[Course]:
    """Return the courses that an order gave, as they were when it was made; none for a membership."""
    ids = list(dict.fromkeys(course_id for line in order.lines.all() for course_id in line.course_ids))
    courses = Course.objects.select_related("instructor", "exam_version").in_bulk(ids)
    return [courses[pk] for pk in ids if pk in courses]


def sum_of_parts(*, courses: Collection[Course], currency: str) -> Money | None:
    """Return what the courses of a bundle cost one by one, free ones left out; None when one is not sold in this currency."""
    paid = [course.pk for course in courses if not course.is_free]
    prices = Price.objects.filter(
        offer__course__in=paid, offer__is_active=True, offer__kind=OfferKind.COURSE, is_active=True, currency=currency, interval=""
    )
    amounts = dict(prices.values_list("offer__course", "amount_minor"))
    return Money(sum(amounts.values()), currency) if paid and len(amounts) == len(paid) else None


def live_currencies(offer: Offer) -> list[str]:
    """Return the currencies that an offer has a price in, by code.

    Args:
        offer: one of `live_offers`.
    """
    return list(dict.fromkeys(price.currency for price in offer.live_prices))  # type: ignore[attr-defined]  # `live_offers` prefetches it


def default_currency(offer: Offer) -> str:
    """Return the currency that an offer is sold in when nobody chose: US dollars if it has such a price, else its first.

    Args:
        offer: one of `live_offers`.
    """
    currencies = live_currencies(offer)
    return "USD" if "USD" in currencies else next(iter(currencies), "USD")


def quote(
    *,
    offer: Offer,
    currency: str,
    coupon_code: str = "",
    buyer: User | None = None,
    email: str = "",
    interval: str = "",
    quantity: int = 1,
) -> Quote:
    """Return what an offer would cost now, for the page before the button; nothing is promised by it.

    Of a membership the total is what is charged today: nothing while there is a trial, which everybody has once.

    Args:
        offer: what is asked for.
        currency: ISO 4217.
        coupon_code: as typed, in any case.
        buyer: who asks, if signed in.
        email: the address of who asks without an account: a coupon with so many uses for each person wants to know it.
        interval: `month` or `year` for a membership; when empty, what is paid once or else by month.
        quantity: how many seats of a team, 1 to 500.

    Raises:
        DomainError: `offer_ended`, `no_price`, `seats_invalid`, `coupon_unknown`, `coupon_not_yet`, `coupon_expired`,
            `coupon_used_up`, `coupon_used_by_you`, `coupon_other_offer`, `coupon_needs_email`.
    """
    if not offer.is_active:
        raise DomainError("offer_ended", _("This is no longer on sale."))
    check_seats(offer, quantity)
    prices: list[Price] = []
    if is_currency(currency.upper()):
        prices = list(Price.objects.filter(offer=offer, currency=currency.upper(), is_active=True).order_by("interval"))
    if not prices:
        raise DomainError("no_price", _("There is no price in this currency."), field="currency")
    # What is paid once, if there is such a price, sorts before those with an interval.
    price = next((price for price in prices if price.interval == interval), None if interval else prices[0])
    if price is None:
        raise DomainError("no_price", _("This cannot be paid like that."), field="interval")
    coupon = _coupon(coupon_code, offer) if coupon_code.strip() else None
    if coupon and coupon.max_per_person is not None:
        if buyer is None and not email:
            raise DomainError(
                "coupon_needs_email", _("This coupon is counted per person: type your e-mail address with it."), field="email"
            )
        if uses_of(coupon, buyer=buyer, email=email) >= coupon.max_per_person:
            raise DomainError("coupon_used_by_you", _("You have used this coupon already."), field="coupon_code")
    amount = price.amount_minor * quantity
    discount = (amount * coupon.percent_off + 50) // 100 if coupon else 0
    trial_days = price.trial_days if price.interval and not _was_member(buyer, email) else 0
    total = 0 if trial_days else amount - discount
    return Quote(price, coupon, Money(discount, price.currency), Money(total, price.currency), trial_days, quantity)


def check_seats(offer: Offer, quantity: int) -> None:
    """Refuse a number of seats that nobody can buy.

    Raises:
        DomainError: `seats_invalid`.
    """
    if not 1 <= quantity <= (MOST_SEATS if offer.is_for_team else 1):
        raise DomainError("seats_invalid", _("Choose between 1 and %d seats.") % MOST_SEATS, field="seats")


def _was_member(buyer: User | None, email: str) -> bool:
    """Return whether somebody had a membership before, by account or address."""
    theirs = Q(buyer=buyer) if buyer else Q(order__email=email.strip().lower()) if email else None
    return theirs is not None and Subscription.objects.filter(theirs).exists()


def _coupon(code: str, offer: Offer) -> Coupon:
    named = Coupon.offers.through.objects.filter(coupon=OuterRef("pk"))
    known = Coupon.objects.annotate(is_for_some=Exists(named), is_for_this=Exists(named.filter(offer=offer)))
    coupon = known.filter(code=code.strip().upper(), is_active=True).first() if "\0" not in code else None
    if coupon is None:
        raise DomainError("coupon_unknown", _("This coupon does not exist."), field="coupon_code")
    now = timezone.now()
    if coupon.starts_at is not None and coupon.starts_at > now:
        raise DomainError("coupon_not_yet", _("This coupon is not valid yet."), field="coupon_code")
    if coupon.expires_at is not None and coupon.expires_at <= now:
        raise DomainError("coupon_expired", _("This coupon has expired."), field="coupon_code")
    if coupon.is_for_some and not coupon.is_for_this:
        raise DomainError("coupon_other_offer", _("This coupon is for something else."), field="coupon_code")
    if coupon.max_redemptions is not None and coupon.redeemed_count >= coupon.max_redemptions:
        raise DomainError("coupon_used_up", _("This coupon has been used up."), field="coupon_code")
    return coupon


def uses_of(coupon: Coupon, *, buyer: User | None, email: str) -> int:
    """Return how many orders of one person hold a use of a coupon: of the account, or of the address, whichever way they bought."""
    addresses = {address.lower() for address in (email, buyer.email if buyer else "") if address and "\0" not in address}
    theirs = Q(person__in=addresses) | (Q(order__buyer=buyer) if buyer else Q(pk__in=[]))
    return CouponRedemption.objects.filter(theirs, coupon=coupon).count()


def running_memberships(user: User, kind: OfferKind = OfferKind.MEMBERSHIP) -> QuerySet[Subscription]:
    """Return the membership of a user that Stripe still charges for, or tries to, with its price and offer: one at most.

    Args:
        user: its buyer.
        kind: `MEMBERSHIP`, their own, or `TEAM`, the seats that they buy for others.
    """
    over = {SubscriptionState.CANCELED, SubscriptionState.INCOMPLETE_EXPIRED, SubscriptionState.INCOMPLETE}
    running = Subscription.objects.filter(buyer=user, offer__kind=kind).exclude(status__in=over)
    return running.select_related("price", "offer", "order")


@frozen
class MembershipPage:
    """What the page of memberships shows.

    Args:
        current: the membership that Stripe still charges for, or tries to.
        former: the last one, when it has ended and there is no other.
        prices: what the current one's plans cost in its currency, or what there is to choose from.
        offers: the memberships on sale, with `live_prices`, for whoever has none.
        invoices: the newest two years of them.
        owed: the newest invoice that waits to be paid.
        kind: `membership`, or `team` where it is about seats.
    """

    current: Subscription | None
    former: Subscription | None
    prices: tuple[Price, ...]
    offers: tuple[Offer, ...]
    invoices: tuple[Invoice, ...]
    owed: Invoice | None
    kind: OfferKind = OfferKind.MEMBERSHIP


def membership_page(user: User, kind: OfferKind = OfferKind.MEMBERSHIP) -> MembershipPage:
    """Return what a user sees of memberships, or of a team's seats; three statements, and one more where one has ended."""
    began = Subscription.objects.filter(buyer=user, offer__kind=kind).exclude(status=SubscriptionState.INCOMPLETE)
    newest = began.select_related("price", "offer", "order").first()
    current = newest if newest is not None and not newest.is_over else None
    invoices: tuple[Invoice, ...] = ()
    if newest is not None:
        invoices = tuple(
            Invoice.objects.filter(subscription__buyer=user, subscription__offer__kind=kind).exclude(status="void")[:24]
        )
    if current is None:
        offers = tuple(live_offers().filter(kind=kind))
        return MembershipPage(None, newest, (), offers, invoices, None, kind)
    prices = Price.objects.filter(offer=current.offer_id, currency=current.price.currency, is_active=True).exclude(interval="")
    owed = next((i for i in invoices if i.status == "open" and i.subscription_id == current.pk), None)
    return MembershipPage(current, None, tuple(prices.order_by("interval")), (), invoices, owed, kind)


def orders_of(user: User) -> QuerySet[Order]:
    """Return a buyer's orders, newest first, with what they are for, their lines and refunds: three statements when read."""
    own = Order.objects.filter(buyer=user).select_related("offer__course", "offer__path", "gift")
    return own.prefetch_related("lines", "refunds")


def order_for_viewer(*, public_id: uuid.UUID, user: User | None, visitor_key: str = "") -> Order | None:
    """Return an order if it is the viewer's: the buyer's own, or begun without an account in this very browser.

    An order that was begun without an account stays visible to its browser after it was paid, for the page that waits for the
    money. One that was begun with an account never is: others may use the same browser. Staff look at orders in the admin.
    """
    order = (
        Order.objects.filter(public_id=public_id)
        .select_related("offer", "buyer", "gift")
        .prefetch_related("lines", "refunds")
        .first()
    )
    if order is None:
        return None
    is_buyer = user is not None and order.buyer_id == user.pk
    is_browser = bool(visitor_key) and order.visitor_key == visitor_key
    return order if is_buyer or is_browser else None


def gift_with_code(code: str) -> Gift | None:
    """Return a gift with its order, offer and buyer, if it was ever paid: one that was not is nobody's business."""
    if "\0" in code:
        return None
    gifts = Gift.objects.select_related("order__offer", "order__buyer").prefetch_related("order__lines")
    return gifts.filter(code=code, order__settled_at__isnull=False).first()
