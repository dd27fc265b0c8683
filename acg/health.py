"""Whether the school lives, and whether it is ready for visitors."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from acg.events.models import OutboxEvent, State
from checkout.models import StripeEvent, StripeEventState


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- liveness depends on nothing
    """Answer that the process lives; touches neither database nor session."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- readiness is not about the asker
    """Answer whether the database can be reached, and the age in seconds of the oldest waiting event; 503 when it cannot."""
    try:
        connection.ensure_connection()
        ages = queue_ages()
    except Exception:  # noqa: BLE001 -- whatever is wrong with the database, the answer is the same
        return JsonResponse({"status": "unavailable", "database": "down"}, status=503)
    return JsonResponse({"status": "ok", "database": "up", "queue_age_seconds": ages})


def queue_ages() -> dict[str, int]:
    """Return the age in seconds of the oldest event that waits, of Stripe's and of our own facts; 0 where none does."""
    oldest = {
        "stripe_events": StripeEvent.objects.filter(state=StripeEventState.NEW).order_by("received_at").values_list("received_at"),
        "outbox": OutboxEvent.objects.filter(state=State.NEW).order_by("occurred_at").values_list("occurred_at"),
    }
    now = timezone.now()
    return {name: int((now - row[0]).total_seconds()) if (row := rows.first()) else 0 for name, rows in oldest.items()}
