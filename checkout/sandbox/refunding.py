"""What becomes of a refund after it was asked for (https://docs.stripe.com/refunds)."""

from django.db import transaction

from checkout.sandbox.account import create_refund, find, keep, tell
from checkout.sandbox.requests import bad_request
from checkout.sandbox.shapes import Json

STEPS = {
    "pending": {"succeed": "succeeded", "fail": "failed", "cancel": "canceled"},
    "requires_action": {"cancel": "canceled"},
    "succeeded": {"fail": "failed"},  # a bank may send the money back even then
}


def refund_half(charge_id: str, *, endpoint: str) -> Json:
    """Send half of what is left of a charge back, rounded up.

    Raises:
        StripeError: nothing is left.
    """
    charge = find("charge", charge_id).data
    left = charge["amount"] - charge["amount_refunded"]
    return create_refund({"charge": charge_id, "amount": str((left + 1) // 2)}, endpoint=endpoint)


def steps_of(refund: Json) -> list[str]:
    """Return which steps can be taken from where a refund is."""
    return list(STEPS.get(refund["status"], ()))


@transaction.atomic
def move_refund(refund_id: str, step: str, *, endpoint: str) -> Json:
    """Take a refund a step on; one that fails or is cancelled leaves the money on the charge.

    Raises:
        StripeError: there is no such refund, or the step cannot be taken from where it is.
    """
    refund: Json = find("refund", refund_id, lock=True).data
    if step not in steps_of(refund):
        raise bad_request("resource_invalid_state", f"This refund is {refund['status']}.")
    refund["status"] = STEPS[refund["status"]][step]
    if refund["status"] in {"failed", "canceled"}:
        charge = find("charge", refund["charge"], lock=True).data
        keep(charge | {"amount_refunded": charge["amount_refunded"] - refund["amount"], "refunded": False})
    if refund["status"] == "failed":
        refund["failure_reason"] = "lost_or_stolen_card"
    keep(refund)
    tell("refund.updated", refund, endpoint)
    if refund["status"] == "failed":
        tell("refund.failed", refund, endpoint)
    return refund
