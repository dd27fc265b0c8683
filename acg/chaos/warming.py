"""Loading once, before forking, what each worker would load again at its first request: it is killed too soon for that."""

import json
import time

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver

from acg.chaos.wire import signed
from checkout import gateways
from checkout.gateways.protocol import GatewayError

MAILS = ("receipt", "welcome", "refund")


def warm_up(offer: str) -> None:
    """Ask this process for a page, Stripe's stand-in for nothing, and deliver an event that says nothing; then close the database.

    Args:
        offer: the slug of something on sale.
    """
    _ = get_resolver().url_patterns
    for name in MAILS:
        for ending in ("_subject.txt", ".txt", ".html"):
            get_template(f"checkout/mail/{name}{ending}")
    stripe = gateways.gateway()
    for ask in (stripe.session, stripe.payment, stripe.refunds):
        try:
            ask("none_such")
        except GatewayError:
            continue
    client = Client(SERVER_NAME="127.0.0.1")
    client.get(f"/checkout/{offer}/")
    event = {"id": "evt_rehearsal", "object": "event", "type": "rehearsal", "created": int(time.time()), "livemode": False}
    body = json.dumps(event).encode()
    headers = {"stripe-signature": signed(body, settings.STRIPE_WEBHOOK_SECRETS[0])}
    client.post("/webhooks/stripe/", body, content_type="application/json", headers=headers)
    connections.close_all()
