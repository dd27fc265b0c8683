"""What a member may ask of a membership: another plan, to cancel it, to go on after all, Stripe's page for the card."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Customer, Price, Subscription, SubscriptionState
from checkout.selectors import check_seats
from checkout.services.memberships.selling import price_at_stripe
from checkout.services.settling import settle_order

logger = logging.getLogger(__name__)


def switch_plan(*, subscription: Subscription, by: User, interval: str) -> Subscription:
    """Let a membership be paid by month or by year from now on; what is left of the old plan is credited, the difference paid at once.

    Asking for the same again changes nothing at Stripe, so no idempotency key is needed.

    Args:
        subscription: the member's own.
        by: who asks.
        interval: `month` or `year`.

    Raises:
        DomainError: `not_yours`, `membership_over`, `payment_overdue`, `membership_ending`, `same_plan`, `no_price`,
            `payment_refused`, `payments_unavailable`.
    """
    _refuse_others(subscription, by)
    if subscription.status not in {SubscriptionState.ACTIVE, SubscriptionState.TRIALING}:
        raise DomainError("payment_overdue", _("Pay what is open first, then switch."))
    if subscription.is_ending:
        raise DomainError("membership_ending", _("Your membership is cancelled. Resume it first, then switch."))
    if subscription.price.interval == interval:
        raise DomainError("same_plan", _("This is your plan already."), field="interval")
    prices = Price.objects.filter(offer=subscription.offer_id, currency=subscription.price.currency, is_active=True)
    price = prices.filter(interval=interval).exclude(interval="").select_related("offer").first()
    if price is None:
        raise DomainError("no_price", _("This plan is not offered."), field="interval")
    return _changed(
        subscription,
        lambda: gateways.gateway().switch_price(
            subscription.stripe_id, item_id=subscription.item_id, price_id=price_at_stripe(price)
        ),
    )


def change_seats(*, subscription: Subscription, by: User, seats: int) -> Subscription:
    """Let a team have so many seats from now on: what more costs until the period ends is charged at once, what less is credited.

    Whoever sits on a seat that is no longer paid loses it in the order in which the seats were given, the last first.

    Args:
        subscription: the buyer's own, of an offer for teams.
        by: who asks.
        seats: from now on, 1 to 500.

    Raises:
        DomainError: `not_yours`, `membership_over`, `not_a_team`, `seats_invalid`, `same_seats`, `payment_overdue`,
            `payment_refused`, `payments_unavailable`.
    """
    _refuse_others(subscription, by)
    if not subscription.offer.is_for_team:
        raise DomainError("not_a_team", _("Only a team has seats."))
    check_seats(subscription.offer, seats)
    if subscription.quantity == seats:
        raise DomainError("same_seats", _("You have so many seats already."), field="seats")
    if subscription.status not in {SubscriptionState.ACTIVE, SubscriptionState.TRIALING}:
        raise DomainError("payment_overdue", _("Pay what is open first, then change the seats."))
    return _changed(
        subscription,
        lambda: gateways.gateway().set_quantity(subscription.stripe_id, item_id=subscription.item_id, quantity=seats),
    )


def cancel_membership(*, subscription: Subscription, by: User) -> Subscription:
    """Let a membership end with the period that is paid: until then everything stays open, and nothing is charged any more.

    Raises:
        DomainError: `not_yours`, `membership_over`, `already_ending`, `payments_unavailable`, `payment_refused`.
    """
    _refuse_others(subscription, by)
    if subscription.is_ending:
        raise DomainError("already_ending", _("Your membership is cancelled already."))
    return _changed(subscription, lambda: gateways.gateway().end_with_period(subscription.stripe_id, is_ending=True))


def resume_membership(*, subscription: Subscription, by: User) -> Subscription:
    """Let a cancelled membership, which has not ended yet, go on.

    Raises:
        DomainError: `not_yours`, `membership_over`, `not_ending`, `payments_unavailable`, `payment_refused`.
    """
    _refuse_others(subscription, by)
    if not subscription.is_ending:
        raise DomainError("not_ending", _("Your membership goes on by itself."))
    return _changed(subscription, lambda: gateways.gateway().end_with_period(subscription.stripe_id, is_ending=False))


def end_membership(*, subscription: Subscription) -> Subscription:
    """End a membership at once, as when its money goes back or its account is closed; one that is over stays so.

    Raises:
        DomainError: `payments_unavailable`, `payment_refused`.
    """
    return (
        subscription if subscription.is_over else _changed(subscription, lambda: gateways.gateway().end_now(subscription.stripe_id))
    )


def portal_address(*, user: User, return_url: str) -> str:
    """Return the address of Stripe's page where a member changes the card and finds the invoices; it serves for some minutes.

    Args:
        user: who asks.
        return_url: where the page leads back to.

    Raises:
        DomainError: `no_customer`, `payments_unavailable`, `payment_refused`.
    """
    newest = Subscription.objects.filter(buyer=user).exclude(customer_id="").first()
    customer = Customer.objects.filter(user=user).first()
    customer_id = newest.customer_id if newest else customer.stripe_id if customer else ""
    if not customer_id:
        raise DomainError("no_customer", _("There is no card to change: you have no membership."))
    address: list[str] = []
    _asked(lambda: address.append(gateways.gateway().portal_url(customer_id, return_url=return_url)))
    return address[0]


def _refuse_others(subscription: Subscription, by: User) -> None:
    if subscription.buyer_id != by.pk:
        raise DomainError("not_yours", _("This is somebody else's membership."))
    if subscription.is_over:
        raise DomainError("membership_over", _("This membership has ended. You can begin a new one."))


def _changed(subscription: Subscription, ask: Callable[[], object]) -> Subscription:
    """Ask Stripe for a change, and bring our rows to where that leaves them; while it cannot be asked again, the event does."""
    _asked(ask)
    try:
        settle_order(order_id=subscription.order_id)
    except (GatewayUnavailable, OperationalError):
        logger.warning("membership changed, its outcome follows by event", extra={"membership": str(subscription.public_id)})
    return Subscription.objects.select_related("price", "offer", "order").get(pk=subscription.pk)


def _asked(ask: Callable[[], object]) -> None:
    try:
        ask()
    except GatewayUnavailable as error:
        message = _("Payments cannot be reached at the moment: please try again in a minute.")
        raise DomainError("payments_unavailable", message) from error
    except GatewayRefused as error:
        logger.error("Stripe refused a change of a membership", extra={"code": error.code})  # noqa: TRY400 -- Stripe's own words may hold personal data
        if error.code == "card_declined":
            raise DomainError("payment_refused", _("Your card was declined. Nothing has changed.")) from error
        raise DomainError("payment_refused", _("Stripe did not accept this. Nothing has changed.")) from error
