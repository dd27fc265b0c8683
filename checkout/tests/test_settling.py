"""An order's way through settle, one worker at a time; several at once are in `test_faults_*`."""

import pytest

from acg.events.models import OutboxEvent
from acg.users.tests.factories import UserFactory
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
    with django_assert_num_queries(19):
        assert settle(ids[2]) is True
    with django_assert_num_queries(12):  # the same money again: nothing but the event's own row is written, besides the copy
        assert settle(ids[0]) is True
    with django_assert_num_queries(4):  # dealt with already: found and left
        assert settle(ids[0]) is True
