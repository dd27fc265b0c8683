"""What the school does by itself once the storm is over: the clock goes on, and the nightly reconciliation runs."""

from acg.chaos.workers import pass_time
from acg.events.models import OutboxEvent, State
from acg.schedule import run_minute
from checkout.models import Order, StripeEvent, StripeEventState
from checkout.services import settle_order

ROUNDS = 60


def drain() -> None:
    """Let the clock run until nothing waits any more, or for an hour."""
    for _minute in range(ROUNDS):
        pass_time()
        run_minute()
        is_waiting = StripeEvent.objects.filter(state=StripeEventState.NEW).exists()
        if not is_waiting and not OutboxEvent.objects.filter(state=State.NEW).exists():
            return


def reconcile(orders: list[str]) -> None:
    """Bring the orders whose events never came to where Stripe says they are.

    Args:
        orders: their public ids.
    """
    for pk in Order.objects.filter(public_id__in=orders).order_by("pk").values_list("pk", flat=True):
        settle_order(order_id=pk)
    drain()
