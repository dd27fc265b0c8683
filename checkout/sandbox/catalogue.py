"""What subscriptions are made of: customers, prices with their products, coupons, portal sessions.

https://docs.stripe.com/api/customers, /prices, /coupons and /customer_portal/sessions
"""

from django.db import transaction

from checkout.sandbox import clock
from checkout.sandbox.account import find, keep
from checkout.sandbox.models import StripeObject
from checkout.sandbox.requests import bad_request, required, whole
from checkout.sandbox.shapes import Json, new_id

GOOD_CARD, BAD_CARD = "pm_card_visa", "pm_card_chargeCustomerFail"
INTERVALS = {"month", "year"}
WHOLE = 100


def create_customer(fields: Json) -> Json:
    """Keep a customer; the card works until the portal or the panel says otherwise."""
    customer: Json = {
        "id": new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": clock.now(),
        "currency": None,
        "delinquent": False,
        "email": fields.get("email"),
        "invoice_settings": {"custom_fields": None, "default_payment_method": GOOD_CARD, "footer": None},
        "livemode": False,
        "metadata": fields.get("metadata", {}),
        "name": fields.get("name"),
        "phone": None,
        "test_clock": fields.get("test_clock"),
    }
    keep(customer)
    return customer


@transaction.atomic
def set_card(customer_id: str, *, works: bool) -> None:
    """Give a customer a card that pays, or one that is refused."""
    customer = find("customer", customer_id, lock=True).data
    customer["invoice_settings"]["default_payment_method"] = GOOD_CARD if works else BAD_CARD
    keep(customer)


@transaction.atomic
def create_price(fields: Json) -> Json:
    """Make a price, with a product when none is named.

    Raises:
        StripeError: a parameter is missing or wrong.
    """
    amount, currency = whole(fields, "unit_amount"), required(fields, "currency")
    interval = fields.get("recurring", {}).get("interval")
    if interval is not None and interval not in INTERVALS:
        raise bad_request("parameter_invalid_empty", f"Invalid recurring[interval]: {interval}", "recurring[interval]")
    product = find("product", fields["product"]).data if "product" in fields else _product(required(fields, "product_data"))
    recurring = {"interval": interval, "interval_count": 1, "meter": None, "trial_period_days": None, "usage_type": "licensed"}
    price: Json = {
        "id": new_id("price"),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": clock.now(),
        "currency": currency.lower(),
        "livemode": False,
        "lookup_key": None,
        "metadata": fields.get("metadata", {}),
        "nickname": fields.get("nickname"),
        "product": product["id"],
        "recurring": recurring if interval else None,
        "tax_behavior": fields.get("tax_behavior", "unspecified"),
        "type": "recurring" if interval else "one_time",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
    }
    keep(price)
    return price


def _product(fields: Json) -> Json:
    product: Json = {
        "id": new_id("prod"),
        "object": "product",
        "active": True,
        "created": clock.now(),
        "description": None,
        "livemode": False,
        "metadata": fields.get("metadata", {}),
        "name": required(fields, "name"),
    }
    keep(product)
    return product


@transaction.atomic
def create_coupon(fields: Json) -> Json:
    """Make a coupon, under an id of the caller's if there is one.

    Raises:
        StripeError: `resource_already_exists`; a parameter is missing or wrong.
    """
    key = fields.get("id") or new_id("cpn")
    if StripeObject.objects.filter(id=key).exists():
        raise bad_request("resource_already_exists", "Coupon already exists.", "id")
    duration = fields.get("duration", "once")
    if duration not in {"once", "forever"}:
        raise bad_request(
            "parameter_invalid_empty", f"The sandbox knows the durations once and forever, not {duration}.", "duration"
        )
    percent = whole(fields, "percent_off", lowest=1)
    if percent > WHOLE:
        raise bad_request("parameter_invalid_integer", "percent_off must be at most 100.", "percent_off")
    coupon: Json = {
        "id": key,
        "object": "coupon",
        "amount_off": None,
        "created": clock.now(),
        "currency": None,
        "duration": duration,
        "duration_in_months": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": fields.get("metadata", {}),
        "name": fields.get("name"),
        "percent_off": percent,
        "redeem_by": None,
        "times_redeemed": 0,
        "valid": True,
    }
    keep(coupon)
    return coupon


def create_portal(fields: Json, *, portal_url: str) -> Json:
    """Open the portal for a customer.

    Raises:
        StripeError: there is no such customer.
    """
    customer = find("customer", required(fields, "customer")).data
    key = new_id("bps")
    session: Json = {
        "id": key,
        "object": "billing_portal.session",
        "configuration": "bpc_sandbox",
        "created": clock.now(),
        "customer": customer["id"],
        "flow": None,
        "livemode": False,
        "locale": fields.get("locale"),
        "on_behalf_of": None,
        "return_url": fields.get("return_url"),
        "url": f"{portal_url}{key}",
    }
    keep(session)
    return session
