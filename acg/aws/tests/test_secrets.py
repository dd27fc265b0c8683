"""A deployment's secrets: into the environment when a function starts, and nowhere else."""

import json
import os

import boto3
import pytest
from moto import mock_aws

from acg.aws.secrets import SecretMissingError, load_secrets

REGION = "eu-central-1"
CANARY = "canary-p@ss/word"


@pytest.fixture
def account(monkeypatch):
    """An account with secrets in it, by name; `None` makes one without a value."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    for name in ("DATABASE_URL", "SECRET_KEY", "STRIPE_SECRET_KEY", "EMAIL_URL"):
        monkeypatch.setenv(name, "")  # so that what is put in is taken out again afterwards
        monkeypatch.delenv(name)

    def fill(**secrets):
        client = boto3.client("secretsmanager", REGION)
        arns = []
        for name, value in secrets.items():
            facts = {} if value is None else {"SecretString": value if isinstance(value, str) else json.dumps(value)}
            arns.append(client.create_secret(Name=name, **facts)["ARN"])
        monkeypatch.setenv("SECRET_ARNS", ",".join(arns))

    with mock_aws():
        yield fill


def test_secrets_become_what_the_settings_read(account, monkeypatch):
    account(django={"SECRET_KEY": "k"}, stripe={"STRIPE_SECRET_KEY": "sk_live_1", "EMAIL_URL": ""})
    monkeypatch.setenv("STRIPE_SECRET_KEY", "set already")
    load_secrets()
    assert (os.environ["SECRET_KEY"], os.environ["STRIPE_SECRET_KEY"]) == ("k", "set already")
    assert "EMAIL_URL" not in os.environ


def test_the_databases_secret_becomes_its_address_behind_the_proxy(account, monkeypatch):
    account(database={"username": "school", "password": CANARY, "host": "cluster", "port": 5432, "dbname": "school"})
    monkeypatch.setenv("DATABASE_HOST", "proxy.example")
    load_secrets()
    assert os.environ["DATABASE_URL"] == "postgresql://school:canary-p%40ss%2Fword@proxy.example:5432/school?sslmode=require"


@pytest.mark.parametrize("value", [None, CANARY, json.dumps([CANARY])])
def test_a_secret_that_cannot_be_used_stops_the_start_and_is_not_shown(account, value):
    account(stripe=value)
    with pytest.raises(SecretMissingError, match=r"The secret stripe-.+ cannot be used") as caught:
        load_secrets()
    assert CANARY not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_laptop_has_none_and_loads_nothing(monkeypatch):
    monkeypatch.delenv("SECRET_ARNS", raising=False)
    load_secrets()
