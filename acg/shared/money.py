"""Money: whole minor units and an ISO 4217 currency, shown as the reader's language writes it."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language

from acg.shared.values import frozen


@frozen
class Money:
    """An amount.

    Args:
        amount_minor: in the currency's smallest unit (cents, yen), as Stripe counts.
        currency: ISO 4217, upper case.
    """

    amount_minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """Return an amount given as people write it: 49.5 dollars are 4950 cents.

        Raises:
            ValueError: it is finer than the currency's smallest unit.
        """
        minor = amount.scaleb(get_currency_precision(currency))
        if minor != minor.to_integral_value():
            raise ValueError(f"{currency} has no unit that small.")
        return cls(int(minor), currency)

    def __str__(self) -> str:
        return self.format()

    def decimal(self) -> Decimal:
        """Return the amount in the currency's major unit, with its decimals: 49.00, 5000 (yen)."""
        return Decimal(self.amount_minor).scaleb(-get_currency_precision(self.currency))

    def format(self) -> str:
        """Return the amount in the active language; whole amounts without their zeros, as on a price tag."""
        digits = get_currency_precision(self.currency)
        amount = self.decimal()
        locale = (get_language() or "en").replace("-", "_")
        text: str = format_currency(amount, self.currency, locale=locale)
        if digits and self.amount_minor % 10**digits == 0:
            text = format_currency(amount, self.currency, locale=locale, currency_digits=False, format=_whole(locale))
        return text


def _whole(locale: str) -> str:
    """Return the locale's currency pattern without decimals."""
    from babel import Locale  # noqa: PLC0415 -- parsed once a locale by Babel itself

    pattern: str = Locale.parse(locale).currency_formats["standard"].pattern
    return pattern.replace(".00", "").replace("0,00", "0")
