"""Every test runs on the embedded PostgreSQL unless DATABASE_URL names another."""

import os

import pytest

from acg import postgres

if not os.environ.get("DATABASE_URL"):
    postgres.start()


def pytest_configure():
    """Hash passwords fast: their strength is Django's business."""
    from django.conf import settings  # noqa: PLC0415 -- pytest-django has chosen the settings by now

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
