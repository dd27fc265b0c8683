"""What takes more than one step in the pretended account: banks that answer later, confirmations, refunds on their way."""

import pytest
import stripe

from checkout.sandbox.models import Faults, StripeObject
from checkout.sandbox.tests.test_sandbox import press as on_page
from checkout.sandbox.tests.test_sandbox import request as asked

pytestmark = pytest.mark.django_db(transaction=True)


def told():
    """Return the types of all events, oldest first."""
    return [event.data["type"] for event in StripeObject.objects.filter(object="event").order_by("sequence")]


@pytest.fixture
def debit(api, client):
    """Return a session that was submitted with a bank debit."""
    session = api.checkout.sessions.create(asked())
    assert on_page(client, session, "bank").status_code == 302
    return api.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})


def test_a_bank_debit_is_complete_and_unpaid_until_the_bank_pays(api, press, debit):
    assert (debit.status, debit.payment_status, debit.payment_intent.status) == ("complete", "unpaid", "processing")
    assert told() == ["payment_intent.processing", "charge.pending", "checkout.session.completed"]
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.refunds.create({"payment_intent": debit.payment_intent.id})
    assert refusal.value.code == "charge_not_refundable"
    assert press(debit.payment_intent.id, "bank_pays") == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
    ]
    paid = api.checkout.sessions.retrieve(debit.id, {"expand": ["payment_intent"]})
    assert (paid.payment_status, paid.payment_intent.status, paid.payment_intent.amount_received) == ("paid", "succeeded", 4900)
    assert press(debit.payment_intent.id, "bank_refuses") == []


def test_a_bank_debit_is_refused(api, press, debit):
    assert press(debit.payment_intent.id, "bank_refuses") == [
        "charge.failed",
        "payment_intent.payment_failed",
        "checkout.session.async_payment_failed",
    ]
    failed = api.checkout.sessions.retrieve(debit.id, {"expand": ["payment_intent"]})
    assert (failed.status, failed.payment_status, failed.payment_intent.status) == ("complete", "unpaid", "requires_payment_method")
    assert press(debit.payment_intent.latest_charge, "dispute") == []


def test_a_card_whose_owner_must_confirm(api, client):
    session = api.checkout.sessions.create(asked())
    assert "3-D Secure" in on_page(client, session, "secure").content.decode()
    assert (api.checkout.sessions.retrieve(session.id).status, told()) == ("open", ["payment_intent.requires_action"])
    assert on_page(client, session, "pay").status_code == 302
    assert api.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert on_page(client, session, "secure").status_code == 302
    assert StripeObject.objects.filter(object="payment_intent").count() == 1


@pytest.mark.parametrize(
    ("step", "status", "events", "left"),
    [
        ("succeed", "succeeded", ["refund.updated"], 900),
        ("fail", "failed", ["refund.updated", "refund.failed"], 0),
        ("cancel", "canceled", ["refund.updated"], 0),
    ],
)
def test_refunds_wait_when_the_panel_says_so(api, press, intent, step, status, events, left):
    Faults.objects.update_or_create(pk=1, defaults={"refunds_wait": True})
    refund = api.refunds.create({"payment_intent": intent.id, "amount": 900})
    assert (refund.status, api.charges.retrieve(refund.charge).amount_refunded) == ("pending", 900)
    assert press(refund.id, step) == events
    assert (api.refunds.retrieve(refund.id).status, api.charges.retrieve(refund.charge).amount_refunded) == (status, left)
    assert press(refund.id, "cancel") == []


def test_refunds_in_the_dashboard(api, press, intent):
    assert press(intent.latest_charge, "refund_half") == ["refund.created", "charge.refunded"]
    assert press(intent.latest_charge, "refund") == ["refund.created", "charge.refunded"]
    assert sorted(refund.amount for refund in api.refunds.list({"payment_intent": intent.id}).data) == [2450, 2450]
    assert press(intent.latest_charge, "refund") == []
    (newest, *_) = api.refunds.list({"payment_intent": intent.id}).data
    assert press(newest.id, "fail") == ["refund.updated", "refund.failed"]
    assert api.charges.retrieve(intent.latest_charge).refunded is False
