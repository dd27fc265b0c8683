"""A token is read: whose it says it is chooses the rules, and only then is a key looked up and the signature verified."""

import binascii
import json
import re
from base64 import urlsafe_b64decode
from typing import Any

from acg.graphql.identity.errors import Refusal
from acg.graphql.identity.issuers import Person, Service, issuer_of

LONGEST = 8_000
LONGEST_KID = 200
LEEWAY = 10
STRANGE = {"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"}
LONGEST_LIFE = 24 * 3600 + LEEWAY
is_compact = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII).fullmatch


def verified(token: str) -> Person | Service:
    """Return whom a token is about, a JSON Web Token signed with RS256 (RFC 7519, RFC 8725).

    Args:
        token: in the compact form, at most 8,000 characters.

    Raises:
        Refusal: it is not believed, for whatever reason.
        Unavailable: its issuer's keys cannot be had now.
    """
    if len(token) > LONGEST or not is_compact(token):
        raise Refusal("not a token")
    head, body, _signature = token.split(".")
    header, claimed = _part(head), _part(body)
    kid, name = header.get("kid"), claimed.get("iss")
    # Keys, or addresses of keys, inside the token are the sender's own.
    # "crit" names extensions that must be understood, of which there are none; "b64" is one that changes what is signed.
    if header.get("alg") != "RS256" or header.keys() & STRANGE:
        raise Refusal("another algorithm, or more than we understand")
    if str(header.get("typ", "JWT")).lower() not in {"jwt", "at+jwt", "application/at+jwt"}:
        raise Refusal("another type")
    if not isinstance(kid, str) or not 0 < len(kid) <= LONGEST_KID or not isinstance(name, str):
        raise Refusal("no key or no issuer")
    issuer = issuer_of(name)
    claims = _signed(token, issuer.keys.key(kid), issuer.issuer, issuer.required)
    if claims["exp"] - claims["iat"] > LONGEST_LIFE:
        raise Refusal("valid for too long")
    return issuer.accept(claims)


def _signed(token: str, key: Any, issuer: str, required: tuple[str, ...]) -> dict[str, Any]:
    """Return the claims of a token whose signature, issuer and times hold."""
    import jwt  # noqa: PLC0415 -- it takes its time, which only requests with a token should spend

    options: Any = {"require": list(required), "verify_aud": False, "strict_aud": False}  # the audience is the issuer's rule
    try:
        claims = jwt.decode(token, key, algorithms=["RS256"], issuer=issuer, leeway=LEEWAY, options=options)
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
        raise Refusal(type(error).__name__) from None
    for name in ("exp", "iat", "nbf"):
        if isinstance(claims.get(name, 0), bool) or not isinstance(claims.get(name, 0), int | float):
            raise Refusal("no time")
    return claims


def _part(text: str) -> dict[str, Any]:
    try:
        found = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise Refusal("not a token") from None
    if not isinstance(found, dict):
        raise Refusal("not a token")
    return found
