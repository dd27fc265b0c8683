"""A buyer's bank asks the money back: what an order gives rests until that is decided."""

import json
import logging

import pytest

from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused
from checkout.models import Dispute, LedgerEntry, StripeEvent, StripeEventSource
from checkout.services import receive_event, settle, settle_order
from checkout.tests.test_settling import hear, ledger, outbox, started
from checkout.tests.test_starting import fail

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(stripe, heard):
    """Return an order that was paid and settled."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    heard.facts.clear()
    order.refresh_from_db()
    return order


def after(stripe, order):
    """Return where the order stands once Stripe was heard."""
    hear(stripe)
    order.refresh_from_db()
    return order.state


@pytest.mark.fault(36, "dispute opened, won, lost, prevented", "access suspended, restored, revoked, restored")
def test_fault_36_a_dispute_that_is_won_gives_access_back(stripe, heard, paid, caplog):
    dispute = stripe.dispute(paid.payment_intent_id)
    assert after(stripe, paid) == "disputed"
    assert [(type(fact).__name__, fact.reason) for fact in heard.facts] == [("OrderRevoked", "disputed")]
    row = Dispute.objects.get()
    assert (row.state, row.reason, str(row.money), row.payment.stripe_id) == (
        "needs_response",
        "fraudulent",
        "$49",
        paid.payment_intent_id,
    )
    stripe.move_dispute(dispute.id, "under_review")
    assert after(stripe, paid) == "disputed"
    stripe.move_dispute(dispute.id, "won", is_reinstated=True)
    assert after(stripe, paid) == "settled"
    assert heard.names == ["OrderRevoked", "OrderSettled"]
    assert [(row[0], row[2]) for row in ledger()] == [("payment", 4900), ("dispute", -4900), ("dispute_won", 4900)]
    assert (Dispute.objects.get().state, outbox()) == ("won", ["ReceiptDue"])
    assert [r.message for r in caplog.records if r.levelno == logging.ERROR] == ["a payment is disputed"]


def test_fault_36_a_dispute_that_is_lost_ends_access_and_an_appeal_may_bring_it_back(stripe, heard, paid):
    dispute = stripe.dispute(paid.payment_intent_id)
    stripe.move_dispute(dispute.id, "lost")
    assert after(stripe, paid) == "lost"
    assert [(type(fact).__name__, fact.reason) for fact in heard.facts] == [("OrderRevoked", "lost")]
    assert sum(row[2] for row in ledger()) == 0
    stripe.move_dispute(dispute.id, "appeal_under_review")
    assert after(stripe, paid) == "disputed"
    assert heard.names == ["OrderRevoked"]
    stripe.move_dispute(dispute.id, "won", is_reinstated=True)
    assert (after(stripe, paid), heard.names) == ("settled", ["OrderRevoked", "OrderSettled"])


@pytest.mark.parametrize(("opened", "ended"), [("warning_needs_response", "warning_closed"), ("needs_response", "prevented")])
def test_fault_36_a_dispute_that_is_prevented_or_only_an_inquiry_gives_access_back(stripe, heard, paid, opened, ended):
    dispute = stripe.dispute(paid.payment_intent_id, status=opened)
    assert after(stripe, paid) == "disputed"
    stripe.move_dispute(dispute.id, ended, is_reinstated=opened == "needs_response")
    assert (after(stripe, paid), heard.names) == ("settled", ["OrderRevoked", "OrderSettled"])
    assert sum(row[2] for row in ledger()) == 4900


def test_fault_36_a_word_that_stripe_invents_later_is_kept_and_the_money_decides(stripe, paid, caplog):
    dispute = stripe.dispute(paid.payment_intent_id, status="arbitration_in_space")
    assert after(stripe, paid) == "disputed"
    assert (Dispute.objects.get().state, paid.review_reason) == (
        "arbitration_in_space",
        "Stripe has a new word for the state of a dispute.",
    )
    stripe.move_dispute(dispute.id, "w" * 90, is_reinstated=True)
    assert (after(stripe, paid), Dispute.objects.get().state) == ("settled", "w" * 40)
    assert "order needs review" in caplog.text


@pytest.mark.parametrize("is_thin", [True, False])
def test_a_dispute_leads_to_its_order(stripe, paid, is_thin):
    dispute = stripe.dispute(paid.payment_intent_id)
    body = json.loads(stripe.events.pop())
    if is_thin:
        related = {"id": dispute.id, "type": "dispute", "url": f"/v1/disputes/{dispute.id}"}
        body = {"id": "evt_thin", "object": "v2.core.event", "type": "v1.charge.dispute.created", "livemode": False}
        body |= {"created": "2026-11-23T05:00:00Z", "related_object": related}
    event_id = receive_event(body=json.dumps(body).encode(), source=StripeEventSource.WEBHOOK)
    assert settle(event_id) is True
    paid.refresh_from_db()
    assert (paid.state, StripeEvent.objects.get(pk=event_id).order, stripe.calls["payment_of_dispute"]) == (
        "disputed",
        paid,
        1 if is_thin else 0,
    )


def test_a_key_that_may_not_read_disputes_shuts_nobody_out(stripe, heard, caplog):
    order = started(buyer=UserFactory())
    payment = stripe.pay(order.checkout_session_id)
    stripe.before["disputes"] = fail(GatewayRefused("more_permissions_required", is_answered=True))
    assert hear(stripe) == [True, True, True]
    order.refresh_from_db()
    assert (order.state, "disputes cannot be read" in caplog.text) == ("settled", True)
    del stripe.before["disputes"]
    stripe.dispute(payment.id)
    hear(stripe)
    stripe.before["disputes"] = fail(GatewayRefused("more_permissions_required", is_answered=True))
    with pytest.raises(GatewayRefused):
        settle_order(order_id=order.pk)
    order.refresh_from_db()
    assert order.state == "disputed"


def test_a_dispute_of_another_product_is_foreign(stripe, heard):
    other = started(buyer=UserFactory())
    stripe.pay(other.checkout_session_id, metadata={})
    stripe.events.clear()
    stripe.dispute(next(iter(stripe.payments)))
    assert hear(stripe) == [True]
    assert (StripeEvent.objects.get().state, Dispute.objects.count(), LedgerEntry.objects.count()) == ("foreign", 0, 0)
