"""What banks do: ask a payment back, decide, and change their mind (https://docs.stripe.com/disputes/how-disputes-work)."""

import time
from dataclasses import dataclass

from django.db import transaction

from checkout.sandbox.account import find, keep, tell
from checkout.sandbox.requests import bad_request
from checkout.sandbox.shapes import Json, new_id

WEEK = 7 * 24 * 60 * 60
FEE_MINOR = 1500
INQUIRY = frozenset({"warning_needs_response", "warning_under_review"})
CONTESTED = frozenset({"needs_response", "under_review", "appeal_needs_response", "appeal_under_review"})
OVER = frozenset({"won", "lost", "prevented", "warning_closed"})
ANSWERED = {
    "warning_needs_response": "warning_under_review",
    "needs_response": "under_review",
    "appeal_needs_response": "appeal_under_review",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a dispute: from where it may be taken, and where it leads."""

    sources: frozenset[str]
    target: str


STEPS = {
    "escalate": Step(INQUIRY, "needs_response"),
    "close": Step(INQUIRY, "warning_closed"),
    "win": Step(CONTESTED, "won"),
    "lose": Step(CONTESTED, "lost"),
    "prevent": Step(INQUIRY | CONTESTED, "prevented"),
    "appeal": Step(frozenset({"lost"}), "appeal_needs_response"),
}


@transaction.atomic
def open_dispute(charge_id: str, *, is_inquiry: bool, endpoint: str) -> Json:
    """Let the buyer's bank ask a charge back; an inquiry takes no money yet.

    Raises:
        StripeError: there is no such charge, or it did not succeed.
    """
    charge = find("charge", charge_id, lock=True).data
    if charge["status"] != "succeeded":
        raise bad_request("resource_invalid_state", f"Charge {charge_id} has not succeeded.")
    now = int(time.time())
    dispute: Json = {
        "id": new_id("du"),
        "object": "dispute",
        "amount": charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {"due_by": now + WEEK, "has_evidence": False, "past_due": False, "submission_count": 0},
        "is_charge_refundable": is_inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "type": "card",
            "card": {"brand": "visa", "case_type": "inquiry" if is_inquiry else "chargeback"},
        },
        "reason": "general" if is_inquiry else "fraudulent",
        "status": "warning_needs_response" if is_inquiry else "needs_response",
    }
    keep(charge | {"disputed": True})
    if not is_inquiry:
        _move(dispute, -dispute["amount"])
    keep(dispute)
    tell("charge.dispute.created", dispute, endpoint)
    if not is_inquiry:
        tell("charge.dispute.funds_withdrawn", dispute, endpoint)
    return dispute


@transaction.atomic
def move_dispute(dispute_id: str, step: str, *, endpoint: str) -> Json:
    """Take a dispute a step on: `answer`, or one of STEPS.

    Raises:
        StripeError: there is no such dispute, or the step cannot be taken from where it is.
    """
    dispute: Json = find("dispute", dispute_id, lock=True).data
    if step not in steps_of(dispute):
        raise bad_request("resource_invalid_state", f"This dispute is {dispute['status']}.")
    target = ANSWERED[dispute["status"]] if step == "answer" else STEPS[step].target
    held = sum(entry["amount"] for entry in dispute["balance_transactions"])
    takes, returns = target in CONTESTED and held == 0, target in {"won", "prevented"} and held < 0
    if takes or returns:
        _move(dispute, -dispute["amount"] if takes else dispute["amount"])
    dispute |= {"status": target, "is_charge_refundable": target in INQUIRY | {"won", "prevented", "warning_closed"}}
    keep(dispute)
    tell("charge.dispute.closed" if target in OVER else "charge.dispute.updated", dispute, endpoint)
    if takes or returns:
        tell(f"charge.dispute.funds_{'withdrawn' if takes else 'reinstated'}", dispute, endpoint)
    return dispute


def steps_of(dispute: Json) -> list[str]:
    """Return which steps can be taken from where a dispute is."""
    answer = ["answer"] if dispute["status"] in ANSWERED else []
    return answer + [name for name, step in STEPS.items() if dispute["status"] in step.sources]


def _move(dispute: Json, amount: int) -> None:
    """Write what the account loses or gets back (https://docs.stripe.com/api/balance_transactions/object)."""
    is_taken = amount < 0
    fee = FEE_MINOR if is_taken else 0
    entry: Json = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": int(time.time()),
        "created": int(time.time()),
        "currency": dispute["currency"],
        "description": f"Chargeback {'withdrawal' if is_taken else 'reversal'} for {dispute['charge']}",
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [],
        "net": amount - fee,
        "reporting_category": "dispute" if is_taken else "dispute_reversal",
        "source": dispute["id"],
        "status": "available",
        "type": "adjustment",
    }
    keep(entry)
    dispute["balance_transactions"] = [*dispute["balance_transactions"], entry]
