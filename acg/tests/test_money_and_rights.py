"""Settled and may learn, in one transaction: what the wiring promises to whoever pays, through Stripe's library and the sandbox."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.models import Role, User
from acg.users.tests.factories import UserFactory
from checkout.models import Refund, StripeEvent
from checkout.sandbox import account, acts
from checkout.sandbox.delivering import deliver_due
from checkout.sandbox.models import StripeObject
from checkout.services import (
    GiftWish,
    claim_gift,
    claim_orders,
    request_refund,
    settle_due,
    settle_order,
    start_checkout,
)
from checkout.tests.factories import OfferFactory
from courses.tests.factories import CourseFactory, LearningPathFactory, LearningPathStepFactory
from students.models import Grant
from students.selectors import may_learn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buy(live_server, settings):
    """Buy an offer in the sandbox, up to the answered webhooks."""
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"
    urls = {"success_url": f"{live_server.url}/done", "cancel_url": f"{live_server.url}/back"}

    def act(offer, buyer=None, email="new@example.com", gift=None):
        order = start_checkout(offer=offer, buyer=buyer, visitor_key="browser", currency="USD", gift=gift, **urls)
        account.pay(order.checkout_session_id, email=email, name="Ana Buyer", endpoint=f"{live_server.url}/webhooks/stripe/")
        deliver_due()
        order.refresh_from_db()
        return order

    return act


def test_whoever_pays_may_learn_and_whoever_is_refunded_may_not(buy, mailoutbox):
    offer = OfferFactory(title="Networks")
    order = buy(offer)
    buyer = User.objects.get(email="new@example.com")
    assert (order.state, order.buyer, may_learn(user=buyer, course=offer.course)) == ("settled", buyer, True)
    assert sorted(mail.subject for mail in mailoutbox) == ["Welcome to Cloud School", "Your receipt for Networks"]
    staff = UserFactory(role=Role.STAFF)
    request_refund(order=order, by=staff, reason="Late", amount_minor=900)
    assert may_learn(user=buyer, course=offer.course) is True
    request_refund(order=order, by=staff, reason="The rest")
    assert may_learn(user=buyer, course=offer.course) is False
    assert [mail.subject for mail in mailoutbox[2:]] == ["Your refund for Networks"] * 2
    refund = StripeObject.objects.get(id=Refund.objects.get(reason="The rest").stripe_id)
    refund.data["status"] = "failed"
    refund.save()
    assert settle_order(order_id=order.pk).state == "settled"
    assert may_learn(user=buyer, course=offer.course) is True
    assert (Grant.objects.count(), len(mailoutbox)) == (1, 4)


def test_fault_31_the_same_course_bought_twice_is_paid_once_and_stays_open(buy, mailoutbox):
    offer, buyer = OfferFactory(title="Networks"), User.objects.create_user("ana@example.com")
    EmailAddress.objects.update(verified=True)
    first, second = buy(offer, buyer=buyer), buy(offer, email="ana@example.com")
    assert (second.state, second.buyer, Grant.objects.count()) == ("settled", None, 1)
    claim_orders(user=buyer)
    second.refresh_from_db()
    assert (first.state, second.state, second.buyer) == ("settled", "refunded", buyer)
    assert may_learn(user=buyer, course=offer.course) is True
    assert [mail.subject for mail in mailoutbox] == ["Your receipt for Networks"] * 2 + ["Your refund for Networks"]
    assert "You keep what you bought" in mailoutbox[-1].body


def test_fault_42_a_bundle_and_one_of_its_courses_one_is_refunded_and_the_other_right_stays(buy):
    buyer, staff = UserFactory(), UserFactory(role=Role.STAFF)
    course, other = CourseFactory(published=True), CourseFactory(published=True)
    path = LearningPathFactory()
    for position, member in enumerate((course, other)):
        path.steps.create(course=member, position=position)
    single = buy(OfferFactory(course=course), buyer=buyer)
    bundle = buy(OfferFactory(kind="path", course=None, path=path), buyer=buyer)
    assert (single.state, bundle.state, Grant.objects.count()) == ("settled", "settled", 3)
    request_refund(order=single, by=staff, reason="Has the bundle")
    assert [may_learn(user=buyer, course=each) for each in (course, other)] == [True, True]
    request_refund(order=bundle, by=staff, reason="All of it")
    assert [may_learn(user=buyer, course=each) for each in (course, other)] == [False, False]


def sign_in(client, mailoutbox):
    """Sign in with a code from the mail."""
    cache.clear()  # the counters of other tests' tries
    client.post("/accounts/login/code/", {"email": "known@example.com"})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[-1].body, re.MULTILINE).group(1)
    client.post("/accounts/login/code/confirm/", {"code": code})


def test_what_a_guest_bought_for_an_account_opens_when_its_owner_signs_in_with_a_code(buy, client, mailoutbox):
    offer, owner = OfferFactory(title="Networks"), User.objects.create_user("known@example.com")
    order = buy(offer, email="known@example.com")
    assert (order.state, order.buyer, may_learn(user=owner, course=offer.course)) == ("settled", None, False)
    sign_in(client, mailoutbox)
    order.refresh_from_db()
    assert (order.buyer, may_learn(user=owner, course=offer.course)) == (owner, True)


def test_signing_in_succeeds_when_a_purchase_cannot_be_attached(buy, client, monkeypatch, caplog, mailoutbox):
    def broken(**_fact):
        raise RuntimeError

    owner = User.objects.create_user("known@example.com")
    order = buy(OfferFactory(), email="known@example.com")
    monkeypatch.setattr("students.services.grant_for_order", broken)
    sign_in(client, mailoutbox)
    order.refresh_from_db()
    assert (client.session["_auth_user_id"], order.buyer) == (str(owner.pk), None)
    assert "purchases could not be attached" in caplog.text


def test_fault_36_a_disputed_payment_suspends_the_right_until_it_is_won(buy, live_server):
    offer = OfferFactory()
    order = buy(offer, buyer=UserFactory())
    seen = []
    for kind, name in [("charge", "dispute"), ("dispute", "win")]:
        thing = StripeObject.objects.filter(object=kind).first().data
        acts.act(thing, name, endpoint=f"{live_server.url}/webhooks/stripe/")
        deliver_due()
        order.refresh_from_db()
        seen.append((order.state, may_learn(user=order.buyer, course=offer.course)))
    assert (seen, Grant.objects.count()) == ([("disputed", False), ("settled", True)], 1)


def test_a_right_that_cannot_be_given_leaves_the_money_to_the_timer(buy, monkeypatch):
    """Nothing is half done: without the right there is no settled order, and the kept events are tried again."""

    def broken(**_fact):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("students.services.grant_for_order", broken)
        order = buy(OfferFactory())
    assert (order.state, order.ledger.count(), Grant.objects.count()) == ("open", 0, 0)
    assert set(StripeEvent.objects.values_list("state", "attempts")) == {("new", 1)}
    StripeEvent.objects.update(next_try_at=timezone.now())
    assert settle_due().finished == 3
    order.refresh_from_db()
    assert (order.state, order.ledger.count(), Grant.objects.count()) == ("settled", 1, 1)


def test_a_gift_is_learned_by_whoever_claims_it_until_the_money_goes_back(buy, mailoutbox):
    offer, buyer, receiver = OfferFactory(title="Networks"), UserFactory(name="Ana"), UserFactory()
    order = buy(offer, buyer=buyer, gift=GiftWish("Ben", "ben@example.com", "For your exam"))
    assert (order.state, Grant.objects.count()) == ("settled", 0)
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert told["ben@example.com"].subject == "Ana gives you Networks"
    link = f"/gifts/{order.gift.code}/"
    for mail in (told["ben@example.com"], told[buyer.email]):
        assert link in mail.body
    assert "For your exam" in told["ben@example.com"].body
    claim_gift(code=order.gift.code, user=receiver)
    assert [may_learn(user=user, course=offer.course) for user in (buyer, receiver)] == [False, True]
    assert list(Grant.objects.values_list("cause", "cause_id")) == [("gift", str(order.public_id))]
    with pytest.raises(DomainError) as refused:
        claim_gift(code=buy(offer, buyer=buyer, gift=GiftWish("Ben", "ben@example.com")).gift.code, user=receiver)
    assert refused.value.code == "already_owned"
    request_refund(order=order, by=UserFactory(role=Role.STAFF), reason="Late")
    assert may_learn(user=receiver, course=offer.course) is False


def test_what_one_owns_can_be_given_and_a_path_gives_all_its_courses(buy):
    first = LearningPathStepFactory(path=LearningPathFactory())
    second = LearningPathStepFactory(path=first.path)
    offer = OfferFactory(kind="path", course=None, path=first.path, title="Both")
    buyer, receiver = UserFactory(), UserFactory()
    own = buy(offer, buyer=buyer)
    line = own.lines.get()
    assert (line.kind, line.title, line.course_ids) == ("path", "Both", [first.course_id, second.course_id])
    assert [may_learn(user=buyer, course=step.course) for step in (first, second)] == [True, True]
    given = buy(offer, buyer=buyer, gift=GiftWish("Ben", "ben@example.com"))
    claim_gift(code=given.gift.code, user=receiver)
    request_refund(order=own, by=UserFactory(role=Role.STAFF), reason="Late")
    assert [may_learn(user=buyer, course=step.course) for step in (first, second)] == [False, False]
    assert [may_learn(user=receiver, course=step.course) for step in (first, second)] == [True, True]
