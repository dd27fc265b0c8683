import pytest
from django.utils import timezone
from django.utils.translation import get_language

from checkout.mails import mail_gift, mail_payment_failed, mail_receipt, mail_refund_notice, mail_welcome
from checkout.models import OrderLine
from checkout.tests.factories import GiftFactory, OrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = OrderFactory(offer__title="Networks & <More>", settled_at=timezone.now(), state="settled", total_minor=3920)
    OrderLine.objects.update(amount_minor=4900, discount_minor=980)
    return order


def payload(order, **fields):
    return {"order_id": str(order.public_id)} | fields


def parts(mail):
    return mail.body, mail.alternatives[0][0]


def test_a_receipt_says_what_was_paid(order, mailoutbox, settings):
    settings.SITE_URL = "https://school.test"
    mail_receipt(payload(order, is_new_account=False))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([order.buyer.email], "Your receipt for Networks & <More>")
    assert mail.extra_headers == {
        "Message-ID": f"<receipt.{order.public_id}@school.test>",
        "Idempotency-Key": f"receipt.{order.public_id}",
    }
    text, html = parts(mail)
    assert "Tax included" not in text
    for fact in (
        f"https://school.test/orders/{order.public_id}/",
        "$49",
        "-$9.80",
        "$39.20",
        order.number,
        "https://school.test/learn/",
        "https://school.test/orders/",
    ):
        assert fact in text
        assert fact in html
    assert "Networks & <More>" in text
    assert "Networks &amp; &lt;More&gt;" in html


def test_a_newcomer_is_told_how_to_get_in(order, mailoutbox):
    mail_welcome(payload(order, is_new_account=False))
    assert mailoutbox == []
    mail_welcome(payload(order, is_new_account=True))
    (mail,) = mailoutbox
    text, html = parts(mail)
    assert mail.subject == "Welcome to Cloud School"
    assert "/accounts/login/code/" in text
    assert "/accounts/login/code/" in html


@pytest.mark.parametrize(("is_over", "sentence"), [(True, "access through it has ended"), (False, "access stays as it is")])
def test_a_refund_is_told(order, mailoutbox, is_over, sentence):
    mail_refund_notice(payload(order, amount_minor=900, currency="USD", is_access_over=is_over))
    (mail,) = mailoutbox
    assert mail.subject == "Your refund for Networks & <More>"
    for part in parts(mail):
        assert "$9" in part
        assert sentence in part


def test_a_second_payment_that_goes_back_takes_nothing_away(order, mailoutbox):
    mail_refund_notice(payload(order, amount_minor=4900, currency="USD", is_access_over=False, is_twice=True))
    (mail,) = mailoutbox
    for part in parts(mail):
        assert "You keep what you bought" in part
        assert "access" not in part


def test_a_refund_that_is_told_again_is_recognisable(order, mailoutbox):
    for refund in ("re_1", "re_2", "re_1"):
        mail_refund_notice(payload(order, amount_minor=900, currency="USD", is_access_over=False, refund_id=refund))
    assert [mail.extra_headers["Message-ID"].partition("@")[0] for mail in mailoutbox] == [
        "<refund.re_1",
        "<refund.re_2",
        "<refund.re_1",
    ]


def test_an_order_without_an_account_is_told_by_its_address_or_not_at_all(order, mailoutbox):
    order.buyer, order.email = None, "guest@example.com"
    order.save()
    mail_receipt(payload(order))
    order.email = ""
    order.save()
    mail_receipt(payload(order))
    assert [mail.to for mail in mailoutbox] == [["guest@example.com"]]


def test_a_gift_is_announced_to_its_receiver_while_it_can_be_claimed(mailoutbox, settings):
    settings.SITE_URL = "https://school.test"
    gift = GiftFactory(order__buyer__name="Ana", order__offer__title="Networks", message="Two lines,\n<b>of mine</b>")
    mail_gift(payload(gift.order))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["ben@example.com"], "Ana gives you Networks")
    assert mail.extra_headers["Message-ID"] == f"<gift.{gift.order.public_id}@school.test>"
    text, html = parts(mail)
    for part in (text, html):
        assert f"https://school.test/gifts/{gift.code}/" in part
        assert "Two lines," in part
    assert "&lt;b&gt;of mine&lt;/b&gt;" in html
    gift.order.state = "refunded"
    gift.order.save()
    mail_gift(payload(gift.order))
    assert len(mailoutbox) == 1


def test_the_receipt_of_a_gift_tells_its_buyer_where_it_goes(mailoutbox):
    gift = GiftFactory()
    mail_receipt(payload(gift.order, is_new_account=True))
    mail_welcome(payload(gift.order, is_new_account=True))
    receipt, welcome = mailoutbox
    for part in parts(receipt):
        assert f"/gifts/{gift.code}/" in part
        assert "ben@example.com" in part
        assert "start learning" not in part
    for part in parts(welcome):
        assert "it keeps your receipt" in part


def test_a_bank_that_did_not_pay_is_told_unless_it_was_paid_meanwhile(mailoutbox):
    order = OrderFactory(state="canceled", offer__title="Networks", offer__slug="networks")
    mail_payment_failed(payload(order))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([order.buyer.email], "Your bank has not paid for Networks")
    for part in parts(mail):
        assert "$49" in part
        assert "/checkout/networks/" in part
    order.state = "settled"
    order.save()
    mail_payment_failed(payload(order))
    assert len(mailoutbox) == 1


def test_a_refunded_gift_is_told_as_one(mailoutbox):
    gift = GiftFactory(order__state="refunded")
    mail_refund_notice(payload(gift.order, amount_minor=4900, currency="USD", is_access_over=True))
    for part in parts(mailoutbox[0]):
        assert "the gift for Ben has ended" in part
        assert "Your progress" not in part


def test_a_receipt_names_its_tax(order, mailoutbox):
    order.tax_minor = 680
    order.save()
    mail_receipt(payload(order, is_new_account=False))
    for part in parts(mailoutbox[0]):
        assert "Tax included" in part
        assert "$6.80" in part


def test_it_speaks_the_language_of_the_purchase_whoever_sends_it(order, mailoutbox):
    order.language = "es"
    order.save()
    mail_receipt(payload(order, is_new_account=False))
    (mail,) = mailoutbox
    text, html = parts(mail)
    assert mail.subject == "Tu recibo de Networks & <More>"
    assert "39,20" in text
    assert "39,20" in html
    assert get_language() == "en"
