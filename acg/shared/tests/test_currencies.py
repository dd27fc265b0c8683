import pytest
from django.test import RequestFactory

from acg.shared.currencies import preferred_currency


@pytest.mark.parametrize(
    ("cookie", "languages", "currency"),
    [
        ("", "", ""),
        ("", "es", ""),
        ("", "es-ES,es;q=0.9", "EUR"),
        ("", "en;q=0.9,en-GB;q=0.8", "GBP"),
        ("", "en-US,en-GB;q=0.8", "USD"),
        ("", "es-419,es;q=0.9", ""),
        ("", "zh-Hant-TW", "TWD"),
        ("", "en-ZZ", ""),
        ("", "x" * 5000, ""),
        ("", ";;,,-,", ""),
        ("JPY", "es-ES", "JPY"),
        ("jpy", "es-ES", "EUR"),
        ("<script>", "es-ES", "EUR"),
        ("ÄÖÜ", "", ""),
    ],
)
def test_what_was_chosen_goes_before_what_the_browser_says(cookie, languages, currency):
    request = RequestFactory().get("/", headers={"Accept-Language": languages})
    request.COOKIES = {"currency": cookie}
    assert preferred_currency(request) == currency
