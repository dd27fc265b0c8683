"""Gifts: bought by one, told on the day, claimed once by another, and ended with the money."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.events import GiftClaimed, GiftClaiming, OrderRevoked
from checkout.models import Gift, Order, OrderState
from checkout.services import GiftWish, claim_gift, claim_orders, deliver_gifts, restore_order, settle_order
from checkout.services.gifts import wish_of
from checkout.services.settling import Hint
from checkout.tests.at_once import at_once
from checkout.tests.factories import CouponFactory, GiftFactory, OfferFactory
from checkout.tests.test_starting import refusal, start
from checkout.tests.yesterday import lose_today

pytestmark = pytest.mark.django_db

WISH = GiftWish("Ben", "ben@example.com", "Enjoy")


def today(days=0):
    return timezone.now().date() + dt.timedelta(days=days)


def outbox():
    return list(OutboxEvent.objects.order_by("sequence").values_list("type", flat=True))


def bought(stripe, buyer=None, **wish):
    """Return a gift that was bought and paid."""
    order = start(OfferFactory(), buyer or UserFactory(), gift=GiftWish("Ben", "ben@example.com", **wish))
    stripe.pay(order.checkout_session_id)
    settle_order(order_id=order.pk)
    return Gift.objects.select_related("order").get(order=order)


def claim_refused(gift, user):
    before = Gift.objects.values_list("claimed_by", "claimed_at").get(pk=gift.pk)
    with pytest.raises(DomainError) as refused:
        claim_gift(code=gift.code, user=user)
    assert Gift.objects.values_list("claimed_by", "claimed_at").get(pk=gift.pk) == before
    return refused.value.code


def test_who_it_is_for_is_kept_with_the_order(stripe, heard):
    order = start(OfferFactory(), UserFactory(), gift=GiftWish(" Ben  B. ", " BEN@Example.com ", "Hi\r\nthere\0 ", today(3)))
    gift = Gift.objects.get()
    assert (gift.order, gift.receiver_name, gift.receiver_email, gift.message) == (order, "Ben B.", "ben@example.com", "Hi\nthere")
    assert (gift.deliver_on, gift.delivered_at, gift.is_claimed, len(gift.code)) == (today(3), None, False, 22)
    assert heard.facts == []  # the buyer may own it already
    assert order.session_request["metadata"]["gift"] == gift.code


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        (GiftWish("  ", "ben@example.com"), "gift_name_missing", "receiver_name"),
        (GiftWish("B" * 151, "ben@example.com"), "gift_name_missing", "receiver_name"),
        (GiftWish("Ben", "ben"), "gift_email_invalid", "receiver_email"),
        (GiftWish("Ben", f"{'b' * 250}@example.com"), "gift_email_invalid", "receiver_email"),
        (GiftWish("Ben", "ben@example.com", "x" * 1001), "gift_message_too_long", "message"),
        (GiftWish("Ben", "ben@example.com", "", dt.date(2020, 1, 1)), "gift_date_invalid", "deliver_on"),
        (GiftWish("Ben", "ben@example.com", "", dt.date(2999, 1, 1)), "gift_date_invalid", "deliver_on"),
    ],
)
def test_what_is_missing_is_told(stripe, wish, code, field):
    assert refusal(OfferFactory(), UserFactory(), gift=wish) == (code, field)
    assert Gift.objects.count() == 0


def test_a_membership_is_not_given_away(stripe):
    offer = OfferFactory(kind="membership", course=None, price__interval="month")
    assert refusal(offer, UserFactory(), gift=WISH) == ("gift_not_possible", "")


def test_the_same_gift_twice_is_one_order_and_another_receiver_another(stripe):
    offer, buyer = OfferFactory(), UserFactory()
    first = start(offer, buyer, gift=WISH)
    assert start(offer, buyer, gift=WISH).pk == first.pk
    second = start(offer, buyer, gift=GiftWish("Eva", "eva@example.com"))
    own = start(offer, buyer)
    states = dict(Order.objects.values_list("pk", "state"))
    assert states == {first.pk: "expired", second.pk: "expired", own.pk: "open"}


def test_while_a_payment_is_under_way_others_can_still_get_one(stripe):
    offer, buyer = OfferFactory(), UserFactory()
    stripe.bank_debit(start(offer, buyer, gift=WISH).checkout_session_id)
    settle_order(order_id=Order.objects.get().pk)
    assert refusal(offer, buyer, gift=WISH) == ("payment_under_way", "")
    assert start(offer, buyer, gift=GiftWish("Eva", "eva@example.com")).state == "open"
    assert start(OfferFactory(), buyer).state == "open"


def test_the_money_grants_nothing_to_the_buyer_and_tells_the_receiver_today(stripe, heard):
    gift = bought(stripe)
    assert heard.names == []
    assert outbox() == ["GiftDue", "ReceiptDue"]
    assert gift.delivered_at is not None
    assert deliver_gifts() == 0
    settle_order(order_id=gift.order_id)
    assert outbox() == ["GiftDue", "ReceiptDue"]


def test_a_dated_gift_waits_for_its_day(stripe):
    gift = bought(stripe, deliver_on=today(2))
    assert (outbox(), gift.delivered_at, deliver_gifts()) == (["ReceiptDue"], None, 0)
    Gift.objects.update(deliver_on=today())
    assert (deliver_gifts(), deliver_gifts(), outbox()) == (1, 0, ["ReceiptDue", "GiftDue"])


@pytest.mark.parametrize("state", [OrderState.OPEN, OrderState.REFUNDED, OrderState.DISPUTED, OrderState.NEEDS_REVIEW])
def test_a_gift_that_is_not_paid_is_not_announced(state):
    GiftFactory(order__state=state)
    assert (deliver_gifts(), outbox()) == (0, [])


def test_a_gift_that_was_handed_over_before_its_day_is_not_announced(stripe):
    gift = bought(stripe, deliver_on=today(2))
    claim_gift(code=gift.code, user=UserFactory())
    Gift.objects.update(deliver_on=today())
    assert (deliver_gifts(), outbox()) == (0, ["ReceiptDue"])


def test_whoever_has_the_code_claims_it_once(stripe, heard):
    gift, receiver = bought(stripe), UserFactory()
    courses = tuple(gift.order.lines.get().course_ids)
    claimed = claim_gift(code=gift.code, user=receiver)
    assert (claimed.claimed_by, claimed.is_claimed) == (receiver, True)
    assert heard.facts == [
        GiftClaiming(receiver.pk, courses),
        GiftClaimed(str(gift.order.public_id), receiver.pk, courses),
    ]
    assert claim_gift(code=gift.code, user=receiver).claimed_at == claimed.claimed_at
    assert claim_refused(gift, UserFactory()) == "gift_claimed"
    assert len(heard.facts) == 2


def test_a_guess_claims_nothing(stripe):
    bought(stripe)
    for guess in ("", "nothing", "a\0b"):
        with pytest.raises(DomainError) as refused:
            claim_gift(code=guess, user=UserFactory())
        assert refused.value.code == "gift_unknown"


def test_whoever_has_it_already_leaves_the_gift_as_it_is(stripe):
    def owns(sender, fact, **kwargs):
        raise DomainError("already_owned", "You own this course.")

    gift = bought(stripe)
    GiftClaiming.signal.connect(owns)
    try:
        assert claim_refused(gift, UserFactory()) == "already_owned"
    finally:
        GiftClaiming.signal.disconnect(owns)
    assert claim_gift(code=gift.code, user=UserFactory()).is_claimed


def test_a_refund_before_the_claim_ends_the_gift(stripe, heard):
    gift = bought(stripe)
    stripe.refund(gift.order.payment_intent_id)
    settle_order(order_id=gift.order_id)
    assert claim_refused(gift, UserFactory()) == "gift_ended"
    assert heard.names == ["OrderRevoked"]


def test_a_refund_after_the_claim_ends_the_right_and_a_failed_one_brings_it_back(stripe, heard):
    gift, receiver = bought(stripe), UserFactory()
    claim_gift(code=gift.code, user=receiver)
    refund = stripe.refund(gift.order.payment_intent_id)
    settle_order(order_id=gift.order_id)
    assert heard.facts[-1] == OrderRevoked(str(gift.order.public_id), reason="refunded")
    stripe.move_refund(refund.id, "failed")
    settle_order(order_id=gift.order_id)
    assert heard.names == ["GiftClaiming", "GiftClaimed", "OrderRevoked", "GiftClaimed"]
    assert heard.facts[-1].user_id == receiver.pk
    assert outbox().count("GiftDue") == 1


def test_a_gift_for_nothing_needs_no_stripe(stripe, heard):
    CouponFactory(code="ALL", percent_off=100)
    order = start(OfferFactory(), UserFactory(), coupon_code="ALL", gift=WISH)
    assert (order.state, stripe.calls.total(), outbox(), heard.names) == ("settled", 0, ["GiftDue", "ReceiptDue"], [])


@pytest.mark.django_db(transaction=True)
def test_eight_claims_at_once_are_one(stripe):
    gift = bought(stripe)
    users = [UserFactory() for _ in range(8)]
    results = at_once(*[partial(claim_gift, code=gift.code, user=user) for user in users])
    assert [result.code for result in results if isinstance(result, DomainError)] == ["gift_claimed"] * 7
    gift.refresh_from_db()
    assert gift.claimed_by in users


@pytest.mark.django_db(transaction=True)
def test_eight_timers_at_once_announce_it_once(stripe):
    bought(stripe, deliver_on=today(1))
    Gift.objects.update(deliver_on=today())
    assert sum(at_once(*[deliver_gifts] * 8)) == 1
    assert outbox() == ["ReceiptDue", "GiftDue"]


def test_a_lost_gift_is_rebuilt_with_its_code(stripe):
    gift = bought(stripe, message="Enjoy", deliver_on=today(2))
    lose_today()
    restore_order(hint=Hint(session_id=gift.order.checkout_session_id))
    found = Gift.objects.get()
    assert (found.code, found.order.public_id, found.order.state) == (gift.code, gift.order.public_id, "settled")
    assert wish_of(found.order) == GiftWish("Ben", "ben@example.com", "Enjoy", today(2))
    assert claim_gift(code=gift.code, user=UserFactory()).is_claimed


def test_a_day_that_nobody_can_read_is_today(stripe):
    gift = bought(stripe, deliver_on=today(2))
    session = stripe.sessions[gift.order.checkout_session_id]
    stripe.sessions[session.id] = dataclasses.replace(session, metadata=dict(session.metadata) | {"gift_on": "soon"})
    lose_today()
    restore_order(hint=Hint(session_id=session.id))
    assert Gift.objects.get().deliver_on == today()


def test_a_guests_gift_goes_out_before_the_guest_has_signed_in(stripe, heard):
    owner = UserFactory(email="buyer@example.com")
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True)
    order = start(OfferFactory(), gift=WISH)
    stripe.pay(order.checkout_session_id, email="buyer@example.com")
    settle_order(order_id=order.pk)
    order.refresh_from_db()
    assert (order.state, order.buyer, outbox()) == ("settled", None, ["GiftDue", "ReceiptDue"])
    claim_gift(code=order.gift.code, user=UserFactory())
    assert claim_orders(user=owner) == 1
    assert "OrderSettled" not in heard.names


def test_a_gift_is_no_second_payment_for_what_the_buyer_has(stripe):
    offer, buyer = OfferFactory(), UserFactory()
    for gift in (WISH, None, GiftWish("Eva", "eva@example.com")):
        stripe.pay(start(offer, buyer, gift=gift).checkout_session_id)
        settle_order(order_id=Order.objects.latest("pk").pk)
    assert "PaidTwice" not in outbox()
