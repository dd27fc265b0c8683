"""Beginning to buy: the order is made, with its price frozen, before Stripe hears of it."""

import datetime as dt
import logging
import time
from typing import cast

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout import gateways
from checkout.events import CheckoutStarting
from checkout.gateways.protocol import GatewayBusy, GatewayError, GatewayRefused, GatewayUnavailable, SessionRequest, StripeSession
from checkout.models import Offer, Order, OrderLine, OrderState
from checkout.selectors import course_ids_of, quote
from checkout.services.coupons import redeem_coupon, release_coupon
from checkout.services.gifts import GiftWish, make_gift, wish_of
from checkout.services.memberships.selling import forget_what_is_gone, open_session, refuse_second, subscription_request
from checkout.services.restoring import labels
from checkout.services.settling import settle_free_order, settle_order
from checkout.services.wishes import Wish, checked_email

SESSION_LIFE = dt.timedelta(hours=2)  # Stripe allows half an hour to a day
SHORTEST_SESSION_LIFE = dt.timedelta(minutes=35)
NEARLY_OVER = dt.timedelta(minutes=1)
BUSY_PAUSES = (0.1, 0.2, 0.4, 0.8)
ROUNDS = 3

logger = logging.getLogger(__name__)


def start_checkout(
    *,
    offer: Offer,
    buyer: User | None,
    visitor_key: str,
    currency: str,
    coupon_code: str = "",
    success_url: str,
    cancel_url: str,
    email: str = "",
    gift: GiftWish | None = None,
    interval: str = "",
    quantity: int = 1,
) -> Order:
    """Open the one order of this buyer for this offer, with its price frozen, and a payment page for it at Stripe.

    A second click, or a second tab, gets the same order and the same page. Other wishes (another coupon or currency) close the
    former page first. Where nothing is to be paid the order is settled at once, without Stripe.

    Args:
        offer: what to buy.
        buyer: the account, or nothing for a purchase without one.
        visitor_key: names the browser of a buyer without an account; such a buyer must have one.
        currency: ISO 4217.
        coupon_code: as typed.
        success_url: where Stripe sends the buyer afterwards; `{order}` in it becomes the order's public id.
        cancel_url: where Stripe sends a buyer who turns back; likewise.
        email: the address of a buyer without an account, if it was asked for: a coupon may want to know it.
        gift: for whom it is; nothing when the buyer keeps it.
        interval: of a membership, `month` or `year`.
        quantity: how many seats of a team.

    Returns:
        The order: `checkout_url` is where to go, unless `is_settled`.

    Raises:
        DomainError: those of `quote`; `already_member`, `already_team`, `sign_in_required`, `payment_under_way`, `payments_unavailable`,
            `payment_refused`; and what other contexts know against it, such as that the buyer owns the course already.
    """
    gift = gift.checked(offer.kind) if gift else None
    email = buyer.email if buyer else checked_email(email)
    wish = Wish(
        offer,
        buyer,
        visitor_key,
        currency.upper(),
        coupon_code.strip().upper(),
        success_url,
        cancel_url,
        email,
        gift,
        interval,
        quantity,
    )
    if buyer is None and not visitor_key:
        raise DomainError("sign_in_required", _("Please sign in, or allow this site's cookies, to buy."))
    for _round in range(ROUNDS):
        order = _open_order(wish)
        try:
            if order.checkout_session_id:
                order = _looked_at(order)
            if order.is_settled:
                return order
            if order.state == OrderState.OPEN and _fits(order, wish):
                return _with_session(order)
            if order.state == OrderState.OPEN:
                _close(order)
        except GatewayUnavailable as error:
            message = _("Payments cannot be reached at the moment. Nothing was charged: please try again in a minute.")
            raise DomainError("payments_unavailable", message) from error
        except GatewayRefused as error:
            if error.code == "resource_missing":
                forget_what_is_gone(order)
            logger.error("Stripe refused a session", extra={"order": str(order.public_id), "code": error.code})  # noqa: TRY400 -- Stripe\'s own words may hold personal data
            raise DomainError("payment_refused", _("This cannot be paid online at the moment. Nothing was charged.")) from error
    raise DomainError("payment_under_way", _("A payment for this is under way in another window."))


def _refuse_owned(wish: Wish, course_ids: tuple[int, ...]) -> None:
    """Stop whoever has it already from paying for it again."""
    if wish.buyer is None:
        if _is_bought_here(wish):
            message = _("This was bought in this browser already: sign in with the address that you gave.")
            raise DomainError("already_owned", message)
        return
    CheckoutStarting.signal.send(sender=CheckoutStarting, fact=CheckoutStarting(wish.buyer.pk, course_ids))
    refuse_second(wish.buyer, wish.offer.kind)


@transaction.atomic
def _open_order(wish: Wish) -> Order:
    """Return the open order of this buyer for this offer, made when there is none."""
    course_ids = course_ids_of(wish.offer)
    if wish.gift is None:  # what one has can still be given to somebody else
        _refuse_owned(wish, course_ids)
    orders = Order.objects.filter(**wish.owner, offer=wish.offer)
    receivers = {"gift__receiver_email": wish.gift.receiver_email} if wish.gift else {"gift__isnull": True}
    if orders.filter(state=OrderState.AWAITING, **receivers).exists():
        raise DomainError("payment_under_way", _("Your payment for this is under way."))
    if existing := orders.filter(state=OrderState.OPEN).select_related("coupon").first():
        return existing
    price = quote(
        offer=wish.offer,
        currency=wish.currency,
        coupon_code=wish.coupon_code,
        buyer=wish.buyer,
        email=wish.email,
        interval=wish.interval,
        quantity=wish.quantity,
    )
    order, is_new = Order.objects.get_or_create(
        **wish.owner,
        offer=wish.offer,
        state=OrderState.OPEN,
        defaults={
            "email": wish.email,
            "language": _language(),
            "currency": price.total.currency,
            "total_minor": price.total.amount_minor,
            "coupon": price.coupon,
            "interval": price.price.interval,
            "quantity": price.quantity,
        },
    )
    if not is_new:  # another tab was faster by a blink
        return order
    line = OrderLine.objects.create(
        order=order,
        offer=wish.offer,
        price=price.price,
        title=_title(wish),
        kind=wish.offer.kind,
        course_ids=list(course_ids),
        amount_minor=price.amount.amount_minor,
        discount_minor=price.discount.amount_minor,
    )
    if wish.gift:
        make_gift(order=order, wish=wish.gift)
    if price.coupon:
        redeem_coupon(coupon=price.coupon, order=order)
    if order.total_minor == 0 and not order.interval:  # a membership that costs nothing yet has a payer all the same
        if wish.buyer is None:
            raise DomainError("sign_in_required", _("Nothing is to be paid: please sign in, so that the course is yours."))
        settle_free_order(order)
        return order
    order.expires_at = timezone.now() + SESSION_LIFE
    request = _request(order, wish, order.expires_at, line)
    if order.interval:
        request["subscription"] = subscription_request(order, line, trial_days=price.trial_days)
    order.session_request = dict(request)
    order.save(update_fields=["expires_at", "session_request"])
    return order


def _is_bought_here(wish: Wish) -> bool:
    """Return whether somebody has paid for this offer in this browser, whoever's it is by now."""
    paid = Order.objects.filter(visitor_key=wish.visitor_key, offer=wish.offer, state=OrderState.SETTLED, gift__isnull=True)
    return paid.exists()


def _title(wish: Wish) -> str:
    """Return what the receipt says was bought."""
    if not wish.offer.is_for_team:
        return wish.offer.title
    seats = ngettext("%(count)d seat", "%(count)d seats", wish.quantity) % {"count": wish.quantity}
    return f"{wish.offer.title[:180]} ({seats})"


def _language() -> str:
    """Return the one of the school's languages that the buyer reads."""
    spoken = (get_language() or "").partition("-")[0]
    return spoken if spoken in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def _request(order: Order, wish: Wish, expires_at: dt.datetime, line: OrderLine) -> SessionRequest:
    """Return what Stripe is asked for this order; it is stored, for one idempotency key always carries the same request."""
    request: SessionRequest = {
        "order": str(order.public_id),
        "title": wish.offer.title,
        "amount_minor": order.total_minor,
        "currency": order.currency,
        "customer_email": order.email,
        "success_url": wish.success_url.replace("{order}", str(order.public_id)),
        "cancel_url": wish.cancel_url.replace("{order}", str(order.public_id)),
        "expires_at": int(expires_at.timestamp()),
        "locale": "es" if order.language == "es" else "en",
        "metadata": labels(order=order, line=line),
    }
    if settings.STRIPE_TAX:
        request["tax"] = True
    return request


def _looked_at(order: Order) -> Order:
    """Return an order that has a payment page as Stripe sees it now: it may have been paid, and the webhook lost."""
    try:
        return settle_order(order_id=order.pk)
    except GatewayUnavailable:
        return order  # the page may well be reached when we cannot
    except OperationalError:
        return order  # its event is being dealt with in this moment
    except GatewayRefused as error:
        if error.code != "resource_missing":
            raise
        _cancel(order)  # Stripe has no such page: another account, or test data that was removed
        order.refresh_from_db()
        return order


def _fits(order: Order, wish: Wish) -> bool:
    """Return whether an open order is what the buyer asks for now, at the price of then, and can still be paid."""
    if order.checkout_session_id and (order.expires_at is None or order.expires_at < timezone.now() + NEARLY_OVER):
        return False
    if wish.email and order.email != wish.email:
        return False
    if (order.interval != wish.interval and wish.interval) or order.quantity != wish.quantity:
        return False
    code = order.coupon.code if order.coupon else ""
    return (order.currency, code, wish_of(order)) == (wish.currency, wish.coupon_code, wish.gift)


def _with_session(order: Order) -> Order:
    """Return the order with its payment page: the one it has, or a new one that is stored on it.

    No lock is held while Stripe is asked: the idempotency key makes one page of however many requests.
    """
    if order.checkout_session_id:
        return order
    session = _session(_renewed(order))
    free = Order.objects.filter(pk=order.pk, checkout_session_id__isnull=True)
    free.update(checkout_session_id=session.id, checkout_url=session.url)
    order.refresh_from_db()
    return order


def _session(order: Order) -> StripeSession:
    key = f"{settings.INSTANCE}-order-{order.public_id}-v{order.attempt}"
    request = cast("SessionRequest", order.session_request)
    for pause in (*BUSY_PAUSES, None):
        try:
            return open_session(order, request, idempotency_key=key)
        except GatewayBusy:
            if pause is None:
                raise
            time.sleep(pause)  # the same click, twice: Stripe is answering the other one
        except GatewayError as error:
            if error.is_answered:  # Stripe would give this answer to the same key for a day
                Order.objects.filter(pk=order.pk, attempt=order.attempt).update(attempt=F("attempt") + 1)
            raise
    raise AssertionError("unreachable")


@transaction.atomic
def _renewed(order: Order) -> Order:
    """Return the order with an end that Stripe accepts; moving it makes another request, which needs another key."""
    held = Order.objects.select_for_update().get(pk=order.pk)
    now = timezone.now()
    if not held.checkout_session_id and (held.expires_at is None or held.expires_at < now + SHORTEST_SESSION_LIFE):
        held.expires_at = now + SESSION_LIFE
        held.attempt += 1
        held.session_request["expires_at"] = int(held.expires_at.timestamp())
        held.save(update_fields=["expires_at", "attempt", "session_request"])
    return held


def _close(order: Order) -> None:
    """Close an open order's payment page, so that nobody can pay it any more, and bring the order to where that leaves it."""
    try:
        order = _with_session(order)
    except GatewayRefused:  # it never had a page that could be paid
        _cancel(order)
        return
    try:
        gateways.gateway().expire_session(order.checkout_session_id or "")
    except GatewayRefused:
        logger.info("the page was closed already", extra={"order": str(order.public_id)})
    settle_order(order_id=order.pk)


@transaction.atomic
def _cancel(order: Order) -> None:
    """End an open order whose page does not exist, unless another tab has just got it one."""
    unpaid = Order.objects.filter(pk=order.pk, state=OrderState.OPEN, checkout_session_id=order.checkout_session_id)
    if unpaid.update(state=OrderState.CANCELED):
        release_coupon(order=order)
