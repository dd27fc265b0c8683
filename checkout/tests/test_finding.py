"""Lists of money stay quick: every statement of theirs goes by an index, and looks at no more rows than are shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.admin import finding as module
from checkout.models import Dispute, LedgerEntry, Order, Payment, Refund
from checkout.tests.factories import OfferFactory
from checkout.tests.test_settling import hear, started

pytestmark = pytest.mark.django_db
BIG = ("checkout_order", "checkout_ledgerentry")


@pytest.fixture
def order(stripe):
    """Return an order with a payment, a refund and a dispute; beside it another."""
    order = started(buyer=UserFactory(email="ana@example.com"), offer=OfferFactory(title="Networks"))
    payment = stripe.pay(order.checkout_session_id)
    stripe.refund(payment.id, 900)
    stripe.dispute(payment.id)
    stripe.pay(started(visitor_key="guest").checkout_session_id, email="guest@example.com")
    hear(stripe)
    order.refresh_from_db()
    return order


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(role=Role.STAFF))


def address(model):
    return reverse(f"admin:checkout_{model._meta.model_name}_changelist")


def plans_of(statements, *, is_search):
    """Return the plan of each statement over a big table, as PostgreSQL would run it over many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"SET LOCAL enable_bitmapscan = {'on' if is_search else 'off'}")
        for sql in statements:
            if sql.startswith("SELECT") and any(f'FROM "{table}"' in sql for table in BIG):
                cursor.execute(f"EXPLAIN {sql}")
                yield sql, "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("model", [Order, LedgerEntry])
@pytest.mark.parametrize("page", [{}, {"p": 2}, {"filter": "1"}, {"q": "number"}, {"q": "stripe"}, {"q": "ana@example.com"}])
def test_no_page_sorts_or_reads_a_whole_table(client, staff, order, model, page, monkeypatch):
    names = {"number": order.number, "stripe": order.payment_intent_id}
    if page == {"filter": "1"}:
        page = {"state__exact": "settled"} if model is Order else {"kind__exact": "payment", "currency": "USD"}
    with CaptureQueriesContext(
        connection,
    ) as context:
        answer = client.get(address(model), {key: names.get(value, value) for key, value in page.items()})
    assert answer.status_code == 200
    plans = dict(plans_of([query["sql"] for query in context.captured_queries], is_search="q" in page))
    assert len(plans) >= 2
    for sql, plan in plans.items():
        for table in BIG:
            assert f"Seq Scan on {table}" not in plan, sql + plan
        is_page = "ORDER BY" in sql and "q" not in page
        assert not (is_page and "Sort" in plan), sql + plan


def test_the_count_stops_where_the_list_ends(client, staff, order, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(module, "MOST_LISTED", 2)
    with CaptureQueriesContext(connection) as context:
        page = client.get(address(LedgerEntry))
    assert page.context["cl"].result_count == 2
    counts = [query["sql"] for query in context.captured_queries if "COUNT(*)" in query["sql"]]
    assert len(counts) == 1
    assert counts[0].count("LIMIT 2") == 1


@pytest.mark.parametrize("model", [Order, Payment, Refund, Dispute, LedgerEntry])
def test_rows_are_found_by_what_people_quote(client, staff, order, model):
    own = {"number": order.number, "id": str(order.public_id), "email": "Ana@Example.com", "payment": order.payment_intent_id}
    if model is Order:
        own |= {"session": order.checkout_session_id, "refund": Refund.objects.get().stripe_id}
    else:
        own |= {"stripe": model.objects.filter(order=order).latest("pk").stripe_id}
    for term in own.values():
        found = client.get(address(model), {"q": term}).context["cl"].result_list
        assert {getattr(row, "order", row) for row in found} == {order}
    for term in ("nobody@example.com", "00000000", "pi_none", "zzzzzzzz", "x" * 300):
        assert len(client.get(address(model), {"q": term}).context["cl"].result_list) == 0


def test_the_ledger_is_exported_by_staff_only(client, order):
    url = reverse("admin:checkout_ledgerentry_export")
    span = {"from_on": "2020-01-01", "to_on": "2100-01-01"}
    assert client.post(url, span).status_code == 302
    client.force_login(UserFactory(role=Role.EDITOR))
    assert client.post(url, span).status_code == 403
    client.force_login(UserFactory(role=Role.STAFF))
    assert "fees are not in it" in client.get(url).content.decode()
    answer = client.post(url, span)
    assert (answer.streaming, answer["Content-Type"]) == (True, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="ledger-2020-01-01-2100-01-01.csv"'
    text = b"".join(answer.streaming_content).decode()
    assert text.count("\r\n") == 1 + LedgerEntry.objects.count() + 1
    assert order.payment_intent_id in text
    wrong = client.post(url, {"from_on": "2026-01-02", "to_on": "2026-01-01"}).content.decode()
    assert "last day is before the first" in wrong


def test_the_currencies_to_filter_by_come_from_the_prices(client, staff, order):
    page = client.get(address(LedgerEntry), {"currency": "EUR"})
    assert list(page.context["cl"].result_list) == []
    assert len(client.get(address(LedgerEntry), {"currency": "USD"}).context["cl"].result_list) == 4


def test_the_page_of_an_order_reads_no_whole_table(client, staff, order):
    """Its story is told from nine tables, each asked by an index."""
    with CaptureQueriesContext(connection) as context:
        assert client.get(reverse("admin:checkout_order_change", args=[order.pk])).status_code == 200
    told = [query["sql"] for query in context.captured_queries]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in told:
            if sql.startswith("SELECT"):
                cursor.execute(f"EXPLAIN {sql}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert "Seq Scan on" not in plan, sql + plan
