# ruff: noqa: PLC0415 -- the settings stand before anything may be imported
"""Three handlers as they are often written, kept so that the proof can be seen to fail.

    python -m acg.chaos.tests.bad_handlers naive|trusted|fetch-first EVENTS KILLS

None of them is stupid. Each is what a tutorial, a careful second version and a hurried third one look like.
"""

import json
import os
import sys
from dataclasses import replace


def naive():
    """Believe the payload and act at once: no inbox, no lock, no transaction."""
    _install(believe)


def trusted_snapshot():
    """Believe the payload, but keep each event once, lock the order, and write in one transaction."""
    _install(keep_and_believe)


def keep_and_believe(event):
    from django.db import transaction
    from django.utils import timezone

    from checkout.models import Order, StripeEvent

    with transaction.atomic():
        fields = {"type": event["type"], "created": timezone.now(), "raw": b"{}", "state": "done"}
        if StripeEvent.objects.get_or_create(event_id=event["id"], defaults=fields)[1]:
            order = _order_of(event)
            if order is not None:
                Order.objects.select_for_update().get(pk=order.pk)
                believe(event)


def fetch_before_lock():
    """Ask Stripe first and lock the order afterwards, so that nobody waits long for the lock: the older answer may be written last."""
    from checkout.services import inbox

    inbox.settle_order = fetched_before_lock


def fetched_before_lock(*, order_id, hint=None, heard_at=None):
    from django.db import transaction

    from checkout.models import Order
    from checkout.services import settling
    from checkout.services.consequences import apply
    from checkout.services.deriving import derive

    order = Order.objects.get(pk=order_id)
    objects = settling._fetch(order, hint or settling.NOTHING, deadline=float("inf"))
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=order_id)
        apply(order, derive(settling._facts(order), objects))
        return order


def _install(handle):
    """Put a handler in the place of the inbox, and let the clock only send mails: these handlers have nothing to finish later."""
    from acg.chaos import workers
    from acg.events.services import relay_due
    from checkout import gateways, webhooks

    def receive(*, body, signature):
        gateways.gateway().verify(body, signature)
        handle(json.loads(body))
        return ""

    webhooks.receive_webhook, webhooks.settle = receive, lambda _event_id: True
    workers.run_minute = relay_due


def _order_of(event):
    from checkout.models import Order

    thing = event["data"]["object"]
    name = (thing.get("metadata") or {}).get("order")
    found = (
        Order.objects.filter(public_id=name) if name else Order.objects.filter(payment_intent_id=thing.get("payment_intent") or "?")
    )
    return found.first()


def believe(event):
    """Do what the event says, as it says it."""
    from django.utils import timezone

    from acg.events.services import publish
    from acg.users.services import find_or_create_user
    from checkout.events import OrderRevoked, OrderSettled, ReceiptDue, RefundNoticeDue
    from checkout.models import LedgerEntry, OrderLine

    order, kind, thing = _order_of(event), event["type"], event["data"]["object"]
    if order is None:
        return
    subject = f"order:{order.public_id}"

    def book(row, key, amount):
        LedgerEntry.objects.get_or_create(
            kind=row, stripe_id=key, defaults={"order": order, "amount_minor": amount, "currency": "USD"}
        )

    if kind in {"checkout.session.completed", "checkout.session.async_payment_succeeded"} and thing["payment_status"] == "paid":
        email = thing["customer_details"]["email"]
        buyer = order.buyer or find_or_create_user(email=email)[0]
        order.buyer, order.state, order.settled_at, order.payment_intent_id = (
            buyer,
            "settled",
            timezone.now(),
            thing["payment_intent"],
        )
        order.save()
        book("payment", thing["payment_intent"], thing["amount_total"])
        ids = tuple(pk for line in OrderLine.objects.filter(order=order) for pk in line.course_ids)
        fact = OrderSettled(str(order.public_id), buyer.pk, ids, all_courses=False)
        OrderSettled.signal.send(sender=OrderSettled, fact=fact)
        publish(ReceiptDue(str(order.public_id), is_new_account=False), subject=subject)
    elif kind == "charge.refunded" and thing["refunded"]:
        order.state = "refunded"
        order.save()
        OrderRevoked.signal.send(sender=OrderRevoked, fact=OrderRevoked(str(order.public_id), reason="refunded"))
    elif kind == "refund.created":
        book("refund", thing["id"], -thing["amount"])
        notice = RefundNoticeDue(str(order.public_id), thing["amount"], "USD", is_access_over=False, refund_id=thing["id"])
        publish(notice, subject=subject)
    elif kind == "checkout.session.expired":
        order.state = "expired"
        order.save()


HANDLERS = {"naive": naive, "trusted": trusted_snapshot, "fetch-first": fetch_before_lock}


def judged(name, *, is_refunding, **sizes):
    """Run the storm with a bad handler, over the plots that it was written for.

    Args:
        name: of HANDLERS.
        is_refunding: three of four purchases are refunded, so that few of them show what many would.
        sizes: as `Plan` takes them.
    """
    from acg.chaos import truth
    from acg.chaos.running import Plan, run

    forgotten = ("bank", "disputed", "known address", "declined", "second click", "left open")
    simple = {plot: played for plot, played in truth.PLOTS.items() if not any(word in plot for word in forgotten)}
    if is_refunding:
        weights = {"paid": 1, "refunded": 2, "refunded in two parts": 1}
        simple = {plot: (weight, truth.PLOTS[plot][1]) for plot, weight in weights.items()}
    truth.PLOTS = simple
    return run(replace(Plan(**sizes), handler=HANDLERS[name]))


def told(report):
    """Return what was found, as JSON."""
    words = {"purchases": report.counts["purchases"], "wrong": report.wrong_without_loss, "free_rides": report.free_rides}
    return json.dumps(words | {"breaches": report.breaches})


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acg.settings")
    django.setup()
    handler, events, kills, is_refunding, schema = [*sys.argv[1:], "", ""][:5]
    sizes = {"events": int(events), "kills": int(kills), "restarts": 0, "coupon_rounds": 0, "schema_from": schema}
    sys.stdout.write(told(judged(handler, is_refunding=is_refunding == "refunding", **sizes)) + "\n")
