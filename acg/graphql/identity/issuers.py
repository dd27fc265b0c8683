"""Whose tokens are believed, and what a token must say: Auth0's for people, Cognito's for services.

https://auth0.com/docs/secure/tokens/access-tokens/validate-access-tokens
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
"""

from functools import cache
from typing import Any

from django.conf import settings

from acg.graphql.identity import laptop
from acg.graphql.identity.errors import Refusal
from acg.graphql.identity.keys import KeyRing, fetched_from
from acg.shared.values import frozen

Claims = dict[str, Any]
ID_TOKEN_ONLY = {"nonce", "at_hash", "c_hash"}
LONGEST_SUBJECT = 255


@frozen
class Person:
    """Whom a token is about.

    Args:
        issuer: who says so.
        subject: the issuer's name for the person, which never changes.
        email: the address that the issuer has proved, in lower case; empty when it has none or does not say.
    """

    issuer: str
    subject: str
    email: str = ""


@frozen
class Service:
    """Which service a token is for.

    Args:
        name: as the settings call it, else the id of its client.
    """

    name: str


@frozen
class People:
    """An issuer of people's access tokens, shaped like Auth0's.

    Args:
        issuer: its name, to the letter; Auth0's end with a slash.
        audience: the school's name as an API of the issuer.
        clients: the ids of the applications whose tokens are taken.
        keys: its public keys.
    """

    issuer: str
    audience: str
    clients: frozenset[str]
    keys: KeyRing

    @property
    def required(self) -> tuple[str, ...]:
        """The claims that must be there."""
        return ("iss", "sub", "aud", "exp", "iat", "azp")

    def accept(self, claims: Claims) -> Person:
        """Return whom verified claims are about.

        Raises:
            Refusal: they are no access token of one of our applications, for the school, about a person.
        """
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if self.audience not in audiences:
            raise Refusal("another audience")
        # The audience of an id token is the application itself.
        if ID_TOKEN_ONLY & claims.keys() or any(one in self.clients for one in audiences):
            raise Refusal("an id token")
        if not _is_among(claims["azp"], self.clients):
            raise Refusal("another application")
        subject = _subject(claims)
        if claims.get("gty") == "client-credentials" or subject.endswith("@clients"):
            raise Refusal("not a person")
        email = claims.get("email")
        is_proved = claims.get("email_verified") is True and isinstance(email, str)
        return Person(self.issuer, subject, str(email).strip().lower() if is_proved else "")


@frozen
class Services:
    """An issuer of services' access tokens, shaped like Cognito's, which name no audience.

    Args:
        issuer: its name, to the letter.
        clients: the services' names by the ids of their clients.
        scope: what a token must allow.
        keys: its public keys.
    """

    issuer: str
    clients: dict[str, str]
    scope: str
    keys: KeyRing

    @property
    def required(self) -> tuple[str, ...]:
        """The claims that must be there."""
        return ("iss", "sub", "exp", "iat", "client_id", "token_use", "scope")

    def accept(self, claims: Claims) -> Service:
        """Return which service verified claims are for.

        Raises:
            Refusal: they are no access token of one of our services.
        """
        if claims["token_use"] != "access":  # noqa: S105 -- a kind of token, not one
            raise Refusal("not an access token")
        client = claims["client_id"]
        # A person who signed in through a service's client has a subject of their own.
        if not _is_among(client, self.clients) or _subject(claims) != client or "username" in claims:
            raise Refusal("another client")
        if not isinstance(claims["scope"], str) or self.scope not in claims["scope"].split():
            raise Refusal("another scope")
        return Service(self.clients[client])


Issuer = People | Services


def issuer_of(name: str) -> Issuer:
    """Return the issuer of exactly this name.

    Raises:
        Refusal: none of ours is called so.
    """
    if settings.AUTH0_ISSUER and settings.AUTH0_AUDIENCE and name == settings.AUTH0_ISSUER:
        return _auth0(name, settings.AUTH0_AUDIENCE, frozenset(settings.AUTH0_CLIENT_IDS))
    if settings.COGNITO_ISSUER and name == settings.COGNITO_ISSUER:
        return _cognito(name, tuple(settings.COGNITO_CLIENT_IDS), settings.COGNITO_SCOPE)
    if settings.DEBUG and name in laptop.ISSUERS:
        return _laptop(name, str(settings.DATA_DIR))
    raise Refusal("unknown issuer")


@cache  # with the issuer's keys: once in a process
def _auth0(name: str, audience: str, clients: frozenset[str]) -> People:
    return People(name, audience, clients, KeyRing(fetched_from(f"{name.rstrip('/')}/.well-known/jwks.json")))


@cache
def _cognito(name: str, clients: tuple[str, ...], scope: str) -> Services:
    named = {key: title or key for key, _equals, title in (client.partition("=") for client in clients)}
    return Services(name, named, scope, KeyRing(fetched_from(f"{name}/.well-known/jwks.json")))


@cache
def _laptop(name: str, folder: str) -> Issuer:
    keys = KeyRing(lambda: laptop.public_keys(folder))
    if name == laptop.PEOPLE:
        return People(name, laptop.AUDIENCE, frozenset([laptop.CLIENT]), keys)
    return Services(name, {client: client for client in laptop.SERVICES}, laptop.SCOPE, keys)


def _is_among(value: Any, allowed: Any) -> bool:
    return isinstance(value, str) and value in allowed


def _subject(claims: Claims) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise Refusal("no subject")
    return subject
