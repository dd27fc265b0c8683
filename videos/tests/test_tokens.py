import uuid
from datetime import datetime, timedelta
from unittest import mock

import pytest

from videos import tokens
from videos.tokens import PUBLIC_VIEWER, seconds_left, token_for, viewer_key

VIDEO = uuid.UUID(int=7)
NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


@pytest.fixture
def clock():
    with mock.patch.object(tokens.timezone, "now", return_value=NOON) as now:
        yield now


def left(token, *, video=VIDEO, keys=("user:a",)):
    return seconds_left(token=token, public_id=video, viewer_keys=keys)


def test_it_holds_until_the_full_hour_after_four(clock):
    clock.return_value = NOON + timedelta(minutes=1)
    token = token_for(public_id=VIDEO, viewer_key="user:a")
    clock.return_value = NOON + timedelta(hours=1)
    assert token_for(public_id=VIDEO, viewer_key="user:a") == token
    assert left(token) == 4 * 3600
    clock.return_value = NOON + timedelta(hours=5) - timedelta(seconds=1)
    assert left(token) == 1
    clock.return_value = NOON + timedelta(hours=5)
    assert left(token) == 0


def test_it_opens_nothing_else_for_nobody_else(clock):
    token = token_for(public_id=VIDEO, viewer_key="user:a")
    assert left(token, video=uuid.UUID(int=8)) == 0
    assert left(token, keys=("user:b", PUBLIC_VIEWER)) == 0
    assert left(token, keys=("user:b", "user:a")) == 4 * 3600


def test_it_cannot_be_prolonged_or_forged(clock):
    token = token_for(public_id=VIDEO, viewer_key="user:a")
    moment, _dot, signature = token.partition(".")
    for forged in (
        "",
        ".",
        "x." + signature,
        moment,
        moment + ".",
        signature,
        f"{int(moment, 16) + 3600:x}.{signature}",
        f"{int(moment, 16) + 10**12:x}.{signature}",
        f"-{moment}.{signature}",
        token + "A",
        token[:-1],
    ):
        assert left(forged) == 0


def test_who_the_viewer_is():
    user = mock.Mock(public_id=uuid.UUID(int=1))
    assert viewer_key(user) == "user:00000000-0000-0000-0000-000000000001"
    assert viewer_key(None) == PUBLIC_VIEWER
