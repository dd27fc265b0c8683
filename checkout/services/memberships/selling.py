"""What Stripe must hold before a membership can be begun there: its price, its coupon, its member."""

from django.conf import settings
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout import gateways
from checkout.gateways.billing import SubscriptionRequest
from checkout.gateways.protocol import GatewayUnavailable, SessionRequest, StripeSession
from checkout.models import Customer, OfferKind, Order, OrderLine, Price
from checkout.selectors import running_memberships

TRIES = 3


def refuse_second(buyer: User, kind: str) -> None:
    """Stop a member from paying for a second membership, and whoever has a team from buying another one.

    Raises:
        DomainError: `already_member`, `already_team`.
    """
    if kind == OfferKind.MEMBERSHIP and running_memberships(buyer).exists():
        raise DomainError("already_member", _("You are a member already. You can switch your plan on the membership page."))
    if kind == OfferKind.TEAM and running_memberships(buyer, OfferKind.TEAM).exists():
        raise DomainError("already_team", _("You have a team already. You can change its number of seats."))


def subscription_request(order: Order, line: OrderLine, *, trial_days: int) -> SubscriptionRequest:
    """Return what is asked of Stripe besides a payment, frozen with the order; the price's id is put in when it is sent."""
    customer = Customer.objects.filter(user=order.buyer).first() if order.buyer else None
    coupon = f"{settings.INSTANCE}-{order.coupon.pk}-{order.coupon.percent_off}" if order.coupon else ""
    return {
        "price": line.price.stripe_price_id,
        "coupon": coupon,
        "customer": customer.stripe_id if customer else "",
        "trial_days": trial_days,
        "quantity": order.quantity,
    }


def open_session(order: Order, request: SessionRequest, *, idempotency_key: str) -> StripeSession:
    """Open an order's payment page; of a membership its price and its coupon exist at Stripe before.

    Raises:
        GatewayUnavailable, GatewayRefused: it could not be opened.
    """
    stripe = gateways.gateway()
    if "subscription" not in request:
        return stripe.create_session(request, idempotency_key=idempotency_key)
    wish = request["subscription"]
    if wish["coupon"] and order.coupon:
        stripe.ensure_coupon(wish["coupon"], percent_off=order.coupon.percent_off, name=order.coupon.code)
    line = OrderLine.objects.select_related("price__offer").get(order=order)
    wish = {**wish, "price": price_at_stripe(line.price)}
    return stripe.create_subscription_session(request, wish, idempotency_key=idempotency_key)


def price_at_stripe(price: Price) -> str:
    """Return the id at Stripe of a price that is paid again and again, made there the first time it is needed.

    Raises:
        GatewayUnavailable, GatewayRefused: it could not be made.
    """
    if price.stripe_price_id:
        return price.stripe_price_id
    key = f"{settings.INSTANCE}-price-{price.pk}"
    for number in range(1, TRIES + 1):
        try:
            found = gateways.gateway().create_price(
                title=price.offer.title,
                amount_minor=price.amount_minor,
                currency=price.currency,
                interval=price.interval,
                metadata={"instance": settings.INSTANCE, "price": str(price.pk)},
                idempotency_key=key if number == 1 else f"{key}-v{number}",
            )
        except GatewayUnavailable as error:  # an error that Stripe keeps under the key would come back for a day
            if not error.is_answered or number == TRIES:
                raise
        else:
            Price.objects.filter(pk=price.pk).update(stripe_price_id=found)
            price.stripe_price_id = found
            return found
    raise AssertionError("unreachable")


def forget_what_is_gone(order: Order) -> None:
    """Forget what Stripe says it does not hold, so that the next try makes it again: a price or a customer that was removed there."""
    if not order.interval:
        return
    Price.objects.filter(pk__in=OrderLine.objects.filter(order=order).values("price")).update(stripe_price_id="")
    if order.buyer_id:
        Customer.objects.filter(user_id=order.buyer_id).delete()
    order.session_request["subscription"] |= {"customer": "", "price": ""}
    order.save(update_fields=["session_request"])
