# ruff: noqa: PLC0415 -- the settings name the database before anything may be imported
"""A worker that is killed at a named place: `python -m checkout.tests.victim DATABASE STATE PLACE WORK ARGUMENT`.

It runs the real code on the real database, with Stripe's double as it was saved to the file STATE, which it saves again as the last
thing before it kills itself: what happened at Stripe survives. Nothing in the product knows about these places.
"""

import os
import pickle
import signal
import sys
from pathlib import Path
from unittest import mock

import django

PLACES = {
    # name: (what is called there, whether the kill comes before or after it)
    "after the inbox's commit": ("checkout.webhooks.settle", "before"),
    "after the order was locked": ("checkout.services.settling._fetch", "before"),
    "after Stripe was asked": ("checkout.services.settling._fetch", "after"),
    "after the ledger was written": ("checkout.services.consequences._append", "after"),
    "after the order was written": ("checkout.services.consequences._write", "after"),
    "after the receipt was published": ("checkout.services.consequences.publish", "after"),
    "before the settling commit": ("checkout.services.inbox._settle_held", "after"),
    "after the settling commit, before the reply": ("checkout.webhooks.settle", "after"),
    "after the order's commit, before Stripe is asked": ("checkout.services.starting._session", "before"),
    "after Stripe made the session, before it is stored": ("checkout.services.starting._session", "after"),
    "before Stripe refunds": ("checkout.services.refunds._parts", "after"),
    "after Stripe refunded": ("checkout.services.refunds._catch_up", "before"),
}


def main(database, state, place, work, argument):
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    django.setup()

    from checkout import events, gateways
    from checkout.tests.stripe_double import StripeDouble

    double = StripeDouble.loaded(Path(state))
    gateways.gateway = lambda: double
    for fact in (events.CheckoutStarting, events.OrderSettled, events.OrderRevoked):
        fact.signal.receivers = []
    target, moment = PLACES[place]
    module, _, name = target.rpartition(".")
    __import__(module)
    original = getattr(sys.modules[module], name)

    def fatal(*args, **kwargs):
        if moment == "after":
            original(*args, **kwargs)
        Path(state).write_bytes(pickle.dumps(double.held()))
        os.kill(os.getpid(), signal.SIGKILL)

    with mock.patch(target, fatal):
        WORK[work](argument)


def _deliver(body):
    from django.test import Client

    from checkout.tests.stripe_double import signature_of

    headers = {"stripe-signature": signature_of(body.encode())}
    Client(SERVER_NAME="localhost").post("/webhooks/stripe/", body.encode(), content_type="application/json", headers=headers)


def _start(offer_id):
    from checkout.models import Offer
    from checkout.services import start_checkout

    urls = {"success_url": "https://school.test/done", "cancel_url": "https://school.test/back"}
    start_checkout(offer=Offer.objects.get(pk=offer_id), buyer=None, visitor_key="browser", currency="USD", **urls)


def _refund(order_id):
    from acg.users.models import User
    from checkout.models import Order
    from checkout.services import request_refund

    request_refund(order=Order.objects.get(pk=order_id), by=User.objects.get(role="staff"), reason="Bought twice")


WORK = {"deliver": _deliver, "start": _start, "refund": _refund}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acg.settings")
    main(*sys.argv[1:])
