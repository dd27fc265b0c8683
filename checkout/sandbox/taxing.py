"""Tax on the pretended account's payment page: contained in the price, by the buyer's country, none for companies abroad.

https://docs.stripe.com/tax/checkout and https://docs.stripe.com/tax/checkout/tax-ids, made simple.
"""

from django.db import transaction

from checkout.sandbox.account import keep, open_session
from checkout.sandbox.requests import bad_request
from checkout.sandbox.shapes import Json

SELLER = "ES"
RATES = {"ES": 21, "DE": 19, "FR": 20, "IE": 23, "IT": 22, "NL": 21, "PT": 23, "GB": 20, "JP": 10, "US": 0}
EUROPEAN = {"ES", "DE", "FR", "IE", "IT", "NL", "PT"}
TYPES = {"GB": "gb_vat", "JP": "jp_trn", "US": "us_ein"}


@transaction.atomic
def bill_to(session_id: str, *, country: str, company: str, tax_id: str) -> Json:
    """Take the billing details of a session that asks for them, and work out the tax that its total contains.

    A company of another European country pays none: it declares the tax itself.

    Raises:
        StripeError: the session is not open, or the country is none of `RATES`.
    """
    session: Json = open_session(session_id).data
    if not session["automatic_tax"]["enabled"]:
        return session
    if country not in RATES:
        raise bad_request("customer_tax_location_invalid", "We could not determine the customer's tax location.")
    total, rate = session["amount_total"], RATES[country]
    is_reversed = bool(tax_id) and country in EUROPEAN - {SELLER}
    session["automatic_tax"] |= {"status": "complete"}
    session["total_details"] |= {"amount_tax": 0 if is_reversed else round(total * rate / (100 + rate))}
    session["billing"] = {
        "address": {"city": None, "country": country, "line1": None, "line2": None, "postal_code": None, "state": None},
        "business_name": company or None,
        "individual_name": None,
        "tax_exempt": "reverse" if is_reversed else "none",
        "tax_ids": [{"type": TYPES.get(country, "eu_vat"), "value": tax_id}] if tax_id else [],
    }
    keep(session)
    return session
