"""Ways to pay that take more than one step: a bank that answers days later, and a card whose owner must confirm."""

from django.db import transaction

from checkout.sandbox.account import find, intent_of, keep, open_session, public_session, tell
from checkout.sandbox.models import StripeObject
from checkout.sandbox.requests import bad_request
from checkout.sandbox.shapes import DECLINED, Json, complete, new_charge, new_id


@transaction.atomic
def pay_by_bank(session_id: str, *, email: str, name: str, endpoint: str) -> Json:
    """Let a buyer submit an open session with a bank debit: it is complete, and unpaid until the bank decides.

    https://docs.stripe.com/payments/checkout/fulfill-orders#delayed-notification

    Raises:
        StripeError: the session is not open.
    """
    session: Json = open_session(session_id).data
    intent = intent_of(session, "processing", method="us_bank_account", latest_charge=new_id("ch"))
    charge = new_charge(intent, email=email, name=name, status="pending")
    complete(session, intent, email=email, name=name, payment_status="unpaid")
    for thing in (intent, charge, session):
        keep(thing)
    tell("payment_intent.processing", intent, endpoint)
    tell("charge.pending", charge, endpoint)
    tell("checkout.session.completed", public_session(session), endpoint)
    return session


@transaction.atomic
def bank_decides(intent_id: str, *, is_paid: bool, endpoint: str) -> None:
    """Let the bank pay a debit that is under way, or refuse it.

    Raises:
        StripeError: nothing is under way.
    """
    intent: Json = find("payment_intent", intent_id, lock=True).data
    if intent["status"] != "processing":
        raise bad_request("payment_intent_unexpected_state", f"This PaymentIntent is {intent['status']}.")
    charge: Json = find("charge", intent["latest_charge"], lock=True).data
    session: Json = find("checkout.session", _session_of(intent_id), lock=True).data
    if is_paid:
        intent |= {"status": "succeeded", "amount_received": intent["amount"]}
        charge |= {"status": "succeeded", "paid": True, "captured": True, "amount_captured": charge["amount"]}
        session |= {"payment_status": "paid"}
    else:
        intent |= {"status": "requires_payment_method", "last_payment_error": DECLINED | {"code": "debit_not_authorized"}}
        charge |= {"status": "failed"}
    for thing in (intent, charge, session):
        keep(thing)
    tell("charge.succeeded" if is_paid else "charge.failed", charge, endpoint)
    tell("payment_intent.succeeded" if is_paid else "payment_intent.payment_failed", intent, endpoint)
    outcome = "succeeded" if is_paid else "failed"
    tell(f"checkout.session.async_payment_{outcome}", public_session(session), endpoint)


@transaction.atomic
def ask_confirmation(session_id: str, *, endpoint: str) -> None:
    """Let the bank of a card ask whether its owner pays (https://docs.stripe.com/payments/3d-secure); the session stays open.

    Raises:
        StripeError: the session is not open.
    """
    step = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    session = open_session(session_id).data
    intent = intent_of(session, "requires_action", next_action=step)
    keep(intent)
    keep(session)
    tell("payment_intent.requires_action", intent, endpoint)


def _session_of(intent_id: str) -> str:
    return StripeObject.objects.get(object="checkout.session", data__payment_intent=intent_id).id
