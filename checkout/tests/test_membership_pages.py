"""The page of memberships, the plans before the button, and the mails."""

import time

import pytest
from django.core import mail
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from checkout.mails import mail_receipt
from checkout.membership_mails import mail_membership_notice
from checkout.models import Invoice, Order, Subscription
from checkout.selectors import membership_page
from checkout.tests.factories import CouponFactory, MembershipOfferFactory
from checkout.tests.test_settling import hear, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(stripe, client):
    """Return the membership of whoever is signed in."""
    user = UserFactory()
    order = started(offer=MembershipOfferFactory(), buyer=user, interval="month")
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    client.force_login(user)
    return Subscription.objects.get()


def page(client):
    return client.get("/membership/").content.decode()


def test_a_stranger_signs_in_first(client):
    assert client.get("/membership/").status_code == 302
    for name in ("switch", "cancel", "resume", "card"):
        assert client.post(reverse(f"checkout:membership_{name}")).status_code == 302


def test_whoever_is_no_member_sees_the_plans(client):
    offer = MembershipOfferFactory(price__trial_days=14)
    client.force_login(UserFactory())
    text = page(client)
    assert "$25 a month" in text
    assert "$240 a year" in text
    assert "The first 14 days cost nothing." in text
    assert f"/checkout/{offer.slug}/?interval=year" in text


def test_nothing_is_on_sale(client):
    client.force_login(UserFactory())
    assert "Nothing of this kind is on sale at the moment" in page(client)


def test_a_member_sees_what_comes_next(client, own):
    text = page(client)
    assert "All courses are open. The next charge is $25 on" in text
    assert "$240 a year" in text
    assert "Cancel the membership" in text
    assert Invoice.objects.get().number in text
    assert str(own.pk) not in [part.split('"')[0] for part in text.split('value="')[1:]]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "past_due"}, "The last payment did not come through. All courses stay open until"),
        ({"status": "unpaid"}, "so the courses are closed"),
        ({"is_paused": True}, "Payments are paused."),
        ({"status": "trialing", "trial_end": 2_000_000_000}, "Your trial lasts until May 18, 2033. Then $25 is charged"),
        ({"status": "new_word", "period_end": 1}, "All courses"),
        ({"cancel_at_period_end": True}, "Cancelled. All courses stay open until"),
        ({"status": "canceled", "ended_at": 1_900_000_000}, "Your membership ended on March 17, 2030"),
    ],
)
def test_where_it_stands_in_words(client, own, stripe, fields, words):
    stripe.move(own.stripe_id, **fields)
    hear(stripe)
    assert words in page(client)


def test_what_is_owed_can_be_paid(client, own, stripe):
    invoice = stripe.renew(own.stripe_id, is_paid=False)
    hear(stripe)
    text = page(client)
    assert f"https://invoice.stripe.test/{invoice}" in text
    assert "Pay $25 now" in text


def test_the_page_takes_so_many_statements(own, django_assert_num_queries):
    member, stranger = own.buyer, UserFactory()
    with django_assert_num_queries(3):
        membership_page(member)
    with django_assert_num_queries(3):
        found = membership_page(stranger)
    assert [len(offer.live_prices) for offer in found.offers] == [2]


def test_cancelled_resumed_switched(client, own):
    form = {"membership": str(own.public_id)}
    assert "You will not be charged again." in client.post("/membership/cancel/", form, follow=True).content.decode()
    assert Subscription.objects.get().is_ending
    assert "Your membership goes on." in client.post("/membership/resume/", form, follow=True).content.decode()
    client.post("/membership/switch/", {**form, "interval": "year"})
    assert Subscription.objects.get().price.interval == "year"
    again = client.post("/membership/switch/", {**form, "interval": "year"}, follow=True).content.decode()
    assert "This is your plan already." in again


@pytest.mark.parametrize("action", ["switch", "cancel", "resume"])
def test_somebody_elses_membership_does_not_exist(client, own, stripe, action):
    client.force_login(UserFactory())
    for key in (str(own.public_id), "no-uuid", ""):
        assert client.post(f"/membership/{action}/", {"membership": key, "interval": "year"}).status_code == 404
    assert (stripe.calls["switch_price"], stripe.calls["end_with_period"]) == (0, 0)


def test_the_card_is_changed_at_stripe(client, own):
    answer = client.post("/membership/card/")
    assert (answer.status_code, own.customer_id in answer["Location"]) == (302, True)
    client.force_login(UserFactory())
    assert client.post("/membership/card/")["Location"] == "/membership/"


# -- before the button -------------------------------------------------------------------------------------------------------------


def test_the_plans_before_the_button(client, stripe):
    offer = MembershipOfferFactory(price__trial_days=14)
    text = client.get(f"/checkout/{offer.slug}/?interval=year").content.decode()
    assert "After 14 days of trial" in text
    assert "Start the trial" in text
    assert 'name="interval" value="year"' in text
    answer = client.post(f"/checkout/{offer.slug}/", {"currency": "USD", "interval": "year"})
    order = Order.objects.get()
    assert (answer.status_code, order.interval, order.total_minor) == (302, "year", 0)
    assert order.session_request["subscription"]["trial_days"] == 14


def test_a_coupon_before_the_button(client):
    CouponFactory(code="LESS", percent_off=20)
    offer = MembershipOfferFactory()
    text = client.get(f"/checkout/{offer.slug}/?coupon=less").content.decode()
    assert "$20" in text
    assert "$25 a month" in text


def test_a_plan_that_is_none(client):
    offer = MembershipOfferFactory()
    answer = client.get(f"/checkout/{offer.slug}/?interval=decade")
    assert (answer.status_code, "This cannot be paid like that." in answer.content.decode()) == (422, True)


def test_a_member_is_sent_to_the_membership(client, own):
    answer = client.post(f"/checkout/{own.offer.slug}/", {"currency": "USD", "interval": "year"})
    assert (answer.status_code, "You are a member already." in answer.content.decode()) == (422, True)


# -- mails -------------------------------------------------------------------------------------------------------------------------


def notice(own, kind, invoice_id=""):
    mail_membership_notice({"membership_id": str(own.public_id), "kind": kind, "invoice_id": invoice_id})


def test_the_first_mail_says_that_it_renews(own):
    mail_receipt({"order_id": str(own.order.public_id), "is_new_account": False})
    (sent,) = mail.outbox
    assert "Paid on" in sent.body
    assert "/membership/" in sent.body
    assert sent.to == [own.buyer.email]


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("renewed", "Your membership is renewed: $25", "your membership was renewed for $25"),
        ("changed", "Your membership is changed: $25", "your membership was changed, and $25 charged for it"),
        ("failed", "Your membership could not be renewed", "did not let $25 for your membership through"),
    ],
)
def test_mails_about_an_invoice(own, stripe, kind, subject, words):
    invoice = stripe.renew(own.stripe_id, is_paid=kind in {"renewed", "changed"})
    hear(stripe)
    notice(own, kind, invoice)
    (sent,) = mail.outbox
    html = sent.alternatives[0][0]
    assert sent.subject == subject
    assert words in sent.body
    assert words in html
    assert f"https://invoice.stripe.test/{invoice}" in sent.body


def test_a_failure_that_was_paid_meanwhile_is_not_told(own, stripe):
    invoice = stripe.renew(own.stripe_id)
    hear(stripe)
    notice(own, "failed", invoice)
    notice(own, "a_kind_of_2031")
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("ending", {"cancel_at_period_end": True}, "You will not be charged again. All courses stay open until"),
        ("ended", {"status": "canceled", "ended_at": 1_900_000_000}, "the courses of the membership are closed"),
        ("ended", {"status": "unpaid"}, "Pay the open invoice on the membership page"),
    ],
)
def test_mails_about_the_end(own, stripe, kind, fields, words):
    stripe.move(own.stripe_id, **fields)
    hear(stripe)
    notice(own, kind)
    (sent,) = mail.outbox
    assert words in sent.body
    assert words in sent.alternatives[0][0]
