"""Requests as Stripe takes them: nested form fields, known parameters only, errors in Stripe's words.

https://docs.stripe.com/api/errors
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

part = re.compile(r"\[([^\[\]]*)\]")

# What each call takes, as Stripe documents it; `*` stands for any key (metadata) or index of a list.
Allowed = Mapping[str, Any]
ANY: Allowed = {"*": None}
LIST: Allowed = {"limit": None, "starting_after": None, "ending_before": None, "expand": ANY}
RANGE: Allowed = {"gt": None, "gte": None, "lt": None, "lte": None}
CREATE_SESSION: Allowed = {
    "adaptive_pricing": {"enabled": None},
    "automatic_tax": {"enabled": None},
    "billing_address_collection": None,
    "cancel_url": None,
    "client_reference_id": None,
    "customer": None,
    "customer_creation": None,
    "customer_email": None,
    "customer_update": {"address": None, "name": None},
    "discounts": {"*": {"coupon": None}},
    "expand": ANY,
    "expires_at": None,
    "line_items": {
        "*": {
            "price": None,
            "quantity": None,
            "price_data": {
                "currency": None,
                "unit_amount": None,
                "product_data": {"name": None, "description": None, "metadata": ANY},
                "tax_behavior": None,
            },
        }
    },
    "locale": None,
    "metadata": ANY,
    "mode": None,
    "payment_intent_data": {"metadata": ANY, "description": None},
    "payment_method_collection": None,
    "submit_type": None,
    "subscription_data": {"description": None, "metadata": ANY, "trial_period_days": None},
    "success_url": None,
    "tax_id_collection": {"enabled": None},
}
CREATE_REFUND: Allowed = {"amount": None, "charge": None, "expand": ANY, "metadata": ANY, "payment_intent": None, "reason": None}
RETRIEVE: Allowed = {"expand": ANY}


class StripeError(Exception):
    """An error answer.

    Args:
        status: of HTTP.
        kind: Stripe's `type`.
        code: Stripe's `code`.
        message: for developers.
        param: the parameter it is about.
    """

    def __init__(self, status: int, kind: str, code: str, message: str, param: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "code": code, "message": message} | ({"param": param} if param else {})}


def bad_request(code: str, message: str, param: str = "", status: int = 400) -> StripeError:
    """Return an `invalid_request_error`."""
    return StripeError(status, "invalid_request_error", code, message, param)


def missing(kind: str, key: str) -> StripeError:
    """Return the error for an id that names nothing."""
    return bad_request("resource_missing", f"No such {kind}: '{key}'", "id", 404)


def parse(encoded: str, allowed: Allowed) -> dict[str, Any]:
    """Return form fields as nested dictionaries; lists are dictionaries by index, as Stripe sends them.

    Raises:
        StripeError: `parameter_unknown` for what the call does not take.
    """
    fields: dict[str, Any] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        path = [name.partition("[")[0], *part.findall(name)]
        _check(path, allowed, name)
        inner = fields
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        last = path[-1] or str(len(inner))
        inner[last] = value
    return fields


def _check(path: list[str], allowed: Allowed, name: str) -> None:
    level: Allowed | None = allowed
    for step in path:
        if level is None or (step not in level and "*" not in level):
            raise bad_request("parameter_unknown", f"Received unknown parameter: {name}", name)
        level = level[step] if step in level else level["*"]
    if level is not None:
        raise bad_request("parameter_invalid_empty", f"Invalid object: {name}", name)


def whole(fields: Mapping[str, Any], name: str, *, lowest: int = 0) -> int:
    """Return a required whole number.

    Raises:
        StripeError: `parameter_missing`, `parameter_invalid_integer`.
    """
    value = required(fields, name)
    if not value.isascii() or not value.isdecimal() or int(value) < lowest:
        raise bad_request("parameter_invalid_integer", f"Invalid integer: {value}", name)
    return int(value)


def required(fields: Mapping[str, Any], name: str) -> Any:
    """Return a required parameter.

    Raises:
        StripeError: `parameter_missing`.
    """
    if fields.get(name) in {None, ""} if not isinstance(fields.get(name), dict) else False:
        raise bad_request("parameter_missing", f"Missing required param: {name}.", name)
    return fields[name]
