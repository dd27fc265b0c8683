"""Orders with a payment page are looked at unasked, so that a purchase whose webhooks were all lost is settled in a minute or two."""

import datetime as dt
import logging

from django.db import OperationalError
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from acg.shared.metrics import metric
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Order, OrderState
from checkout.services.settling import settle_order

FIRST_LOOK = dt.timedelta(seconds=30)
SHORTEST_PAUSE = dt.timedelta(seconds=50)  # the timer comes each minute
LONGEST_PAUSE = dt.timedelta(hours=1)
SHARE = 4  # the pause is a quarter of the order's age: a late payment is found within a quarter of the time it took

logger = logging.getLogger(__name__)


def watch_orders(*, limit: int = 50) -> int:
    """Ask Stripe about the orders that wait for their money, and bring those that were paid to where they belong.

    Each is asked about when it is half a minute old, and then after a quarter of its age, between a minute and an hour; an order that
    is paid, expired or cancelled is not asked about any more. When Stripe cannot be reached the rest waits for the next minute.

    Args:
        limit: the greatest number of orders, oldest look first.

    Returns:
        How many orders changed their state.
    """
    changed = 0
    for order_id, state in list(_due().values_list("pk", "state")[:limit]):
        Order.objects.filter(pk=order_id).update(looked_at=timezone.now())
        try:
            changed += settle_order(order_id=order_id).state != state
        except GatewayUnavailable:
            break
        except (GatewayRefused, OperationalError) as error:
            logger.warning("an order could not be looked at", extra={"error": type(error).__name__})
        except Exception:
            logger.exception("settling failed")
    if changed:
        metric("orders.found_by_looking", changed)
    return changed


def _due() -> QuerySet[Order]:
    """Return the orders that wait for their money and whose time to be looked at has come, the longest unseen first."""
    age = ExpressionWrapper(F("looked_at") - F("created_at"), output_field=DurationField())
    pause = Greatest(Value(SHORTEST_PAUSE), Least(Value(LONGEST_PAUSE), age / SHARE))
    again = ExpressionWrapper(F("looked_at") + pause, output_field=DateTimeField())
    now = timezone.now()
    waiting = Order.objects.filter(
        state__in=(OrderState.OPEN, OrderState.AWAITING), checkout_session_id__isnull=False, created_at__lte=now - FIRST_LOOK
    )
    return (
        waiting.annotate(again_at=again)
        .filter(Q(looked_at__isnull=True) | Q(again_at__lte=now))
        .order_by(F("looked_at").asc(nulls_first=True), "pk")
    )
