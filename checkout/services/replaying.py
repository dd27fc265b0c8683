"""Settling once more what was settled, or could not be: safe however often, for settling looks at what is there."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.events.models import OutboxEvent, State
from acg.events.services import note, relay_due, revive
from acg.shared.errors import DomainError
from acg.users.models import User
from checkout.models import Order, StripeEvent, StripeEventState
from checkout.services.inbox import settle
from checkout.services.settling import settle_order

NUMBER_LENGTH = 8  # of `Order.number`


def replay_event(*, event_id: str, by: User | None = None) -> StripeEvent:
    """Deal with an event of the inbox once more, whatever became of it, and return it as it is then.

    Args:
        event_id: Stripe's id of the event.
        by: the member of staff who asked for it.

    Raises:
        DomainError: `event_unknown`; `event_rejected` for one of Stripe's other mode.
    """
    with transaction.atomic():
        event = StripeEvent.objects.select_for_update().filter(pk=event_id).first()
        if event is None:
            raise DomainError("event_unknown", _("There is no such event in the inbox."))
        if event.state == StripeEventState.REJECTED:
            raise DomainError("event_rejected", _("This event belongs to Stripe's other mode, test or live."))
        _log(f"event:{event.pk}", "event.replay", by)
        StripeEvent.objects.filter(pk=event.pk).update(state=StripeEventState.NEW, attempts=0, next_try_at=timezone.now())
    settle(event_id)
    return StripeEvent.objects.get(pk=event_id)


def replay_order(*, order: Order, by: User | None = None) -> Order:
    """Bring an order to where Stripe says it is, deal with its events that wait or are dead, and deliver its dead facts again.

    Args:
        order: any.
        by: the member of staff who asked for it.

    Returns:
        The order as it is then.

    Raises:
        GatewayError: Stripe cannot be asked, or does not know an object of the order.
    """
    _log(f"order:{order.public_id}", "order.replay", by)
    settle_order(order_id=order.pk)
    undone = StripeEvent.objects.filter(order=order, state__in=(StripeEventState.NEW, StripeEventState.DEAD))
    for event_id in list(undone.order_by("created", "pk").values_list("pk", flat=True)):
        StripeEvent.objects.filter(pk=event_id).update(state=StripeEventState.NEW, attempts=0, next_try_at=timezone.now())
        settle(event_id)
    dead = OutboxEvent.objects.filter(subject=f"order:{order.public_id}", state=State.DEAD)
    if revive(list(dead.values_list("id", flat=True))):
        relay_due()
    order.refresh_from_db()
    return order


def order_by_number(number: str) -> Order:
    """Return the order of a number as it stands on a receipt, or of a whole public id.

    Raises:
        DomainError: `order_unknown`, or `order_ambiguous` when two begin alike.
    """
    letters = number.strip().replace("-", "").lower()
    try:
        first, last = uuid.UUID(letters.ljust(32, "0")), uuid.UUID(letters.ljust(32, "f"))
    except ValueError:
        first = last = uuid.UUID(int=0)
    orders = list(Order.objects.filter(public_id__range=(first, last))[:2]) if len(letters) >= NUMBER_LENGTH else []
    if len(orders) != 1:
        code, text = ("order_ambiguous", _("Two orders begin so.")) if orders else ("order_unknown", _("There is no such order."))
        raise DomainError(code, text)
    return orders[0]


def _log(subject: str, action: str, by: User | None) -> None:
    note(subject=subject, action=action, by=by.public_id if by else None)
