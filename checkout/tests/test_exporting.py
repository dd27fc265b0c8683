"""The ledger as a file: right to the cent, safe in a spreadsheet, a line at a time."""

import csv
import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from acg.shared.errors import DomainError
from checkout import exporting as module
from checkout.exporting import COLUMN_OF, COLUMNS, ledger_csv, safe
from checkout.models import LedgerEntry, LedgerKind
from checkout.tests.factories import OfferFactory, OrderFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)


def entry(order, kind, amount, *, at="2026-11-05T12:00:00", **fields):
    number = LedgerEntry.objects.count()
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    values = {"currency": order.currency, "stripe_id": f"{kind}_{number}", "recorded_at": moment} | fields
    return LedgerEntry.objects.create(order=order, kind=kind, amount_minor=amount, **values)


def rows(from_on=DAY, to_on=DAY):
    return list(csv.reader(ledger_csv(from_on=from_on, to_on=to_on)))


def test_each_movement_has_a_row_and_each_currency_a_total():
    order = OrderFactory(offer=OfferFactory(title="Networks"))
    entry(order, "payment", 4900, stripe_id="pi_1")
    entry(order, "refund", -900)
    entry(order, "refund_failed", 900)
    entry(order, "dispute", -4900)
    entry(order, "dispute_won", 4900)
    entry(order, "payment", 5000, currency="JPY")
    found = rows()
    assert tuple(found[0]) == COLUMNS
    assert found[1] == [
        "2026-11-05 12:00:00", order.number, "Networks", "payment", "pi_1", "USD", "49.00", "0.00", "0.00", "49.00"
    ]  # fmt: skip
    assert found[2][6:] == ["0.00", "-9.00", "0.00", "-9.00"]
    assert found[4][6:] == ["0.00", "0.00", "-49.00", "-49.00"]
    assert found[7:] == [
        ["total", "", "", "", "", "JPY", "5000", "0", "0", "5000"],
        ["total", "", "", "", "", "USD", "49.00", "0.00", "0.00", "49.00"],
    ]


def test_totals_are_the_sums_of_the_columns_and_of_the_ledger():
    order = OrderFactory()
    for number in range(30):
        entry(order, "payment", 1 + number * 37)
        entry(order, "refund", -number * 11)
    found = rows()
    *body, total = found[1:]
    for column in range(6, 10):
        assert sum(Decimal(row[column]) for row in body) == Decimal(total[column])
    assert Decimal(total[9]) * 100 == sum(LedgerEntry.objects.values_list("amount_minor", flat=True))


def test_the_days_are_whole_and_in_utc():
    order = OrderFactory()
    for at in ("2026-11-04T23:59:59", "2026-11-05T00:00:00", "2026-11-06T23:59:59", "2026-11-07T00:00:00"):
        entry(order, "payment", 100, at=at)
    assert [row[0] for row in rows(DAY, dt.date(2026, 11, 6))[1:-1]] == ["2026-11-05 00:00:00", "2026-11-06 23:59:59"]
    assert rows(dt.date(2026, 11, 8), dt.date(2026, 11, 8)) == [list(COLUMNS)]
    with pytest.raises(DomainError) as refused:
        ledger_csv(from_on=DAY, to_on=dt.date(2026, 11, 4))
    assert refused.value.code == "dates_reversed"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_words_is_a_formula(start):
    order = OrderFactory(offer=OfferFactory(title=f'{start}HYPERLINK("http://evil.test")'))
    entry(order, "payment", -100, stripe_id=f"{start}1+1")
    found = rows()
    for row in found:
        for column, cell in enumerate(row):
            if column < 6:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            elif row is not found[0]:
                Decimal(cell)
    assert found[1][2] == f"'{order.offer.title}"
    assert safe("plain -1") == "plain -1"


def test_every_kind_of_movement_has_its_column():
    assert set(COLUMN_OF) == set(LedgerKind.values)


def test_many_rows_are_read_in_chunks_and_none_is_lost_or_doubled(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(module, "CHUNK", 4)
    order = OrderFactory()
    for number in range(10):  # all but two at the same second: the key decides
        entry(order, "payment", 100, stripe_id=f"pi_{number}", at=f"2026-11-05T12:00:0{number // 9}")
    lines = ledger_csv(from_on=DAY, to_on=DAY)
    with django_assert_num_queries(3):
        found = list(csv.reader(lines))
    assert [row[4] for row in found[1:-1]] == [f"pi_{number}" for number in range(10)]


def test_it_is_read_while_it_is_written(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(module, "CHUNK", 2)
    order = OrderFactory()
    for _number in range(6):
        entry(order, "payment", 100)
    lines = ledger_csv(from_on=DAY, to_on=DAY)
    with django_assert_num_queries(1):
        assert len([next(lines) for _line in range(3)]) == 3


def test_the_command_prints_or_writes(tmp_path, capsys):
    order = OrderFactory()
    entry(order, "payment", 4900)
    call_command("export_ledger", "--from", "2026-11-05", "--to", "2026-11-05")
    printed = capsys.readouterr().out
    assert printed == "".join(ledger_csv(from_on=DAY, to_on=DAY))
    call_command("export_ledger", "--from=2026-11-05", "--to=2026-11-05", output=tmp_path / "ledger.csv")
    assert (tmp_path / "ledger.csv").read_bytes().decode() == printed
    with pytest.raises(CommandError, match="last day is before the first"):
        call_command("export_ledger", "--from", "2026-11-05", "--to", "2026-11-04")
