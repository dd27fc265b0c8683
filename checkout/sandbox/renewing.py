"""What becomes of a subscription after it was begun: changes, renewals, retries, its end.

https://docs.stripe.com/billing/subscriptions/overview#subscription-lifecycle
"""

from collections.abc import Iterator

from django.db import transaction

from checkout.sandbox import clock
from checkout.sandbox.account import find, keep, tell
from checkout.sandbox.invoicing import charge_of, declined, line, make_invoice, pay_invoice
from checkout.sandbox.models import Clock, StripeObject
from checkout.sandbox.requests import bad_request, required, whole
from checkout.sandbox.shapes import Json
from checkout.sandbox.subscribing import hosted_url

ALIVE = {"trialing", "active", "past_due"}
OVER = {"canceled", "incomplete_expired"}
PRORATIONS = {"always_invoice", "none"}
MOST_STEPS = 10_000


@transaction.atomic
def update(subscription_id: str, fields: Json, *, endpoint: str) -> Json:
    """Change a subscription (https://docs.stripe.com/api/subscriptions/update).

    Raises:
        StripeError: it is over, a parameter is wrong, or the difference cannot be paid.
    """
    subscription: Json = find("subscription", subscription_id, lock=True).data
    if subscription["status"] in OVER:
        raise bad_request("resource_missing", f"No such subscription: '{subscription_id}'", "id", 404)
    item = subscription["items"]["data"][0]
    if fields.get("cancel_at_period_end") == "true":
        end = item["current_period_end"]
        subscription |= {"cancel_at_period_end": True, "cancel_at": end, "canceled_at": clock.now()}
    elif fields.get("cancel_at_period_end") == "false" or fields.get("cancel_at") == "":
        subscription |= {"cancel_at_period_end": False, "cancel_at": None, "canceled_at": None}
    elif "cancel_at" in fields:
        subscription |= {"cancel_at": whole(fields, "cancel_at"), "canceled_at": clock.now()}
    if "metadata" in fields:
        subscription["metadata"] |= fields["metadata"]
    if "pause_collection" in fields:
        wish = fields["pause_collection"]
        subscription["pause_collection"] = {"behavior": required(wish, "behavior"), "resumes_at": None} if wish else None
    for wish in fields.get("items", {}).values():
        if required(wish, "id") != item["id"]:
            raise bad_request("resource_missing", f"No such subscription item: '{wish['id']}'", "items[0][id]", 404)
        price = find("price", wish["price"]).data if "price" in wish else item["price"]
        quantity = whole(wish, "quantity", lowest=1) if "quantity" in wish else item["quantity"]
        _switch(subscription, price, quantity, fields, endpoint=endpoint)
    keep(subscription)
    tell("customer.subscription.updated", subscription, endpoint)
    return subscription


def _switch(subscription: Json, price: Json, quantity: int, fields: Json, *, endpoint: str) -> None:
    """Give a subscription another price or quantity; what is left of the old one is credited, and the difference paid at once."""
    behavior = fields.get("proration_behavior", "create_prorations")
    if behavior not in PRORATIONS:
        raise bad_request("parameter_invalid_empty", f"The sandbox does not know this proration_behavior: {behavior}")
    item, moment = subscription["items"]["data"][0], clock.now()
    old, start, end = item["price"], item["current_period_start"], item["current_period_end"]
    if (old["id"], item["quantity"]) == (price["id"], quantity):
        return
    before, after = charge_of(item), price["unit_amount"] * quantity
    item |= {"price": price, "quantity": quantity}
    if subscription["status"] == "trialing":
        return
    credit = before * (end - moment) // max(end - start, 1)
    interval = price["recurring"]["interval"]
    amount = after * (end - moment) // max(end - start, 1)
    if interval != old["recurring"]["interval"]:
        amount, end = after, clock.next_end(moment, moment, interval)
        subscription["billing_cycle_anchor"] = moment
        item |= {"current_period_start": moment, "current_period_end": end}
    if behavior == "none":
        return
    lines = [
        line(subscription, amount=-credit, start=moment, end=end, is_proration=True),
        line(subscription, amount=amount, start=moment, end=end, is_proration=interval == old["recurring"]["interval"]),
    ]
    invoice = make_invoice(
        subscription, reason="subscription_update", lines=lines, endpoint=endpoint, hosted_url=hosted_url(endpoint)
    )
    if not pay_invoice(invoice, endpoint=endpoint):
        if fields.get("payment_behavior") == "error_if_incomplete":
            raise declined()
        subscription["status"] = "past_due"


@transaction.atomic
def end_now(subscription_id: str, *, endpoint: str) -> Json:
    """End a subscription at once (https://docs.stripe.com/api/subscriptions/cancel).

    Raises:
        StripeError: it is over.
    """
    subscription: Json = find("subscription", subscription_id, lock=True).data
    if subscription["status"] in OVER:
        raise bad_request("resource_missing", f"No such subscription: '{subscription_id}'", "id", 404)
    return _end(subscription, endpoint=endpoint)


def _end(subscription: Json, *, endpoint: str) -> Json:
    moment = clock.now()
    subscription |= {"status": "canceled", "ended_at": moment, "canceled_at": subscription["canceled_at"] or moment}
    keep(subscription)
    tell("customer.subscription.deleted", subscription, endpoint)
    return subscription


@transaction.atomic
def pay_open_invoice(invoice_id: str, *, endpoint: str) -> bool:
    """Let a member pay an open invoice by hand, with the card that is kept; return whether it is paid.

    Raises:
        StripeError: it is not open.
    """
    invoice: Json = find("invoice", invoice_id, lock=True).data
    if invoice["status"] != "open":
        raise bad_request("invoice_not_editable", f"This invoice is {invoice['status']}.")
    subscription: Json = find("subscription", invoice["parent"]["subscription_details"]["subscription"], lock=True).data
    return _try(subscription, invoice, endpoint=endpoint)


def _try(subscription: Json, invoice: Json, *, endpoint: str) -> bool:
    """Try to pay an invoice, and bring its subscription to where that leaves it."""
    before = subscription["status"]
    is_paid = pay_invoice(invoice, endpoint=endpoint)
    is_latest = subscription["latest_invoice"] == invoice["id"]
    if is_paid and is_latest and before in {"past_due", "unpaid"}:
        subscription["status"] = "active"
    elif not is_paid and before in ALIVE:
        subscription["status"] = "past_due"
        if invoice["next_payment_attempt"] is None:
            if Clock.held().after_retries == "canceled":
                _end(subscription, endpoint=endpoint)
                return False
            subscription["status"] = "unpaid"
    keep(subscription)
    if subscription["status"] != before:
        tell("customer.subscription.updated", subscription, endpoint)
    return is_paid


@transaction.atomic
def advance(moment: int, *, endpoint: str) -> int:
    """Move the account's time on, and let everything happen that falls due meanwhile, in its order; return how much that was.

    Raises:
        StripeError: the moment is past.
    """
    Clock.held()
    if moment < clock.now():
        raise bad_request("parameter_invalid_integer", "A clock only goes forward.", "frozen_time")
    for count in range(MOST_STEPS):
        due = min(_due(), key=lambda found: found[:3], default=None)
        if due is None or due[0] > moment:
            clock.set_to(moment)
            return count
        clock.set_to(max(due[0], clock.now()))
        _step(due[1], due[2], endpoint=endpoint)
    raise bad_request("rate_limit", "Too much falls due: move the clock in smaller steps.")


def _due() -> Iterator[tuple[int, str, str]]:
    """Yield what falls due, and when: the ends of periods and the retries of open invoices."""
    for row in StripeObject.objects.filter(object="subscription", data__status__in=ALIVE):
        end = row.data["items"]["data"][0]["current_period_end"]
        yield min(end, row.data["cancel_at"] or end), "subscription", row.id
    for row in StripeObject.objects.filter(object="invoice", data__status="open"):
        if row.data["next_payment_attempt"]:
            yield row.data["next_payment_attempt"], "invoice", row.id


def _step(kind: str, key: str, *, endpoint: str) -> None:
    thing: Json = find(kind, key, lock=True).data
    if kind == "invoice":
        subscription: Json = find("subscription", thing["parent"]["subscription_details"]["subscription"], lock=True).data
        if subscription["status"] in OVER:
            keep(thing | {"next_payment_attempt": None})
        else:
            _try(subscription, thing, endpoint=endpoint)
    elif thing["cancel_at"] and thing["cancel_at"] <= clock.now():
        _end(thing, endpoint=endpoint)
    else:
        _renew(thing, endpoint=endpoint)


def _renew(subscription: Json, *, endpoint: str) -> None:
    """Begin the next period and ask for its money."""
    item = subscription["items"]["data"][0]
    price, start = item["price"], item["current_period_end"]
    end = clock.next_end(subscription["billing_cycle_anchor"], start, price["recurring"]["interval"])
    item |= {"current_period_start": start, "current_period_end": end}
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    keep(subscription)
    lines = [line(subscription, amount=charge_of(item), start=start, end=end)]
    invoice = make_invoice(
        subscription, reason="subscription_cycle", lines=lines, endpoint=endpoint, hosted_url=hosted_url(endpoint)
    )
    keep(subscription)
    if subscription["pause_collection"]:
        keep(invoice | {"status": "void"})
        tell("invoice.voided", invoice | {"status": "void"}, endpoint)
    else:
        _try(subscription, invoice, endpoint=endpoint)
    tell("customer.subscription.updated", find("subscription", subscription["id"]).data, endpoint)
