"""What a newcomer may do to an object of the pretended account, besides what its interface offers: the dashboard's buttons."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkout.sandbox import account, catalogue, disputes, paying, refunding, renewing
from checkout.sandbox.requests import bad_request
from checkout.sandbox.shapes import Json

DISPUTE_LABELS = {
    "answer": _("Answer the bank"),
    "escalate": _("The bank takes the money"),
    "close": _("The inquiry ends"),
    "win": _("The school wins"),
    "lose": _("The school loses"),
    "prevent": _("It is prevented"),
    "appeal": _("Appeal"),
}
REFUND_LABELS = {"succeed": _("The bank takes it"), "fail": _("The bank refuses it"), "cancel": _("It is cancelled")}


@dataclass(frozen=True, slots=True)
class Act:
    """A button: its name in the form, its words, and what it does with the object's id and the webhook's address."""

    name: str
    label: str | Promise
    run: Callable[[str, str], object]


def acts_of(thing: Json) -> list[Act]:
    """Return what may be done to an object as it is now."""
    source = SOURCES.get(thing["object"])
    return source(thing) if source else []


def act(thing: Json, name: str, *, endpoint: str) -> None:
    """Do one of `acts_of`.

    Raises:
        StripeError: it cannot be done as the object is now.
    """
    for found in acts_of(thing):
        if found.name == name:
            found.run(thing["id"], endpoint)
            return
    raise bad_request("resource_invalid_state", f"{name} cannot be done to {thing['id']} now.")


def _of_charge(charge: Json) -> list[Act]:
    if charge["status"] != "succeeded":
        return []
    found = []
    if not charge["refunded"]:
        found += [
            Act("refund", _("Refund in the dashboard"), lambda key, to: account.create_refund({"charge": key}, endpoint=to)),
            Act("refund_half", _("Refund half of what is left"), lambda key, to: refunding.refund_half(key, endpoint=to)),
        ]
    if not charge["disputed"]:
        found += [
            Act("dispute", _("The buyer disputes it"), lambda key, to: disputes.open_dispute(key, is_inquiry=False, endpoint=to)),
            Act("inquire", _("The bank inquires"), lambda key, to: disputes.open_dispute(key, is_inquiry=True, endpoint=to)),
        ]
    return found


def _of_dispute(dispute: Json) -> list[Act]:
    def step(name: str) -> Act:
        return Act(name, DISPUTE_LABELS[name], lambda key, to: disputes.move_dispute(key, name, endpoint=to))

    return [step(name) for name in disputes.steps_of(dispute)]


def _of_refund(refund: Json) -> list[Act]:
    def step(name: str) -> Act:
        return Act(name, REFUND_LABELS[name], lambda key, to: refunding.move_refund(key, name, endpoint=to))

    return [step(name) for name in refunding.steps_of(refund)]


def _of_intent(intent: Json) -> list[Act]:
    if intent["status"] != "processing":
        return []
    return [
        Act("bank_pays", _("The bank pays"), lambda key, to: paying.bank_decides(key, is_paid=True, endpoint=to)),
        Act("bank_refuses", _("The bank refuses"), lambda key, to: paying.bank_decides(key, is_paid=False, endpoint=to)),
    ]


def _of_subscription(subscription: Json) -> list[Act]:
    if subscription["status"] in renewing.OVER:
        return []
    is_paused = bool(subscription["pause_collection"])
    wish: Json = {"pause_collection": {} if is_paused else {"behavior": "void"}}
    label = _("Collect payments again") if is_paused else _("Pause collecting")
    return [
        Act("end", _("End at once"), lambda key, to: renewing.end_now(key, endpoint=to)),
        Act("pause", label, lambda key, to: renewing.update(key, wish, endpoint=to)),
    ]


def _of_invoice(invoice: Json) -> list[Act]:
    if invoice["status"] != "open":
        return []
    return [Act("pay", _("Pay it"), lambda key, to: renewing.pay_open_invoice(key, endpoint=to))]


def _of_customer(customer: Json) -> list[Act]:
    works = customer["invoice_settings"]["default_payment_method"] == catalogue.GOOD_CARD
    label = _("The card is refused from now on") if works else _("The card works again")
    return [Act("card", label, lambda key, _to: catalogue.set_card(key, works=not works))]


SOURCES: dict[str, Callable[[Json], list[Act]]] = {
    "charge": _of_charge,
    "customer": _of_customer,
    "dispute": _of_dispute,
    "invoice": _of_invoice,
    "payment_intent": _of_intent,
    "refund": _of_refund,
    "subscription": _of_subscription,
}
