from decimal import Decimal

import pytest
from django.utils.translation import override

from acg.shared.money import Money


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (4900, "USD", "en", "$49"),
        (4950, "USD", "en", "$49.50"),
        (0, "USD", "en", "$0"),
        (-900, "USD", "en", "-$9"),
        (5000, "JPY", "en", "¥5,000"),
        (4950, "EUR", "es", "49,50\xa0€"),
        (490000, "EUR", "es", "4.900\xa0€"),
    ],
)
def test_money_is_written_as_the_reader_writes_it(minor, currency, language, text):
    with override(language):
        assert str(Money(minor, currency)) == text


@pytest.mark.parametrize(("amount", "currency", "minor"), [("49.5", "USD", 4950), ("5000", "JPY", 5000), ("1.234", "KWD", 1234)])
def test_money_is_read_as_people_write_it(amount, currency, minor):
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize(("amount", "currency"), [("0.001", "USD"), ("0.5", "JPY")])
def test_an_amount_that_is_too_fine_is_refused(amount, currency):
    with pytest.raises(ValueError, match=currency):
        Money.of(Decimal(amount), currency)
