"""An order's way through settle, one worker at a time; several at once are in `test_faults_*`."""

import json
import uuid

import pytest

from acg.events.models import OutboxEvent
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayUnavailable
from checkout.models import LedgerEntry, Payment, StripeEvent, StripeEventSource
from checkout.services import receive_event, settle, start_checkout
from checkout.tests.factories import OfferFactory

pytestmark = pytest.mark.django_db

URLS = {"success_url": "https://school.test/done/{order}", "cancel_url": "https://school.test/back/{order}"}


def started(*, buyer=None, visitor_key="browser-1", offer=None, **wish):
    return start_checkout(
        offer=offer or OfferFactory(), buyer=buyer, visitor_key=visitor_key, **({"currency": "USD"} | wish), **URLS
    )


def hear(stripe, *, order=None):
    """Receive and settle everything that Stripe has told so far."""
    bodies, stripe.events = stripe.events, []
    return [settle(receive_event(body=body, source=StripeEventSource.WEBHOOK)) for body in bodies]


def ledger():
    return list(LedgerEntry.objects.values_list("kind", "stripe_id", "amount_minor", "currency"))


def outbox():
    return list(OutboxEvent.objects.values_list("type", flat=True))


def test_a_purchase_with_an_account_is_settled(stripe, heard):
    buyer, offer = UserFactory(), OfferFactory()
    order = started(buyer=buyer, offer=offer)
    payment = stripe.pay(order.checkout_session_id)
    assert hear(stripe) == [True, True, True]
    order.refresh_from_db()
    assert (order.state, order.buyer, order.payment_intent_id, order.review_reason) == ("settled", buyer, payment.id, "")
    assert order.settled_at is not None
    assert ledger() == [("payment", payment.id, 4900, "USD")]
    assert list(Payment.objects.values_list("stripe_id", "state", "amount_minor")) == [(payment.id, "succeeded", 4900)]
    assert outbox() == ["ReceiptDue"]
    assert heard.names == ["CheckoutStarting", "OrderSettled"]
    fact = heard.facts[-1]
    assert (fact.order_id, fact.buyer_id, fact.course_ids) == (str(order.public_id), buyer.pk, (offer.course_id,))
    assert fact.all_courses is False
    assert set(StripeEvent.objects.values_list("state", "order_id")) == {("done", order.pk)}


def test_a_purchase_without_an_account_makes_one_from_the_address_that_stripe_collected(stripe, heard):
    order = started()
    assert (order.buyer, order.email) == (None, "")
    stripe.pay(order.checkout_session_id, email="New.Person@Example.com")
    hear(stripe)
    order.refresh_from_db()
    assert (order.state, order.buyer.email, order.buyer.name, order.email) == (
        "settled",
        "new.person@example.com",
        "Ana Buyer",
        "new.person@example.com",
    )
    assert order.buyer.has_usable_password() is False
    assert OutboxEvent.objects.get().payload == {"order_id": str(order.public_id), "is_new_account": True}


def test_settling_takes_exactly_these_statements(stripe, django_assert_num_queries):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    ids = [receive_event(body=body, source=StripeEventSource.WEBHOOK) for body in stripe.events]
    with django_assert_num_queries(20):
        assert settle(ids[2]) is True
    with django_assert_num_queries(9):  # Stripe was asked since this event came: nothing but the event's own row is written
        assert settle(ids[0]) is True
    with django_assert_num_queries(4):  # dealt with already: found and left
        assert settle(ids[0]) is True
    late = receive_event(body=renamed(stripe.events[1]), source=StripeEventSource.WEBHOOK)
    with django_assert_num_queries(13):  # asked again, with the same answer: the copy of it, and when it was asked
        assert settle(late) is True


def renamed(body):
    """Return an event that tells the same as another."""
    return json.dumps(json.loads(body) | {"id": f"evt_{uuid.uuid4().hex}"}).encode()


def asked(stripe):
    """Return how often Stripe was asked for a session and for refunds since this was last looked at."""
    found = stripe.calls["session"], stripe.calls["refunds"]
    stripe.calls.clear()
    return found


def fail():
    raise GatewayUnavailable("unreachable", is_answered=False)


def test_stripe_is_asked_once_for_events_that_had_come_before(stripe):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    ids = [receive_event(body=body, source=StripeEventSource.WEBHOOK) for body in stripe.events]
    asked(stripe)
    assert [settle(event_id) for event_id in ids] == [True] * 3
    assert asked(stripe) == (1, 1)
    assert set(StripeEvent.objects.values_list("state", "order")) == {("done", order.pk)}
    settle(receive_event(body=renamed(stripe.events[0]), source=StripeEventSource.WEBHOOK))
    assert asked(stripe) == (1, 1)


def test_an_answer_that_did_not_come_is_no_answer(stripe):
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    ids = [receive_event(body=body, source=StripeEventSource.WEBHOOK) for body in stripe.events]
    stripe.before["refunds"] = fail
    assert settle(ids[0]) is False
    order.refresh_from_db()
    assert (order.state, order.asked_at) == ("open", None)
    del stripe.before["refunds"]
    assert settle(ids[1]) is True
    order.refresh_from_db()
    assert order.state == "settled"


def test_a_payment_that_nobody_asked_for_is_asked_for(stripe):
    order = started(buyer=UserFactory())
    payments = [stripe.pay(order.checkout_session_id) for _number in range(2)]
    ids = [receive_event(body=body, source=StripeEventSource.WEBHOOK) for body in stripe.events]
    assert settle(ids[5]) is True  # the session, which names the second payment only
    assert {row[1] for row in ledger()} == {payments[1].id}
    assert settle(ids[0]) is True
    assert {row[1] for row in ledger()} == {payment.id for payment in payments}
