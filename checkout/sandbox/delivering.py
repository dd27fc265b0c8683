"""Events on their way to the webhook endpoint: signed as Stripe signs, tried again, and broken on request.

https://docs.stripe.com/webhooks#verify-manually
"""

import datetime as dt
import hashlib
import hmac
import json
import logging
import random
import threading
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from checkout.sandbox.models import Delivery, DeliveryState, Faults, StripeObject

PAUSES_SECONDS = (1, 3, 10, 30)
TIMEOUT_SECONDS = 10
OK = 200
PATHS = {
    "charge": "/v1/charges/",
    "checkout.session": "/v1/checkout/sessions/",
    "dispute": "/v1/disputes/",
    "payment_intent": "/v1/payment_intents/",
    "refund": "/v1/refunds/",
}

logger = logging.getLogger(__name__)


def announce(event: StripeObject, endpoint: str) -> None:
    """Queue an event for the endpoint, as often and as late as the faults say, and deliver once the transaction commits."""
    faults = Faults.now()
    due = timezone.now() + dt.timedelta(seconds=faults.delay_seconds)
    state = DeliveryState.DROPPED if faults.drop else DeliveryState.WAITING
    Delivery.objects.bulk_create(
        Delivery(event=event, endpoint=endpoint, state=state, due_at=due) for _ in range(max(faults.copies, 1))
    )
    if settings.STRIPE_SANDBOX_DELIVERS:
        transaction.on_commit(_start)


def deliver_due() -> int:
    """Deliver what is due; return how many deliveries the endpoint took."""
    due = list(
        Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=timezone.now()).order_by("id").values_list("pk", flat=True)
    )
    if Faults.now().shuffle:
        random.shuffle(due)
    return sum(_deliver(pk) for pk in due)


def deliver_again(delivery: Delivery) -> None:
    """Queue a delivery once more, dropped ones too."""
    Delivery.objects.create(event=delivery.event, endpoint=delivery.endpoint)
    if settings.STRIPE_SANDBOX_DELIVERS:
        transaction.on_commit(_start)


def thin(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event in the form that only says what changed (https://docs.stripe.com/api/v2/core/events/object)."""
    thing = event["data"]["object"]
    return {
        "id": event["id"],
        "object": "v2.core.event",
        "type": f"v1.{event['type']}",
        "context": None,
        "created": dt.datetime.fromtimestamp(event["created"], tz=dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "livemode": event["livemode"],
        "reason": None,
        "related_object": {"id": thing["id"], "type": thing["object"], "url": PATHS[thing["object"]] + thing["id"]},
    }


def sign(body: bytes, secret: str, *, at: int) -> str:
    """Return the value of the Stripe-Signature header for a body sent at a time (seconds since 1970)."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


@transaction.atomic
def _deliver(pk: int) -> bool:
    delivery = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event").filter(pk=pk).first()
    if delivery is None or delivery.state != DeliveryState.WAITING:
        return False
    status, delivery.last_answer = _post(delivery)
    delivery.attempts += 1
    if status == OK:
        delivery.state = DeliveryState.DELIVERED
    elif delivery.attempts > len(PAUSES_SECONDS):
        delivery.state = DeliveryState.FAILED
    else:
        delivery.due_at = timezone.now() + dt.timedelta(seconds=PAUSES_SECONDS[delivery.attempts - 1])
    delivery.save()
    return status == OK


def _post(delivery: Delivery) -> tuple[int, str]:
    """Post an event; return the status, 0 without one, and what to show for it."""
    faults = Faults.now()
    body = json.dumps(thin(delivery.event.data) if faults.thin else delivery.event.data).encode()
    secret = "whsec_of_somebody_else" if faults.wrong_secret else settings.STRIPE_WEBHOOK_SECRETS[0]
    at = int(time.time()) - (3600 if faults.old_timestamp else 0)
    headers = {"Content-Type": "application/json", "Stripe-Signature": sign(body, secret, at=at)}
    request = urllib.request.Request(delivery.endpoint, data=body, headers=headers)  # noqa: S310 -- the site's own address
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 -- as above
            return answer.status, f"{answer.status} {answer.reason}"
    except urllib.error.HTTPError as error:
        return error.code, f"{error.code} {error.reason}"
    except OSError as error:
        return 0, f"no answer: {type(error).__name__}"


def _start() -> None:
    """Deliver in the background, as Stripe would: who pays does not wait for it."""
    threading.Thread(target=_run, name="stripe-sandbox", daemon=True).start()


def _run() -> None:
    """Deliver until nothing waits any more."""
    try:
        while True:
            deliver_due()
            waiting = (
                Delivery.objects.filter(state=DeliveryState.WAITING).order_by("due_at").values_list("due_at", flat=True).first()
            )
            if waiting is None:
                return
            time.sleep(min(max((waiting - timezone.now()).total_seconds(), 0.05), 5))
    except Exception:
        logger.exception("the sandbox could not deliver")
    finally:
        connection.close()
