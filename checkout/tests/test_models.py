"""What holds whoever writes the row."""

import pytest
from django.db import IntegrityError, connection, transaction

from acg.users.tests.factories import UserFactory
from checkout.models import LedgerEntry, LedgerKind, Order
from checkout.tests.factories import CouponFactory, OfferFactory, OrderFactory, PriceFactory

pytestmark = pytest.mark.django_db


def refused(match):
    return pytest.raises(IntegrityError, match=match)


@pytest.fixture
def entry():
    return LedgerEntry.objects.create(
        order=OrderFactory(), kind=LedgerKind.PAYMENT, stripe_id="pi_1", amount_minor=4900, currency="USD"
    )


def test_a_ledger_entry_is_never_changed(entry):
    with refused("never changed"), transaction.atomic():
        LedgerEntry.objects.update(amount_minor=1)
    with refused("never changed"), transaction.atomic():
        entry.save()
    entry.refresh_from_db()
    assert entry.amount_minor == 4900


def test_a_ledger_entry_is_never_removed(entry):
    with refused("never changed or removed"), transaction.atomic():
        entry.delete()
    assert LedgerEntry.objects.count() == 1


def test_the_ledger_is_never_emptied(entry):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with refused("TRUNCATE"), transaction.atomic():
            cursor.execute("TRUNCATE checkout_ledgerentry")
    assert LedgerEntry.objects.count() == 1


def test_money_moves_once(entry):
    again = LedgerEntry(order=OrderFactory(), kind="payment", stripe_id="pi_1", amount_minor=1, currency="USD")
    with refused("money_moves_once"), transaction.atomic():
        again.save()


def test_one_open_order_per_buyer_and_offer():
    first = OrderFactory()
    with refused("one_open_order_per_buyer_and_offer"), transaction.atomic():
        OrderFactory(buyer=first.buyer, offer=first.offer)
    Order.objects.update(state="expired")
    OrderFactory(buyer=first.buyer, offer=first.offer)


def test_one_open_order_per_browser_and_offer():
    first = OrderFactory(buyer=None, visitor_key="a")
    with refused("one_open_order_per_visitor_and_offer"), transaction.atomic():
        OrderFactory(buyer=None, visitor_key="a", offer=first.offer)
    OrderFactory(buyer=None, visitor_key="b", offer=first.offer)
    OrderFactory(buyer=UserFactory(), visitor_key="a", offer=first.offer)


def test_one_session_for_one_order():
    OrderFactory(checkout_session_id="cs_1")
    with refused("checkout_session_id"), transaction.atomic():
        OrderFactory(checkout_session_id="cs_1")


def test_a_coupon_is_never_oversold():
    with refused("coupon_never_oversold"), transaction.atomic():
        CouponFactory(max_redemptions=1, redeemed_count=2)


def test_one_live_price_per_currency():
    price = PriceFactory()
    with refused("one_live_price_per_currency"), transaction.atomic():
        PriceFactory(offer=price.offer)


def test_one_live_offer_per_course():
    offer = OfferFactory()
    with refused("one_live_offer_per_course"), transaction.atomic():
        OfferFactory(course=offer.course)


def test_rows_name_themselves():
    order = OrderFactory(offer__title="Networks")
    line = order.lines.get()
    assert (str(order.offer), str(line.price), str(line), str(line.amount), str(line.discount)) == (
        "Networks",
        "Networks $49",
        "Networks",
        "$49",
        "$0",
    )
    assert (str(order), order.number, str(order.total)) == (order.number, order.public_id.hex[:8].upper(), "$49")
