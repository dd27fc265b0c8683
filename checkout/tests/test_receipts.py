"""Receipts: numbered, with their tax, made out to a company until one was kept, as a page and as a PDF."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from checkout.models import Order, OrderState
from checkout.receipts import made_out_to, receipt_pdf, receipt_rows
from checkout.services import keep_receipt, make_out_receipt, number_receipts, settle_order
from checkout.tests.at_once import at_once
from checkout.tests.factories import OfferFactory, OrderFactory
from checkout.tests.test_models import refused
from checkout.tests.test_pages import text
from checkout.tests.test_starting import start

pytestmark = pytest.mark.django_db

COMPANY = {"company_name": "Nubes S.L.", "tax_number": "ESB12345678", "address": "Calle Mayor 1\n28013 Madrid"}


def paid(**fields):
    return OrderFactory(**{"state": OrderState.SETTLED, "settled_at": timezone.now()} | fields)


def rows(order):
    return [(row.what, row.amount) for row in receipt_rows(order)]


def test_receipts_are_numbered_in_the_order_of_payment_without_gaps(django_assert_num_queries):
    now = timezone.now()
    later, first = paid(settled_at=now), paid(settled_at=now - dt.timedelta(days=1))
    unpaid = OrderFactory()
    with django_assert_num_queries(6):
        assert number_receipts() == 2
    refunded = paid(state=OrderState.REFUNDED)
    assert (number_receipts(), number_receipts()) == (1, 0)
    numbers = dict(Order.objects.values_list("pk", "receipt_number"))
    assert numbers == {first.pk: 1, later.pk: 2, refunded.pk: 3, unpaid.pk: None}
    first.refresh_from_db()
    assert first.receipt == f"{first.settled_at:%Y}-000001"
    assert unpaid.receipt == ""


@pytest.mark.django_db(transaction=True)
def test_eight_who_number_at_once_give_each_number_once():
    for _ in range(5):
        paid()
    assert sum(at_once(*[number_receipts] * 8)) == 5
    assert sorted(Order.objects.values_list("receipt_number", flat=True)) == [1, 2, 3, 4, 5]


def test_stripe_says_the_tax_and_the_company(stripe, settings):
    settings.STRIPE_TAX = True
    order = start(OfferFactory(), UserFactory())
    assert order.session_request["tax"] is True
    billing = {"tax_minor": 850, "company": "Nubes S.L.", "tax_number": "ESB12345678", "address": "Madrid\nES"}
    stripe.pay(order.checkout_session_id, **billing)
    order = settle_order(order_id=order.pk)
    assert (order.state, order.review_reason, str(order.tax)) == ("settled", "", "$8.50")
    assert (order.company_name, order.tax_number, order.billing_address) == ("Nubes S.L.", "ESB12345678", "Madrid\nES")
    assert rows(order)[1:] == [("Total", "$49"), ("Tax included", "$8.50")]
    assert made_out_to(order)[:-1] == ["Nubes S.L.", "Madrid", "ES", "Tax number ESB12345678"]


@pytest.mark.parametrize("tax", [-1, 4901])
def test_a_tax_that_cannot_be_is_left_out(stripe, tax):
    order = start(OfferFactory(), UserFactory())
    stripe.pay(order.checkout_session_id, tax_minor=tax)
    order = settle_order(order_id=order.pk)
    assert (order.state, order.tax_minor, order.tax) == ("settled", None, None)
    with refused("the_total_contains_the_tax"), transaction.atomic():
        Order.objects.update(tax_minor=4901)


def test_what_the_buyer_typed_is_not_overwritten(stripe):
    order = start(OfferFactory(), UserFactory())
    stripe.pay(order.checkout_session_id, company="Old Ltd", tax_number="GB1234")
    settle_order(order_id=order.pk)
    make_out(order, company_name="New Ltd", tax_number="")
    order = settle_order(order_id=order.pk)
    assert (order.company_name, order.tax_number) == ("New Ltd", "GB1234")


def make_out(order, **typed):
    return make_out_receipt(public_id=order.public_id, user=order.buyer, visitor_key="", **COMPANY | typed)


def test_a_receipt_is_made_out_to_a_company_until_it_was_kept():
    order = paid()
    order = make_out(
        order, company_name=" Nubes \0 S.L. ", tax_number="es-b 123.456-78", address=" Calle Mayor 1 \r\n\r\n28013  Madrid "
    )
    assert (order.company_name, order.tax_number, order.billing_address) == tuple(COMPANY.values())
    keep_receipt(order=order)
    kept_at = Order.objects.get().receipt_kept_at
    keep_receipt(order=order)
    with pytest.raises(DomainError) as late:
        make_out(order, company_name="Other")
    order.refresh_from_db()
    assert (late.value.code, order.company_name, order.receipt_kept_at) == ("receipt_kept", "Nubes S.L.", kept_at)


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"company_name": "x" * 201}, "company_name_too_long", "company_name"),
        ({"address": "x" * 301}, "address_too_long", "address"),
        ({"tax_number": "B"}, "tax_number_invalid", "tax_number"),
        ({"tax_number": "<b>B12345</b>"}, "tax_number_invalid", "tax_number"),
    ],
)
def test_what_cannot_be_printed_is_refused(typed, code, field):
    order = paid()
    with pytest.raises(DomainError) as wrong:
        make_out(order, **typed)
    order.refresh_from_db()
    assert (wrong.value.code, wrong.value.field, order.company_name) == (code, field, "")


def test_somebody_elses_and_unpaid_orders_are_left_alone():
    order, unpaid = paid(), OrderFactory()
    for asked, user, code in ((order, UserFactory(), "order_unknown"), (unpaid, unpaid.buyer, "not_paid")):
        with pytest.raises(DomainError) as wrong:
            make_out_receipt(public_id=asked.public_id, user=user, visitor_key="", **COMPANY)
        assert wrong.value.code == code
    assert set(Order.objects.values_list("company_name", flat=True)) == {""}


def test_refunds_are_lines_and_what_failed_is_none():
    order = paid(total_minor=3900, tax_minor=500)
    order.lines.update(amount_minor=4900, discount_minor=1000)
    payment = order.payments.create(stripe_id="pi_1", state="succeeded", amount_minor=3900, currency="USD")
    for state, amount in (("succeeded", 900), ("pending", 500), ("failed", 700)):
        order.refunds.create(payment=payment, stripe_id=f"re_{state}", state=state, amount_minor=amount, currency="USD")
    order.refunds.update(created_at=dt.datetime(2026, 3, 5, tzinfo=dt.UTC))
    assert rows(order)[1:] == [
        ("Discount", "-$10"),
        ("Total", "$39"),
        ("Tax included", "$5"),
        ("Refund of March 5, 2026", "-$9"),
        ("Refund of March 5, 2026, on its way", "-$5"),
        ("Left after refunds", "$25"),
    ]


def test_the_page_and_the_file_say_the_same_and_the_download_closes_it(client):
    order = paid(tax_minor=850, buyer__name="Ana")
    client.force_login(order.buyer)
    address = f"/orders/{order.public_id}/"
    page = text(client.get(address))
    number = f"{order.settled_at:%Y}-000001"
    for words in (f"Receipt {number}", "Tax included", "$8.50", "The price includes tax.", "Ana", "Make it out to a company"):
        assert words in page
    assert client.post(f"{address}company/", COMPANY)["Location"] == address
    wrong = client.post(f"{address}company/", COMPANY | {"tax_number": "?"})
    assert wrong.status_code == 422
    assert "Calle Mayor 1 28013 Madrid</textarea>" in text(wrong)
    assert client.head(f"{address}receipt.pdf").status_code == 200
    assert Order.objects.get().receipt_kept_at is None
    file = client.get(f"{address}receipt.pdf")
    assert file["Content-Disposition"] == f'attachment; filename="receipt-{number}.pdf"'
    page = text(client.get(address))
    assert "Nubes S.L." in page
    assert "it stays as it is" in page
    assert client.post(f"{address}company/", COMPANY).status_code == 422


def test_whoever_comes_from_the_mail_signs_in_first_whether_the_order_is_there_or_not(client):
    order, guests = paid(), paid(buyer=None, visitor_key="browser-1")
    for public_id in (order.public_id, uuid.uuid4()):
        address = f"/orders/{public_id}/"
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
        assert client.get(f"{address}receipt.pdf").status_code == 404
    session = client.session
    session["visitor_key"] = "browser-1"
    session.save()
    assert client.get(f"/orders/{guests.public_id}/").status_code == 200


def test_others_make_nothing_out(client):
    order = paid()
    assert client.post(f"/orders/{order.public_id}/company/", COMPANY).status_code == 404
    client.force_login(UserFactory())
    assert client.post(f"/orders/{order.public_id}/company/", COMPANY).status_code == 404
    assert Order.objects.get().company_name == ""


def test_the_file_embeds_the_schools_type_and_letters_beyond_latin_1():
    order = paid(company_name="Żółć & <Söhne>", receipt_number=7)
    file = receipt_pdf(order)
    assert file.startswith(b"%PDF-")
    assert b"BricolageGrotesque-Regular" in file
    assert b"BricolageGrotesque-Bold" in file
    assert receipt_pdf(order) == file  # the same bytes for the same receipt


def test_the_receipts_page_takes_as_many_statements_however_many_lines(client, django_assert_num_queries):
    order = paid(receipt_number=1)
    payment = order.payments.create(stripe_id="pi_1", state="succeeded", amount_minor=4900, currency="USD")
    client.force_login(order.buyer)
    for number in range(3):
        order.refunds.create(payment=payment, stripe_id=f"re_{number}", state="succeeded", amount_minor=100, currency="USD")
        with django_assert_num_queries(4):  # session with viewer, order with buyer, offer and gift, its lines, its refunds
            assert client.get(f"/orders/{order.public_id}/").status_code == 200
