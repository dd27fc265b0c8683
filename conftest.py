"""Every test runs on the embedded PostgreSQL unless DATABASE_URL names another."""

import os
from pathlib import Path

import hypothesis
import pytest

from acg import postgres

hypothesis.settings.register_profile("proof", deadline=None)  # acg/tests/test_money_machine.py plays longer with it

if not os.environ.get("DATABASE_URL"):
    postgres.start()


def pytest_configure():
    """Hash passwords fast: their strength is Django's business."""
    from django.conf import settings  # noqa: PLC0415 -- pytest-django has chosen the settings by now

    settings.STRIPE_SANDBOX_DELIVERS = False
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0  # the threads of a live server keep none open
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _empty_what_has_rows(_case):
    """Empty the tables that a transactional test wrote into: Django empties all of them and makes its permissions anew each time."""
    from acg.tests.snapshots import empty, full_tables  # noqa: PLC0415 -- pytest-django has chosen the settings by now

    empty(full_tables())


@pytest.fixture(scope="session", autouse=True)
def _fast_emptying():
    from django.test import TransactionTestCase  # noqa: PLC0415 -- as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty_what_has_rows)
        yield


@pytest.fixture(scope="session", autouse=True)
def _answers_at_once():
    """Send the live server's answers as they are written: it writes each header by itself, and each would wait for the one before."""
    from django.core.servers.basehttp import WSGIRequestHandler  # noqa: PLC0415 -- as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    """Answer each request anew: what is kept may be a second behind, and a test is sooner."""
    from acg.kept import Keeper, answers, parts  # noqa: PLC0415 -- as above

    monkeypatch.setattr(Keeper, "is_on", False)
    answers.clear()
    parts.clear()


@pytest.fixture(autouse=True)
def _in_english():
    """Begin in the school's first language, whichever a page of the test before was asked in: Django keeps it in the thread."""
    from django.utils import translation  # noqa: PLC0415 -- pytest-django has chosen the settings by now

    translation.activate("en")


@pytest.fixture
def rich(monkeypatch):
    """Let clients of the graph ask for more than one request may cost, and as often as they like: for tests of something else."""
    from acg.graphql import budget, execution  # noqa: PLC0415 -- pytest-django has chosen the settings by now

    monkeypatch.setattr(execution, "MOST_POINTS", 10**6)
    monkeypatch.setattr(budget, "EACH", budget.Bucket(depth=10**8, rate=10**6))
    monkeypatch.setattr(budget, "ALL", budget.Bucket(depth=10**9, rate=10**6))


CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="session")
def chromium():
    """Start the system's browser once for all tests that drive one; they are skipped where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only those who drive a browser load its driver

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # the driver keeps an event loop in this thread, and nothing of ours runs in it
    )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
