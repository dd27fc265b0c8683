"""What one webhook costs: the time of our own work, without the time that Stripe's answers take, and the statements."""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from acg.bench.counting import counted
from acg.chaos.wire import FORM, ask, call, signed
from checkout import gateways
from checkout.models import Offer, Order, StripeEventSource
from checkout.services import receive_event, receive_webhook, settle, start_checkout

BACK = "https://school.example/"


class TimedGateway:
    """The real gateway; the time that its answers take is added up."""

    def __init__(self) -> None:
        self._gateway, self.seconds = gateways.gateway(), 0.0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a call of the gateway that is timed."""
        original = getattr(self._gateway, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            before = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                self.seconds += time.perf_counter() - before

        return timed


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    places = {"p50_ms": 0.50, "p95_ms": 0.95}
    return {name: round(1000 * ordered[int(share * (len(ordered) - 1))], 2) for name, share in places.items()}


def paid_events(*, purchases: int, stripe: int) -> list[dict[str, Any]]:
    """Let guests begin to buy and pay, and return the events that Stripe made of it, oldest first."""
    offers = list(Offer.objects.filter(is_active=True))
    for number in range(purchases):
        order = _order(offers[number % len(offers)])
        pay(order, stripe=stripe)
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        page = call(stripe, "GET", f"events?limit=100{after}").json
        found += page["data"]
        if not page["has_more"]:
            return found[::-1]
        after = f"&starting_after={page['data'][-1]['id']}"


def pay(order: Order, *, stripe: int) -> None:
    """Press the button of the hosted page."""
    form = f"action=pay&email={uuid.uuid4().hex}@bench.example&name=Bench".encode()
    ask(stripe, "POST", f"/_stripe/pay/{order.checkout_session_id}", form, {"Content-Type": FORM})


def measure(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Deliver the events one after another to the real endpoint, in this process, and return what that took."""
    client, timed = Client(SERVER_NAME="127.0.0.1"), TimedGateway()
    kept, own, whole = [], [], []
    original = gateways.gateway
    gateways.gateway = lambda: timed
    try:
        for event in events:
            body = json.dumps(event).encode()
            signature = signed(body, settings.STRIPE_WEBHOOK_SECRETS[0])
            timed.seconds, before = 0.0, time.perf_counter()
            client.post("/webhooks/stripe/", body, content_type="application/json", headers={"stripe-signature": signature})
            whole.append(time.perf_counter() - before)
            own.append(whole[-1] - timed.seconds)
            again = json.dumps({**event, "id": f"evt_{uuid.uuid4().hex}", "type": "customer.updated"}).encode()
            signature, before = signed(again, settings.STRIPE_WEBHOOK_SECRETS[0]), time.perf_counter()
            receive_webhook(body=again, signature=signature)
            kept.append(time.perf_counter() - before)
    finally:
        gateways.gateway = original
    return {
        "deliveries": len(events),
        "kept": percentiles(kept),
        "accepted_and_settled_own_work": percentiles(own),
        "accepted_and_settled_with_stripe": percentiles(whole),
    }


def statements(*, stripe: int) -> dict[str, int]:
    """Return how many statements each step takes, counted at the connection."""
    offer = Offer.objects.filter(is_active=True).order_by("pk")[0]
    pay(_order(offer), stripe=stripe)
    bodies = [json.dumps(event).encode() for event in call(stripe, "GET", "events?limit=3").json["data"]]
    counts: dict[str, int] = {}
    with counted(counts, "receive"):
        ids = [receive_event(body=bodies[0], source=StripeEventSource.WEBHOOK)]
    ids += [receive_event(body=body, source=StripeEventSource.WEBHOOK) for body in bodies[1:]]
    for name, event_id in (("settle", ids[0]), ("settle, nothing new", ids[1]), ("settle, done already", ids[1])):
        with transaction.atomic(), counted(counts, name):  # what follows the commit, the mails, is not of it
            settle(event_id)
    return counts


def _order(offer: Offer) -> Order:
    return start_checkout(offer=offer, buyer=None, visitor_key=uuid.uuid4().hex, currency="USD", success_url=BACK, cancel_url=BACK)
