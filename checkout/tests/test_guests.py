"""Purchases without signing in, to an address that has an account: paid, told, and given to whoever proves to own it."""

import pytest
from allauth.account.models import EmailAddress
from django.db.models import ProtectedError

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.models import User
from acg.users.tests.factories import UserFactory
from checkout.mails import mail_receipt, mail_welcome
from checkout.models import Order
from checkout.services import claim_orders, request_refund, return_second_payment
from checkout.services.handing_over import hand_over
from checkout.tests.at_once import Worker
from checkout.tests.factories import OfferFactory
from checkout.tests.test_settling import hear, ledger, outbox, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(email="known@example.com")


def prove(user, email=None):
    """Mark an address as one that its person has proved to own."""
    EmailAddress.objects.update_or_create(user=user, email=email or user.email, defaults={"verified": True})


def guest_pays(stripe, *, email="Known@Example.com", offer=None):
    order = started(offer=offer or OfferFactory(), visitor_key=f"browser-{Order.objects.count()}")
    payment = stripe.pay(order.checkout_session_id, email=email)
    hear(stripe)
    order.refresh_from_db()
    return order, payment


def test_the_money_is_in_and_nothing_is_given_until_the_owner_signs_in(stripe, heard, owner, mailoutbox):
    order, payment = guest_pays(stripe)
    assert (order.state, order.buyer, order.email, User.objects.count()) == ("settled", None, "known@example.com", 1)
    assert order.settled_at is not None
    assert (heard.names, outbox(), ledger()) == ([], ["ReceiptDue"], [("payment", payment.id, 4900, "USD")])
    payload = OutboxEvent.objects.get().payload
    mail_receipt(payload)
    mail_welcome(payload)
    (mail,) = mailoutbox
    assert mail.to == ["known@example.com"]
    for part in (mail.body, mail.alternatives[0][0]):
        assert "sign in with this address" in part
        assert "/orders/claim/" in part
        assert "you can start learning" not in part


def test_whoever_proves_the_address_gets_it_once(stripe, heard, owner):
    order, _ = guest_pays(stripe)
    prove(owner)
    assert claim_orders(user=owner) == 1
    order.refresh_from_db()
    assert order.buyer == owner
    (fact,) = heard.facts
    assert (fact.order_id, fact.buyer_id, fact.course_ids) == (str(order.public_id), owner.pk, (order.offer.course_id,))
    assert claim_orders(user=owner) == 0
    hear(stripe)
    assert (heard.names, outbox()) == (["OrderSettled"], ["ReceiptDue"])


def test_an_address_that_was_only_typed_gets_nothing(stripe, heard, owner):
    order, _ = guest_pays(stripe)
    stranger = UserFactory(email="stranger@example.com")
    prove(stranger)
    EmailAddress.objects.create(user=stranger, email="known@example.com", verified=False)
    assert (claim_orders(user=owner), claim_orders(user=stranger)) == (0, 0)
    order.refresh_from_db()
    assert (order.buyer, heard.facts) == (None, [])


def test_a_second_address_of_the_same_person_counts(stripe, heard, owner):
    guest_pays(stripe)
    User.objects.filter(pk=owner.pk).update(email="moved@example.com")
    prove(owner, "Known@example.com")
    assert claim_orders(user=owner) == 1


def test_what_was_refunded_or_is_disputed_is_attached_without_rights(stripe, heard, owner):
    prove(owner)
    refunded, payment = guest_pays(stripe)
    stripe.refund(payment.id)
    disputed, contested = guest_pays(stripe)
    dispute = stripe.dispute(contested.id)
    hear(stripe)
    heard.facts.clear()
    assert (claim_orders(user=owner), heard.facts) == (2, [])
    stripe.move_dispute(dispute.id, "won", is_reinstated=True)
    hear(stripe)
    assert [fact.order_id for fact in heard.facts] == [str(disputed.public_id)]
    refunded.refresh_from_db()
    assert (refunded.state, refunded.buyer) == ("refunded", owner)


def test_fault_31_a_guest_who_owned_it_already_gets_the_money_back_after_signing_in(stripe, heard, owner):
    prove(owner)
    offer = OfferFactory()
    first = started(buyer=owner, offer=offer)
    stripe.pay(first.checkout_session_id)
    hear(stripe)
    second, payment = guest_pays(stripe, offer=offer)
    assert outbox() == ["ReceiptDue", "ReceiptDue"]
    claim_orders(user=owner)
    assert OutboxEvent.objects.last().payload == {"order_id": str(second.public_id), "payment_id": payment.id}


def test_a_guests_order_that_was_paid_twice_gives_the_second_back_unclaimed(stripe, owner):
    order, _ = guest_pays(stripe)
    second = stripe.pay(order.checkout_session_id)
    hear(stripe)
    fact = OutboxEvent.objects.get(type="PaidTwice").payload
    assert (fact["payment_id"], return_second_payment(**fact), return_second_payment(**fact)) == (second.id, True, False)


def test_an_order_without_a_buyer_is_handed_to_nobody(stripe, heard, owner):
    order, _ = guest_pays(stripe)
    hand_over(order, is_first=True)
    assert heard.names == []


@pytest.mark.django_db(transaction=True)
def test_an_order_in_another_workers_hands_is_left_for_the_next_time(stripe, heard, owner):
    from django.db import transaction  # noqa: PLC0415 -- only here

    prove(owner)
    order, _ = guest_pays(stripe)
    with transaction.atomic():
        Order.objects.select_for_update().get(pk=order.pk)
        worker = Worker(lambda: claim_orders(user=owner))
        worker.join(30)
    assert worker.result == 0
    assert claim_orders(user=owner) == 1


def test_the_pages_say_so_and_the_link_of_the_mail_attaches(client, stripe, heard, owner):
    order, _ = guest_pays(stripe)
    session = client.session
    session["visitor_key"] = order.visitor_key
    session.save()
    for path in (f"/checkout/done/{order.public_id}/", f"/orders/{order.public_id}/"):
        page = client.get(path).content.decode()
        assert "Sign in to get it" in page
        assert "You are in" not in page
    assert client.get("/orders/claim/")["Location"] == "/accounts/login/?next=/orders/claim/"
    client.force_login(owner)
    prove(owner)
    assert client.get("/orders/claim/")["Location"] == "/orders/"
    assert order.number in client.get("/orders/").content.decode()
    assert heard.names == ["OrderSettled"]


def test_what_was_bought_in_this_browser_is_not_sold_to_it_again(stripe, owner):
    order, _ = guest_pays(stripe)
    with pytest.raises(DomainError) as refusal:
        started(offer=order.offer, visitor_key=order.visitor_key)
    assert (refusal.value.code, Order.objects.count()) == ("already_owned", 1)
    started(offer=order.offer, visitor_key="another browser")
    started(offer=OfferFactory(), visitor_key=order.visitor_key)


def test_fault_43_a_buyer_with_an_order_cannot_be_deleted(stripe, owner):
    order = started(buyer=owner)
    with pytest.raises(ProtectedError):
        owner.delete()
    order.refresh_from_db()
    assert order.buyer == owner


@pytest.mark.fault(
    43, "the buyer's account is gone before the webhook comes", "the payment is kept, a person sends it back; no crash loop"
)
@pytest.mark.parametrize("had_account", [True, False])
def test_fault_43_an_account_that_was_closed_gets_nothing_and_the_money_is_kept(stripe, heard, owner, had_account):
    order = started(buyer=owner if had_account else None, visitor_key="browser")
    heard.facts.clear()
    stripe.pay(order.checkout_session_id, email="known@example.com")
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert hear(stripe) == [True, True, True]
    order.refresh_from_db()
    assert (order.state, order.review_reason, order.settled_at) == ("needs_review", "The buyer's account is closed.", None)
    assert (heard.facts, outbox(), len(ledger())) == ([], [], 1)
    assert request_refund(order=order, by=UserFactory(role="staff"), reason="Account closed").state == "refunded"
    assert User.objects.filter(email="known@example.com").count() == 1
