"""The pretended account: objects in Stripe's shapes, and what happens to them.

https://docs.stripe.com/api, version 2026-10-28.endive.
"""

import time
from typing import Any

from django.db import transaction

from checkout.sandbox.delivering import announce
from checkout.sandbox.models import Faults, StripeObject
from checkout.sandbox.requests import bad_request, missing, required, whole
from checkout.sandbox.shapes import DECLINED, Json, complete, new_charge, new_id, new_intent

API_VERSION = "2026-10-28.endive"
DAY = 24 * 60 * 60
HALF_AN_HOUR = 30 * 60
CURRENCY_LETTERS = 3


def find(kind: str, key: str, *, lock: bool = False) -> StripeObject:
    """Return an object.

    Raises:
        StripeError: `resource_missing`.
    """
    rows = StripeObject.objects.select_for_update() if lock else StripeObject.objects.all()
    row = rows.filter(object=kind, id=key).first()
    if row is None:
        raise missing(kind, key)
    return row


def keep(data: Json) -> StripeObject:
    """Store an object, new or changed."""
    return StripeObject.objects.update_or_create(id=data["id"], defaults={"object": data["object"], "data": data})[0]


@transaction.atomic
def create_session(fields: Json, *, pay_url: str) -> Json:
    """Open a payment page (https://docs.stripe.com/api/checkout/sessions/create).

    Args:
        fields: the request's parameters.
        pay_url: the address of payment pages; the session's id is put behind it.

    Raises:
        StripeError: a parameter is missing or wrong.
    """
    if required(fields, "mode") != "payment":
        raise bad_request("parameter_invalid_empty", "The sandbox knows the modes payment and subscription.", "mode")
    required(fields, "success_url")
    now = int(time.time())
    expires_at = whole(fields, "expires_at") if "expires_at" in fields else now + DAY
    if not now + HALF_AN_HOUR - 60 <= expires_at <= now + DAY + 60:
        raise bad_request("parameter_invalid_integer", "expires_at must be between 30 minutes and 24 hours from now.", "expires_at")
    lines = [_line(line) for line in required(fields, "line_items").values()]
    total = sum(line["amount_total"] for line in lines)
    has_tax = fields.get("automatic_tax", {}).get("enabled") == "true"
    if has_tax and any(line["price_data"].get("tax_behavior") != "inclusive" for line in fields["line_items"].values()):
        raise bad_request("parameter_invalid_empty", "The sandbox knows prices that include their tax only.", "automatic_tax")
    asks_tax_id = fields.get("tax_id_collection", {}).get("enabled") == "true"
    key = new_id("cs_test")
    session: Json = {
        "id": key,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": fields.get("adaptive_pricing", {}).get("enabled") == "true"},
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {
            "enabled": has_tax,
            "liability": {"type": "self"} if has_tax else None,
            "provider": "stripe" if has_tax else None,
            "status": "requires_location_inputs" if has_tax else None,
        },
        "billing_address_collection": fields.get("billing_address_collection"),
        "cancel_url": fields.get("cancel_url"),
        "client_reference_id": fields.get("client_reference_id"),
        "created": now,
        "currency": lines[0]["currency"],
        "customer": None,
        "customer_details": None,
        "customer_email": fields.get("customer_email"),
        "expires_at": expires_at,
        "line_items": {"object": "list", "data": lines, "has_more": False, "url": f"/v1/checkout/sessions/{key}/line_items"},
        "livemode": False,
        "locale": fields.get("locale"),
        "metadata": fields.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_intent_data": fields.get("payment_intent_data", {}),
        "payment_method_types": ["card", "us_bank_account"],
        "payment_status": "unpaid" if total else "no_payment_required",
        "status": "open",
        "success_url": fields["success_url"],
        "tax_id_collection": {"enabled": asks_tax_id, "required": "never"},
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "url": f"{pay_url}{key}",
    }
    keep(session)
    return session


def _line(line: Json) -> Json:
    price = required(line, "price_data")
    quantity = whole(line, "quantity", lowest=1) if "quantity" in line else 1
    amount, currency = whole(price, "unit_amount"), required(price, "currency")
    if len(currency) != CURRENCY_LETTERS or not currency.isalpha():
        raise bad_request("parameter_invalid_string_blank", f"Invalid currency: {currency}", "line_items[0][price_data][currency]")
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_total": amount * quantity,
        "currency": currency.lower(),
        "description": required(required(price, "product_data"), "name"),
        "quantity": quantity,
    }


def public_session(session: Json) -> Json:
    """Return a session as the interface shows it: without what only creating it named, nor the lines unless expanded."""
    hidden = {"billing", "payment_intent_data", "subscription_data", "line_items"}
    return {name: value for name, value in session.items() if name not in hidden}


@transaction.atomic
def pay(session_id: str, *, email: str, name: str, endpoint: str) -> Json:
    """Let a buyer pay an open session by card.

    Raises:
        StripeError: the session is not open.
    """
    session: Json = open_session(session_id).data
    intent = intent_of(session, "succeeded", amount_received=session["amount_total"], latest_charge=new_id("ch"))
    charge = new_charge(intent, email=email, name=name, status="succeeded")
    complete(session, intent, email=email, name=name, payment_status="paid")
    for thing in (intent, charge, session):
        keep(thing)
    tell("payment_intent.succeeded", intent, endpoint)
    tell("charge.succeeded", charge, endpoint)
    tell("checkout.session.completed", public_session(session), endpoint)
    return session


@transaction.atomic
def decline(session_id: str, *, endpoint: str) -> None:
    """Let the buyer's card be declined: the session stays open (https://docs.stripe.com/declines).

    Raises:
        StripeError: the session is not open.
    """
    session = open_session(session_id).data
    intent = intent_of(session, "requires_payment_method", last_payment_error=DECLINED)
    keep(session)
    keep(intent)
    tell("payment_intent.payment_failed", intent, endpoint)


@transaction.atomic
def expire(session_id: str, *, endpoint: str) -> Json:
    """Close an open session (https://docs.stripe.com/api/checkout/sessions/expire).

    Raises:
        StripeError: it is not open.
    """
    session: Json = {**open_session(session_id).data, "status": "expired", "url": None}
    keep(session)
    tell("checkout.session.expired", public_session(session), endpoint)
    return session


def close_overdue(session_id: str, *, endpoint: str) -> None:
    """Close a session whose time is over, as Stripe does by itself."""
    session = find("checkout.session", session_id).data
    if session["status"] == "open" and session["expires_at"] <= time.time():
        expire(session_id, endpoint=endpoint)


@transaction.atomic
def create_refund(fields: Json, *, endpoint: str) -> Json:
    """Send money back (https://docs.stripe.com/api/refunds/create).

    Raises:
        StripeError: nothing is left to refund, or a parameter is wrong.
    """
    intent = _refunded_intent(fields)
    charge = find("charge", intent["latest_charge"], lock=True).data if intent.get("latest_charge") else None
    if charge is None or intent["status"] != "succeeded":
        raise bad_request("charge_not_refundable", f"{intent['id']} has no successful charge to refund.", "payment_intent")
    if StripeObject.objects.filter(object="dispute", data__charge=charge["id"], data__is_charge_refundable=False).exists():
        raise bad_request("charge_disputed", f"Charge {charge['id']} has been charged back; cannot issue a refund.")
    left = charge["amount"] - charge["amount_refunded"]
    amount = whole(fields, "amount", lowest=1) if "amount" in fields else left
    if not left:
        raise bad_request("charge_already_refunded", f"Charge {charge['id']} has already been refunded.")
    if amount > left:
        raise bad_request(
            "amount_too_large", f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount"
        )
    refund: Json = {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": int(time.time()),
        "currency": charge["currency"],
        "destination_details": {"type": "card", "card": {"type": "refund"}},
        "metadata": fields.get("metadata", {}),
        "payment_intent": intent["id"],
        "reason": fields.get("reason"),
        "receipt_number": None,
        "status": "pending" if Faults.now().refunds_wait else "succeeded",
    }
    charge |= {"amount_refunded": charge["amount_refunded"] + amount, "refunded": amount == left}
    keep(refund)
    keep(charge)
    tell("refund.created", refund, endpoint)
    tell("charge.refunded", charge, endpoint)
    return refund


def _refunded_intent(fields: Json) -> Json:
    if "charge" in fields:
        return dict(find("payment_intent", find("charge", fields["charge"]).data["payment_intent"]).data)
    return dict(find("payment_intent", required(fields, "payment_intent")).data)


def open_session(session_id: str) -> StripeObject:
    """Return a session that can be paid, locked.

    Raises:
        StripeError: it is not open.
    """
    row = find("checkout.session", session_id, lock=True)
    if row.data["status"] != "open":
        raise bad_request("resource_invalid_state", f"This Checkout Session is {row.data['status']}.")
    return row


def intent_of(session: Json, status: str, *, method: str = "card", **fields: Any) -> Json:
    """Return the payment intent of a session as a step leaves it: made at the first, the same one afterwards; neither is stored yet."""
    intent = new_intent(session, status, method=method, **fields)
    if session["payment_intent"]:
        held = find("payment_intent", session["payment_intent"], lock=True).data
        intent |= {"id": held["id"], "created": held["created"]}
    session["payment_intent"] = intent["id"]
    return intent


def tell(event_type: str, thing: Json, endpoint: str) -> None:
    """Make an event with a snapshot, and send it on its way (https://docs.stripe.com/api/events/object)."""
    event = keep(
        {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": int(time.time()),
            "data": {"object": thing},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": event_type,
        }
    )
    announce(event, endpoint)
