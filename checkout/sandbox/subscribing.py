"""Subscriptions: begun on a payment page, changed, renewed by the clock, ended (https://docs.stripe.com/api/subscriptions)."""

from urllib.parse import urljoin

from django.db import transaction

from checkout.sandbox import clock
from checkout.sandbox.account import DAY, HALF_AN_HOUR, find, keep, open_session, public_session, tell
from checkout.sandbox.catalogue import create_customer
from checkout.sandbox.invoicing import charge_of, declined, line, make_invoice, pay_invoice
from checkout.sandbox.requests import bad_request, required, whole
from checkout.sandbox.shapes import Json, new_id

WHOLE = 100


@transaction.atomic
def create_session(fields: Json, *, pay_url: str, moment: int) -> Json:
    """Open a payment page that begins a subscription (https://docs.stripe.com/api/checkout/sessions/create).

    Args:
        fields: the request's parameters.
        pay_url: the address of payment pages; the session's id is put behind it.
        moment: the world's time, which payment pages keep to.

    Raises:
        StripeError: a parameter is missing or wrong.
    """
    required(fields, "success_url")
    if "payment_intent_data" in fields:
        raise bad_request("parameter_invalid_empty", "You can not pass `payment_intent_data` in `subscription` mode.")
    if "customer" in fields and "customer_email" in fields:
        raise bad_request("parameter_invalid_empty", "You may only specify one of these parameters: customer, customer_email.")
    expires_at = whole(fields, "expires_at") if "expires_at" in fields else moment + DAY
    if not moment + HALF_AN_HOUR - 60 <= expires_at <= moment + DAY + 60:
        raise bad_request("parameter_invalid_integer", "expires_at must be between 30 minutes and 24 hours from now.", "expires_at")
    customer = find("customer", fields["customer"]).data if "customer" in fields else None
    (wanted,) = required(fields, "line_items").values()
    price = find("price", required(wanted, "price")).data
    coupons = [find("coupon", required(wish, "coupon")).data for wish in fields.get("discounts", {}).values()]
    begun = fields.get("subscription_data", {})
    trial_days = whole(begun, "trial_period_days", lowest=1) if "trial_period_days" in begun else 0
    quantity = whole(wanted, "quantity", lowest=1) if "quantity" in wanted else 1
    amount = price["unit_amount"] * quantity
    discount = 0 if trial_days else sum((amount * coupon["percent_off"] + WHOLE // 2) // WHOLE for coupon in coupons)
    total = 0 if trial_days else amount - discount
    key = new_id("cs_test")
    product = find("product", price["product"]).data
    item = {"id": new_id("li"), "object": "item", "amount_total": total, "currency": price["currency"], "quantity": quantity}
    session: Json = {
        "id": key,
        "object": "checkout.session",
        "amount_subtotal": total + discount,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": fields.get("cancel_url"),
        "client_reference_id": fields.get("client_reference_id"),
        "created": moment,
        "currency": price["currency"],
        "customer": customer["id"] if customer else None,
        "customer_details": None,
        "customer_email": customer["email"] if customer else fields.get("customer_email"),
        "expires_at": expires_at,
        "invoice": None,
        "line_items": {
            "object": "list",
            "data": [item | {"description": product["name"], "price": price}],
            "has_more": False,
            "url": f"/v1/checkout/sessions/{key}/line_items",
        },
        "livemode": False,
        "locale": fields.get("locale"),
        "metadata": fields.get("metadata", {}),
        "mode": "subscription",
        "payment_intent": None,
        "payment_intent_data": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "status": "open",
        "subscription": None,
        "subscription_data": begun | {"coupons": [coupon["id"] for coupon in coupons], "trial_days": trial_days},
        "success_url": fields["success_url"],
        "total_details": {"amount_discount": discount, "amount_shipping": 0, "amount_tax": 0},
        "url": f"{pay_url}{key}",
    }
    keep(session)
    return session


@transaction.atomic
def pay(session_id: str, *, email: str, name: str, endpoint: str) -> Json:
    """Let a buyer begin the subscription of an open session.

    Raises:
        StripeError: the session is not open, or the buyer's card is refused.
    """
    session: Json = open_session(session_id).data
    who = session["customer"]
    customer = find("customer", who).data if who else create_customer({"email": email, "name": name})
    subscription = _begun(session, customer)
    item = subscription["items"]["data"][0]
    start, end = item["current_period_start"], item["current_period_end"]
    amount = 0 if subscription["trial_end"] else charge_of(item)
    lines = [line(subscription, amount=amount, start=start, end=end)]
    invoice = make_invoice(
        subscription, reason="subscription_create", lines=lines, endpoint=endpoint, hosted_url=hosted_url(endpoint)
    )
    tell("customer.subscription.created", subscription, endpoint)
    if not pay_invoice(invoice, endpoint=endpoint):
        raise declined()
    session |= {
        "status": "complete",
        "payment_status": "paid" if invoice["amount_paid"] else "no_payment_required",
        "customer": customer["id"],
        "customer_details": {
            "email": customer["email"],
            "name": customer["name"],
            "phone": None,
            "tax_exempt": "none",
            "tax_ids": [],
        },
        "subscription": subscription["id"],
        "invoice": invoice["id"],
        "payment_intent": None,
        "url": None,
    }
    keep(subscription)
    keep(session)
    tell("checkout.session.completed", public_session(session), endpoint)
    return session


def hosted_url(address: str) -> str:
    """Return the address of invoices, from any address of this server."""
    return urljoin(address, "/_stripe/invoices/")


def _begun(session: Json, customer: Json) -> Json:
    sold, data, moment = session["line_items"]["data"][0], session["subscription_data"], clock.now()
    price = sold["price"]
    interval, key = price["recurring"]["interval"], new_id("sub")
    trial_end = moment + data["trial_days"] * DAY if data["trial_days"] else None
    end = trial_end or clock.next_end(moment, moment, interval)
    discounts = []
    for coupon in data["coupons"]:
        source = {"coupon": coupon, "type": "coupon"}
        discount = {"id": new_id("di"), "object": "discount", "customer": customer["id"], "source": source, "start": moment}
        keep(discount | {"end": None, "subscription": key})
        discounts.append(discount["id"])
    item = {
        "id": new_id("si"),
        "object": "subscription_item",
        "created": moment,
        "current_period_end": end,
        "current_period_start": moment,
        "discounts": [],
        "metadata": {},
        "price": price,
        "quantity": sold["quantity"],
        "subscription": key,
        "tax_rates": [],
    }
    return {
        "id": key,
        "object": "subscription",
        "automatic_tax": {"enabled": False, "liability": None, "disabled_reason": None},
        "billing_cycle_anchor": trial_end or moment,
        "billing_mode": {"type": "classic"},
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": moment,
        "currency": price["currency"],
        "customer": customer["id"],
        "default_payment_method": None,
        "description": None,
        "discounts": discounts,
        "ended_at": None,
        "items": {"object": "list", "data": [item], "has_more": False, "url": f"/v1/subscription_items?subscription={key}"},
        "latest_invoice": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "pause_collection": None,
        "start_date": moment,
        "status": "trialing" if trial_end else "active",
        "test_clock": None,
        "trial_end": trial_end,
        "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
        "trial_start": moment if trial_end else None,
    }
