"""Purchases made without signing in, to an address that has an account: they wait for its owner."""

from django.db import transaction

from acg.users.models import User
from acg.users.services import verified_addresses
from checkout.models import Order, OrderState
from checkout.services.handing_over import hand_over


@transaction.atomic
def claim_orders(*, user: User) -> int:
    """Attach the paid orders that wait for this person to the account, with what they give, in one transaction.

    Only addresses count that the person has proved to own: whoever merely types somebody's address at Stripe, or registers it,
    gets nothing of it. An order that is being settled in this moment is left for the next time. Again changes nothing.

    Args:
        user: who has just signed in.

    Returns:
        How many orders were attached.
    """
    waiting = Order.objects.filter(buyer=None, settled_at__isnull=False, email__in=verified_addresses(user=user))
    orders = list(waiting.select_for_update(skip_locked=True).order_by("pk"))  # all of them before anything else is locked
    for order in orders:
        order.buyer = user
        order.save(update_fields=["buyer"])
        if order.state == OrderState.SETTLED:  # of one that is disputed the rights follow when it is won
            hand_over(order, is_first=True)
    return len(orders)
