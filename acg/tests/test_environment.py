"""The environment is documented where a newcomer looks, and loud where it is incomplete."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Promised in the list of fixed points; read from the day their feature lands.
PROMISED = {
    "AWS_ENDPOINT_URL",  # boto3 reads it itself
    "SENTRY_DSN",
}  # fmt: skip
READ_BEFORE_THE_SETTINGS = {"SECRET_ARNS", "DATABASE_HOST", "ORIGIN_SECRETS"}  # acg/aws


def documented():
    return dict(re.findall(r"^#([A-Z0-9_]+)=(.*)$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))


def test_every_variable_that_is_read_is_documented_and_the_reverse():
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"", (ROOT / "acg/settings.py").read_text()))
    assert set(documented()) - PROMISED - READ_BEFORE_THE_SETTINGS == read - PROMISED


def test_every_variable_has_a_line_of_meaning():
    lines = (ROOT / ".env.example").read_text().splitlines()
    above = {line.partition("=")[0]: lines[number - 1] for number, line in enumerate(lines) if re.match(r"#[A-Z0-9_]+=", line)}
    alone = [name for name, line in above.items() if not re.match(r"# \w|#[A-Z0-9_]+=", line)]
    assert alone == []


def start(**environment):
    """Load the settings in a process of their own."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "acg.settings", **environment}
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG, settings.STRIPE_SANDBOX)"]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 -- our own


def test_nothing_set_is_a_laptop():
    assert start().stdout == "True True\n"


def test_a_deployment_without_a_secret_does_not_start():
    result = start(DATABASE_URL="postgresql://u:p@127.0.0.1/x", DEBUG="0")
    assert result.returncode == 1
    assert "SECRET_KEY" in result.stderr


def test_a_deployment_has_no_sandbox_once_stripe_is_named():
    result = start(DATABASE_URL="postgresql://u:p@127.0.0.1/x", SECRET_KEY="k" * 50, STRIPE_SECRET_KEY="sk_test_x")
    assert result.stdout == "False False\n"
