"""Disputes in the pretended account: Stripe's objects and events, through the official library."""

import pytest
import stripe

from checkout.sandbox.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = {
    "amount",
    "balance_transactions",
    "charge",
    "created",
    "currency",
    "evidence",
    "evidence_details",
    "id",
    "is_charge_refundable",
    "livemode",
    "metadata",
    "object",
    "payment_intent",
    "payment_method_details",
    "reason",
    "status",
    "enhanced_eligibility_types",
}


def test_a_dispute_is_opened_answered_and_won(api, press, intent):
    assert press(intent.latest_charge, "dispute") == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    (dispute,) = api.disputes.list({"payment_intent": intent.id}).data
    assert set(dispute.to_dict()) == FIELDS
    assert (dispute.status, dispute.amount, dispute.is_charge_refundable) == ("needs_response", 4900, False)
    assert [(entry.amount, entry.fee, entry.net) for entry in dispute.balance_transactions] == [(-4900, 1500, -6400)]
    assert api.charges.retrieve(intent.latest_charge).disputed is True
    with pytest.raises(stripe.InvalidRequestError, match="charged back"):
        api.refunds.create({"payment_intent": intent.id})
    assert press(dispute.id, "answer") == ["charge.dispute.updated"]
    assert press(dispute.id, "win") == ["charge.dispute.closed", "charge.dispute.funds_reinstated"]
    won = api.disputes.retrieve(dispute.id)
    assert (won.status, [entry.amount for entry in won.balance_transactions]) == ("won", [-4900, 4900])
    assert api.refunds.create({"payment_intent": intent.id}).status == "succeeded"


def test_a_dispute_is_lost_and_appealed(api, press, intent):
    press(intent.latest_charge, "dispute")
    (dispute,) = api.disputes.list({"charge": intent.latest_charge}).data
    assert press(dispute.id, "lose") == ["charge.dispute.closed"]
    assert press(dispute.id, "win") == []
    assert press(dispute.id, "appeal") == ["charge.dispute.updated"]
    assert api.disputes.retrieve(dispute.id).status == "appeal_needs_response"
    assert press(dispute.id, "prevent") == ["charge.dispute.closed", "charge.dispute.funds_reinstated"]


def test_an_inquiry_takes_no_money_until_it_is_escalated(api, press, intent):
    assert press(intent.latest_charge, "inquire") == ["charge.dispute.created"]
    (dispute,) = api.disputes.list({"payment_intent": intent.id}).data
    assert (dispute.status, dispute.balance_transactions, dispute.is_charge_refundable) == ("warning_needs_response", [], True)
    assert press(dispute.id, "escalate") == ["charge.dispute.updated", "charge.dispute.funds_withdrawn"]
    assert api.disputes.retrieve(dispute.id).status == "needs_response"


def test_an_inquiry_ends(api, press, intent):
    press(intent.latest_charge, "inquire")
    (dispute,) = api.disputes.list({"payment_intent": intent.id}).data
    assert press(dispute.id, "close") == ["charge.dispute.closed"]
    assert api.disputes.retrieve(dispute.id).status == "warning_closed"


def test_the_page_shows_only_what_can_be_done(client, press, intent):
    assert "The buyer disputes it" in client.get("/_stripe/").content.decode()
    press(intent.latest_charge, "dispute")
    page = client.get("/_stripe/").content.decode()
    assert "The buyer disputes it" not in page
    assert "The school wins" in page
    assert press(intent.latest_charge, "dispute") == []
    assert press(intent.id, "anything") == []
    assert client.post("/_stripe/objects/no/act/").status_code == 404
    assert Delivery.objects.count() == 5
