"""The public keys of an issuer, fetched from the one address that follows from its name and kept for a while.

Nothing that a token says is an address to fetch from; a storm of tokens with made-up key ids costs the issuer one request in ten seconds.
"""

import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from acg.graphql.identity.errors import Refusal, Unavailable

FRESH = 600.0
STALE = 24 * 3600.0
PAUSE = 10.0
TIMEOUT = 3.0
MAX_BYTES = 64_000
MAX_KEYS = 20
MIN_BITS = 2048

logger = logging.getLogger(__name__)

Fetch = Callable[[], dict[str, Any]]


class KeyRing:
    """The keys of one issuer, in this process.

    Args:
        fetch: returns the issuer's JSON Web Key Set (RFC 7517); raises OSError or ValueError when it cannot be had.
        clock: seconds that only grow.
    """

    def __init__(self, fetch: Fetch, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch, self._clock = fetch, clock
        self._keys: dict[str, Any] = {}
        self._fetched_at = self._tried_at = float("-inf")
        self._lock = threading.Lock()

    def key(self, kid: str) -> Any:
        """Return the public key of an id.

        Keys are fetched anew after 10 minutes, and for an unknown id, but never twice in 10 seconds. While the issuer does not answer,
        those of the last 24 hours hold.

        Raises:
            Refusal: the issuer has no such key.
            Unavailable: the issuer does not answer, and never did or not for a day.
        """
        if kid in self._keys and self._age() < FRESH:
            return self._keys[kid]
        # Whoever has a key that is only old goes on with it while another thread asks; who has none waits for the answer.
        if self._lock.acquire(blocking=kid not in self._keys or self._age() >= STALE):
            try:
                self._refresh(kid)
            finally:
                self._lock.release()
        if self._age() >= STALE:
            raise Unavailable
        try:
            return self._keys[kid]
        except KeyError:
            raise Refusal("unknown key") from None

    def _age(self) -> float:
        return self._clock() - self._fetched_at

    def _refresh(self, kid: str) -> None:
        is_settled = kid in self._keys and self._age() < FRESH  # by the thread that we waited for
        if is_settled or self._clock() - self._tried_at < PAUSE:
            return
        self._tried_at = self._clock()
        try:
            keys = usable(self._fetch())
        except (OSError, ValueError):
            logger.warning("identity: the keys of an issuer could not be fetched", exc_info=True)
            return
        self._keys, self._fetched_at = keys, self._tried_at


def usable(found: Any) -> dict[str, Any]:
    """Return the keys of a key set that may have signed a token, by their ids: RSA, for signatures, of 2,048 bits or more.

    Raises:
        ValueError: it is no key set, or holds no such key.
    """
    from jwt import PyJWK, PyJWTError  # noqa: PLC0415 -- it takes its time, which only requests with a token should spend

    keys: dict[str, Any] = {}
    listed = found.get("keys") if isinstance(found, dict) else None
    for one in listed[:MAX_KEYS] if isinstance(listed, list) else []:
        if isinstance(one, dict) and _is_for_us(one) and one["kid"] not in keys:
            try:
                key = PyJWK(one, algorithm="RS256").key
            except (PyJWTError, ValueError):
                continue
            if key.key_size >= MIN_BITS:
                keys[one["kid"]] = key
    if not keys:
        raise ValueError("The issuer has no key that can be used.")
    return keys


def _is_for_us(key: dict[str, Any]) -> bool:
    # "d" is a private key: an issuer that publishes one is not to be believed about it.
    is_public = key.get("kty") == "RSA" and "d" not in key
    return is_public and isinstance(key.get("kid"), str) and key.get("use", "sig") == "sig" and key.get("alg", "RS256") == "RS256"


def fetched_from(address: str) -> Fetch:
    """Return what fetches a key set over HTTPS: no redirects, 3 seconds, 64 kB.

    Args:
        address: made from the settings alone.
    """

    def fetch() -> dict[str, Any]:
        from urllib import request  # noqa: PLC0415 -- as above

        class Nowhere(request.HTTPRedirectHandler):
            def redirect_request(self, *_args: Any, **_options: Any) -> None:
                return None

        if not address.startswith("https://"):
            raise ValueError("Keys are fetched over HTTPS only.")
        with request.build_opener(Nowhere).open(address, timeout=TIMEOUT) as answer:
            text = answer.read(MAX_BYTES + 1)
        if len(text) > MAX_BYTES:
            raise ValueError("The key set is too large.")
        return dict(json.loads(text))

    return fetch
