"""Invoices of subscriptions, and the attempts to pay them (https://docs.stripe.com/api/invoices)."""

from checkout.sandbox import clock
from checkout.sandbox.account import find, keep, tell
from checkout.sandbox.catalogue import BAD_CARD
from checkout.sandbox.models import StripeObject
from checkout.sandbox.requests import StripeError
from checkout.sandbox.shapes import DECLINED, Json, new_charge, new_id, new_intent

DAY = 24 * 60 * 60
RETRIES = (3 * DAY, 5 * DAY, 7 * DAY)  # https://docs.stripe.com/billing/revenue-recovery/smart-retries
WHOLE = 100


def charge_of(item: Json) -> int:
    """Return what a subscription's item costs a period, in minor units."""
    amount: int = item["price"]["unit_amount"] * item["quantity"]
    return amount


def line(subscription: Json, *, amount: int, start: int, end: int, is_proration: bool = False) -> Json:
    """Return what an invoice charges, or credits, for a time."""
    item = subscription["items"]["data"][0]
    details = {
        "invoice_item": None,
        "proration": is_proration,
        "proration_details": None,
        "subscription": subscription["id"],
        "subscription_item": item["id"],
    }
    return {
        "id": new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": subscription["currency"],
        "description": None,
        "discount_amounts": [],
        "discountable": not is_proration,
        "discounts": [],
        "livemode": False,
        "metadata": subscription["metadata"],
        "parent": {"invoice_item_details": None, "subscription_item_details": details, "type": "subscription_item_details"},
        "period": {"start": start, "end": end},
        "pricing": {
            "price_details": {"price": item["price"]["id"], "product": item["price"]["product"]},
            "type": "price_details",
            "unit_amount_decimal": item["price"]["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "subscription": subscription["id"],
        "subtotal": amount,
        "taxes": [],
    }


def make_invoice(subscription: Json, *, reason: str, lines: list[Json], endpoint: str, hosted_url: str) -> Json:
    """Write and finalize an invoice: discounts and the customer's balance are used up first."""
    customer = find("customer", subscription["customer"], lock=True).data
    subtotal, moment, key = sum(item["amount"] for item in lines), clock.now(), new_id("in")
    total = subtotal - _discounted(subscription, lines)
    left = total + customer["balance"]
    number = StripeObject.objects.filter(object="invoice").count() + 1
    details = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    invoice: Json = {
        "id": key,
        "object": "invoice",
        "amount_due": max(left, 0),
        "amount_paid": 0,
        "amount_remaining": max(left, 0),
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": moment,
        "currency": subscription["currency"],
        "customer": customer["id"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "ending_balance": min(left, 0),
        "hosted_invoice_url": f"{hosted_url}{key}",
        "lines": {"object": "list", "data": lines, "has_more": False, "url": f"/v1/invoices/{key}/lines"},
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": f"SANDBOX-{number:04d}",
        "parent": {"quote_details": None, "subscription_details": details, "type": "subscription_details"},
        "period_end": moment,
        "period_start": moment,
        "starting_balance": customer["balance"],
        "status": "open",
        "status_transitions": {"finalized_at": moment, "marked_uncollectible_at": None, "paid_at": None, "voided_at": None},
        "subtotal": subtotal,
        "total": total,
        "total_discount_amounts": [],
        "total_taxes": [],
    }
    keep(customer | {"balance": min(left, 0)})
    subscription["latest_invoice"] = key
    keep(invoice)
    tell("invoice.created", invoice | {"status": "draft"}, endpoint)
    tell("invoice.finalized", invoice, endpoint)
    return invoice


def _discounted(subscription: Json, lines: list[Json]) -> int:
    """Return what the subscription's discounts take off, rounded half up; one that counts once is used up by the first charge."""
    base: int = sum(item["amount"] for item in lines if item["discountable"])
    if base <= 0:
        return 0
    taken: int = 0
    for key in list(subscription["discounts"]):
        coupon = find("coupon", find("discount", key).data["source"]["coupon"]).data
        taken += (base * coupon["percent_off"] + WHOLE // 2) // WHOLE
        if coupon["duration"] == "once":
            subscription["discounts"].remove(key)
    return min(taken, base)


def pay_invoice(invoice: Json, *, endpoint: str) -> bool:
    """Try to pay an open invoice with its customer's card; return whether it is paid. The next try is planned when it is not."""
    moment, due = clock.now(), invoice["amount_due"]
    if due:
        customer = find("customer", invoice["customer"]).data
        works = customer["invoice_settings"]["default_payment_method"] != BAD_CARD
        _charge(invoice, customer, works=works, endpoint=endpoint)
        invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
        if not works:
            count = invoice["attempt_count"]
            invoice["next_payment_attempt"] = moment + RETRIES[count - 1] if count <= len(RETRIES) else None
            keep(invoice)
            tell("invoice.payment_failed", invoice, endpoint)
            return False
    invoice["status_transitions"]["paid_at"] = moment
    invoice |= {"status": "paid", "amount_paid": due, "amount_remaining": 0, "next_payment_attempt": None, "attempted": True}
    keep(invoice)
    tell("invoice.paid", invoice, endpoint)
    return True


def _charge(invoice: Json, customer: Json, *, works: bool, endpoint: str) -> None:
    """Let the one payment intent of an invoice succeed or fail."""
    row = StripeObject.objects.filter(object="invoice_payment", data__invoice=invoice["id"]).first()
    link: Json = row.data if row else _payment_of(invoice)
    if row:
        intent: Json = find("payment_intent", link["payment"]["payment_intent"], lock=True).data
    else:
        wanted = {"amount_total": invoice["amount_due"], "payment_intent_data": {}}
        intent = new_intent(wanted | {"currency": invoice["currency"], "customer": customer["id"]}, "requires_payment_method")
        intent["created"] = clock.now()
        link["payment"]["payment_intent"] = intent["id"]
    if works:
        intent |= {
            "status": "succeeded",
            "amount_received": intent["amount"],
            "latest_charge": new_id("ch"),
            "last_payment_error": None,
        }
        charge = new_charge(intent, email=customer["email"], name=customer["name"], status="succeeded")
        link |= {"status": "paid", "amount_paid": intent["amount"]}
        link["status_transitions"]["paid_at"] = clock.now()
        keep(charge)
        tell("charge.succeeded", charge, endpoint)
    else:
        intent["last_payment_error"] = DECLINED
    keep(intent)
    keep(link)
    tell("payment_intent.succeeded" if works else "payment_intent.payment_failed", intent, endpoint)


def _payment_of(invoice: Json) -> Json:
    return {
        "id": new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": clock.now(),
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def with_payments(invoice: Json) -> Json:
    """Return an invoice with its payments, as `expand` shows them."""
    rows = [row.data for row in StripeObject.objects.filter(object="invoice_payment", data__invoice=invoice["id"])]
    return invoice | {"payments": {"object": "list", "data": rows, "has_more": False, "url": "/v1/invoice_payments"}}


def declined() -> StripeError:
    """Return the error of a card that is refused (https://docs.stripe.com/api/errors)."""
    return StripeError(402, DECLINED["type"], DECLINED["code"], DECLINED["message"])
