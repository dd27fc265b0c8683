"""The keys of an issuer: kept, fetched anew, held on to, and chosen."""

import pytest

from acg.graphql.identity.errors import Refusal, Unavailable
from acg.graphql.identity.keys import KeyRing, fetched_from, usable
from acg.graphql.tests.issuing import KeyServer, public_jwk


class Clock:
    """Time that stands until it is moved."""

    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def server():
    """Where the keys are."""
    return KeyServer()


@pytest.fixture
def clock():
    """The time."""
    return Clock()


@pytest.fixture
def ring(server, clock):
    """The keys as the school knows them."""
    return KeyRing(server.fetched_from("there"), clock=clock)


def test_keys_are_fetched_once_in_ten_minutes(ring, server, clock):
    first = ring.key("k1")
    clock.now += 599
    assert ring.key("k1") is first
    assert len(server.asked) == 1
    clock.now += 1
    ring.key("k1")
    assert len(server.asked) == 2


def test_a_new_key_is_known_at_once_when_nobody_asked_lately(ring, server, clock):
    ring.key("k1")
    server.keys.append(public_jwk("k2", "next"))
    clock.now += 10
    assert ring.key("k2").public_numbers().n > 0
    assert len(server.asked) == 2


def test_an_unknown_key_asks_at_most_once_in_ten_seconds(ring, server, clock):
    ring.key("k1")
    for second in range(10):
        clock.now = Clock.now + second
        with pytest.raises(Refusal):
            ring.key("k2")
    assert len(server.asked) == 1
    server.keys = [public_jwk("k2", "next")]
    clock.now = Clock.now + 10
    ring.key("k2")
    assert len(server.asked) == 2


def test_a_key_that_was_taken_back_goes_within_ten_minutes(ring, server, clock):
    ring.key("k1")
    server.keys = [public_jwk("k2", "next")]
    clock.now += 600
    with pytest.raises(Refusal):
        ring.key("k1")


def test_old_keys_hold_for_a_day_while_the_issuer_is_down(ring, server, clock):
    first = ring.key("k1")
    server.is_down = True
    for _ in range(143):
        clock.now += 600
        assert ring.key("k1") is first
        with pytest.raises(Refusal):
            ring.key("k2")
    assert len(server.asked) == 144
    clock.now += 600
    with pytest.raises(Unavailable):
        ring.key("k1")
    server.is_down = False
    clock.now += 10
    assert ring.key("k1") is not first


def test_an_issuer_that_is_down_is_not_asked_by_every_request(ring, server):
    server.is_down = True
    for _ in range(20):
        with pytest.raises(Unavailable):
            ring.key("k1")
    assert len(server.asked) == 1


def test_who_has_an_old_key_does_not_wait_for_another_who_asks(ring, server, clock):
    first = ring.key("k1")
    clock.now += 600
    with ring._lock:
        assert ring.key("k1") is first
    assert len(server.asked) == 1


@pytest.mark.parametrize("found", [None, [], {}, {"keys": None}, {"keys": []}, {"keys": [None, 1]}, {"keys": "k1"}])
def test_what_is_no_key_set_is_an_error(found):
    with pytest.raises(ValueError, match="no key that can be used"):
        usable(found)


@pytest.mark.parametrize(
    "key",
    [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "k2", "alg": "HS256"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "k2"},
        public_jwk("k2", use="enc"),
        public_jwk("k2", alg="RS512"),
        public_jwk("k2", d="AQAB"),
        public_jwk("k2", n="!"),
        public_jwk(None),
        public_jwk(["k2"]),
        {"kty": "RSA", "kid": "k2"},
    ],
)
def test_a_key_that_cannot_have_signed_is_left_out(key):
    assert list(usable({"keys": [key, public_jwk("k1")]})) == ["k1"]


def test_a_short_key_is_left_out():
    assert list(usable({"keys": [public_jwk("k2", "short", 1024), public_jwk("k1")]})) == ["k1"]


def test_the_first_of_two_with_one_id_counts_and_twenty_are_enough():
    many = [public_jwk("k1"), public_jwk("k1", "next"), *[public_jwk(f"k{number}") for number in range(2, 40)]]
    found = usable({"keys": many})
    assert len(found) == 19
    assert found["k1"].public_numbers() != usable({"keys": [public_jwk("k1", "next")]})["k1"].public_numbers()


@pytest.mark.parametrize("address", ["http://issuer.example/jwks.json", "file:///etc/passwd", "ftp://issuer.example/"])
def test_keys_come_over_https_only(address):
    with pytest.raises(ValueError, match="HTTPS only"):
        fetched_from(address)()
