"""Which currency someone sees prices in: the one they chose, else that of the region their browser names."""

from functools import lru_cache

from babel.numbers import get_territory_currencies
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE = "currency"
LETTERS = 3
REGION_LETTERS = 2


def preferred_currency(request: HttpRequest) -> str:
    """Return the currency that a visitor chose, else the one of their region, in ISO 4217; empty when nothing tells.

    Whether a price in it exists is for the offer to say.
    """
    chosen = request.COOKIES.get(COOKIE, "")
    if is_currency(chosen):
        return chosen
    return _of_languages(request.headers.get("Accept-Language", "")[:200])


def is_currency(code: str) -> bool:
    """Return whether something looks like an ISO 4217 code."""
    return len(code) == LETTERS and code.isascii() and code.isalpha() and code.isupper()


@lru_cache(maxsize=1000)
def _of_languages(accept_language: str) -> str:
    """Return the currency of the first region that a header names; a language alone is spoken in too many."""
    for tag, _priority in parse_accept_lang_header(accept_language.lower()):
        region = tag.rpartition("-")[2]
        if region != tag and len(region) == REGION_LETTERS and region.isalpha():
            currencies: list[str] = get_territory_currencies(region.upper())
            if currencies:
                return currencies[0]
    return ""
