"""Outside issuers with keys of their own, for the tests of who asks."""

import base64
import json
import time
from functools import cache

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

AUTH0 = "https://school.eu.auth0.com/"
COGNITO = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_school"
AUDIENCE = "https://school.example/graphql"
APP, SERVICE = "app-web", "1h57kf5cpq17m0eml12EXAMPLE"


def private_key(name="issuer", bits=2048):
    """Return a key, the same for the same name."""
    return _made(name, bits)


@cache
def _made(_name, bits):
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public_jwk(kid="k1", name="issuer", bits=2048, **more):
    """Return a public key as an issuer publishes it."""
    found = json.loads(RSAAlgorithm.to_jwk(private_key(name, bits).public_key()))
    return {**found, "kid": kid, "alg": "RS256", "use": "sig", **more}


def public_pem(name="issuer"):
    """Return a public key as text, which an attacker knows as well."""
    return private_key(name).public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def person_claims(**changes):
    """Return what Auth0 says of a person; None takes a claim away."""
    now = int(time.time())
    whole = {
        "iss": AUTH0,
        "sub": "auth0|person",
        "aud": [AUDIENCE, f"{AUTH0}userinfo"],
        "azp": APP,
        "iat": now,
        "exp": now + 600,
        "scope": "openid email",
        "email": "person@example.com",
        "email_verified": True,
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def service_claims(**changes):
    """Return what Cognito says of a service; None takes a claim away."""
    now = int(time.time())
    whole = {
        "iss": COGNITO,
        "sub": SERVICE,
        "client_id": SERVICE,
        "token_use": "access",
        "scope": "other/read school/server",
        "iat": now,
        "exp": now + 600,
        "version": 2,
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def signed(claims, *, key=None, algorithm="RS256", **headers):
    """Return a token."""
    header = {"kid": "k1", **headers}
    return jwt.encode(claims, key or private_key(), algorithm=algorithm, headers={k: v for k, v in header.items() if v is not None})


def encoded(value):
    """Return a part of a token."""
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


class KeyServer:
    """Where issuers publish their keys: counts who asks, and can be down."""

    def __init__(self):
        self.keys = [public_jwk()]
        self.asked = []
        self.is_down = False

    def fetched_from(self, address):
        """Stand in for the fetching over HTTPS."""

        def fetch():
            self.asked.append(address)
            if self.is_down:
                raise OSError
            return {"keys": self.keys}

        return fetch
