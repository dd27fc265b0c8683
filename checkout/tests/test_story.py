"""An order's story, in order of time, at the same cost however long it is."""

import datetime as dt

import pytest
from django.utils import timezone

from acg.events.models import LogEntry, OutboxEvent
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import story as module
from checkout.models import StripeEvent
from checkout.services import replay_order, request_refund
from checkout.story import Moment, add_chapter, story_of
from checkout.tests.factories import GiftFactory, OfferFactory
from checkout.tests.test_settling import hear, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe):
    order = started(buyer=UserFactory(), offer=OfferFactory(title="Networks"))
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    return order


def titles(order):
    return [moment.title for moment in story_of(order)]


def test_everything_is_told_in_order_of_time(stripe, order):
    staff = UserFactory(role=Role.STAFF, email="boss@example.com")
    request_refund(order=order, by=staff, reason="Late", amount_minor=900)
    stripe.dispute(order.payment_intent_id)
    hear(stripe)
    replay_order(order=order, by=staff)
    order.refresh_from_db()
    told = titles(order)
    assert told[0] == "Order made"
    assert set(told) == {
        "Order made",
        "Paid",
        "Stripe told: payment_intent.succeeded",
        "Stripe told: charge.succeeded",
        "Stripe told: checkout.session.completed",
        "Attempt to pay",
        "Ledger: Payment",
        "Receipt by mail",
        "Refund asked for",
        "Refund",
        "Ledger: Refund",
        "Notice of a refund by mail",
        "Stripe told: refund.created",
        "Stripe told: charge.refunded",
        "Dispute",
        "Ledger: Dispute",
        "Stripe told: charge.dispute.created",
        "Settled again by hand",
    }
    moments = story_of(order)
    assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
    asked = next(moment for moment in moments if moment.title == "Refund asked for")
    assert (asked.who, asked.detail, asked.is_wrong) == ("boss@example.com", "Late", False)
    refund = next(moment for moment in moments if moment.title == "Refund")
    assert refund.detail.startswith("$9 · re_")
    assert refund.who == "boss@example.com"


def test_what_went_wrong_is_marked(order):
    StripeEvent.objects.filter(type="charge.succeeded").update(state="dead", last_error="ValueError")
    OutboxEvent.objects.update(state="dead")
    wrong = [moment for moment in story_of(order) if moment.is_wrong]
    assert sorted(moment.title for moment in wrong) == ["Receipt by mail", "Stripe told: charge.succeeded"]
    assert any("ValueError" in moment.detail for moment in wrong)


def test_it_costs_the_same_however_much_happened(stripe, order, django_assert_num_queries):
    def told():
        order.refresh_from_db()
        # Lines, events, payments, refunds, disputes, ledger, outbox, buyer, log, the log's people, and the rights told by others.
        with django_assert_num_queries(12):
            return len(story_of(order))

    staff = UserFactory(role=Role.STAFF)
    replay_order(order=order, by=staff)
    first = told()
    for _time in range(3):
        request_refund(order=order, by=staff, reason="A little", amount_minor=100)
    hear(stripe)
    assert told() > first + 12


def test_other_contexts_tell_their_part_once(order, monkeypatch):
    monkeypatch.setattr(module, "_chapters", [])
    before = Moment(order.created_at - dt.timedelta(days=1), "key", "Wished for it")

    def wishes(_order):
        return [before]

    add_chapter(wishes)
    add_chapter(wishes)
    assert titles(order)[:2] == ["Wished for it", "Order made"]
    assert titles(order).count("Wished for it") == 1


def test_a_guests_order_and_a_stranger_in_the_log_are_told(stripe):
    order = started(visitor_key="guest")
    stranger = "5a0c7f6e-54f2-4a6c-9d4f-0a51b4b7f001"
    LogEntry.objects.create(subject=f"order:{order.public_id}", action="order.unheard", by=stranger, at=timezone.now())
    assert [(moment.title, moment.who) for moment in story_of(order)][-1] == ("order.unheard", stranger)


def test_a_gift_is_part_of_the_story():
    gift = GiftFactory()
    OutboxEvent.objects.create(type="GiftDue", subject=f"gift:{gift.order.public_id}", payload={})
    assert {"Bought as a gift", "Gift by mail"} < set(titles(gift.order))
    assert "Gift claimed" not in titles(gift.order)
    gift.claimed_by, gift.claimed_at = UserFactory(email="lena@example.com"), timezone.now()
    gift.save()
    assert next(moment.who for moment in story_of(gift.order) if moment.title == "Gift claimed") == "lena@example.com"
    gift.claimed_by.delete()
    assert next(moment.who for moment in story_of(gift.order) if moment.title == "Gift claimed") == "an account that is gone"
