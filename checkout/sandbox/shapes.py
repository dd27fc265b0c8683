"""Objects in Stripe's shapes: what comes into being when a buyer pays."""

import secrets
import time
from typing import Any

Json = dict[str, Any]
DECLINED = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "message": "Your card was declined.",
}


def new_id(prefix: str) -> str:
    """Return an id in Stripe's form."""
    return f"{prefix}_{secrets.token_hex(12)}"


def new_intent(session: Json, status: str, *, method: str = "card", **fields: Any) -> Json:
    """Return the payment intent of a session (https://docs.stripe.com/api/payment_intents/object)."""
    return {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "capture_method": "automatic_async",
        "created": int(time.time()),
        "currency": session["currency"],
        "customer": session["customer"],
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": session["payment_intent_data"].get("metadata", {}),
        "next_action": None,
        "payment_method_types": [method],
        "status": status,
    } | fields


def new_charge(intent: Json, *, email: str, name: str, status: str) -> Json:
    """Return the charge that a payment intent names as its latest (https://docs.stripe.com/api/charges/object)."""
    (method,) = intent["payment_method_types"]
    details = {"card": {"brand": "visa", "last4": "4242"}, "us_bank_account": {"bank_name": "Test Bank", "last4": "6789"}}
    return {
        "id": intent["latest_charge"],
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if status == "succeeded" else 0,
        "amount_refunded": 0,
        "billing_details": {"email": email, "name": name},
        "captured": status == "succeeded",
        "created": intent["created"],
        "currency": intent["currency"],
        "customer": intent["customer"],
        "disputed": False,
        "livemode": False,
        "metadata": intent["metadata"],
        "paid": status == "succeeded",
        "payment_intent": intent["id"],
        "payment_method_details": {"type": method, method: details[method]},
        "refunded": False,
        "status": status,
    }


def complete(session: Json, intent: Json, *, email: str, name: str, payment_status: str) -> None:
    """Mark a session as submitted by its buyer; it is not stored yet."""
    session |= {
        "status": "complete",
        "payment_status": payment_status,
        "payment_intent": intent["id"],
        "customer_details": {"email": email, "name": name, "phone": None, "tax_exempt": "none", "tax_ids": []}
        | session.get("billing", {}),
        "url": None,
    }
