"""The issuer of a laptop: signs tokens with a key of its own, so that both kinds can be tried without an account anywhere.

Its tokens go the way of all others. It is there in DEBUG only, and the names of its issuers resolve nowhere.
"""

import json
import os
import time
import uuid
from pathlib import Path
from typing import Any

PEOPLE = "https://people.issuer.invalid/"
MACHINES = "https://services.issuer.invalid"
ISSUERS = {PEOPLE, MACHINES}
AUDIENCE = "https://school.invalid/graphql"
CLIENT = "laptop-app"
SERVICES = ("search", "reports", "partner")
SCOPE = "school/server"
HOUR = 3600
KID = "laptop"


def person_token(folder: str, *, subject: str, lives: int = HOUR) -> str:
    """Return a person's access token.

    Args:
        folder: of the laptop's data, where the key is; one is made when there is none.
        subject: the issuer's name for the person.
        lives: for how many seconds.
    """
    return _sign(folder, lives, {"iss": PEOPLE, "sub": subject, "aud": [AUDIENCE, f"{PEOPLE}userinfo"], "azp": CLIENT})


def service_token(folder: str, *, name: str, lives: int = HOUR) -> str:
    """Return a service's access token.

    Args:
        folder: as above.
        name: of the service, one of `SERVICES`.
        lives: for how many seconds.
    """
    claims = {"iss": MACHINES, "sub": name, "client_id": name, "token_use": "access", "scope": SCOPE}
    return _sign(folder, lives, claims)


def public_keys(folder: str) -> dict[str, Any]:
    """Return the issuer's key set.

    Raises:
        OSError: it has no key yet.
    """
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 -- a laptop's only
    from jwt.algorithms import RSAAlgorithm  # noqa: PLC0415 -- as above

    key: Any = load_pem_private_key(_file(folder).read_bytes(), password=None)
    return {"keys": [{**json.loads(RSAAlgorithm.to_jwk(key.public_key())), "kid": KID, "alg": "RS256", "use": "sig"}]}


def _sign(folder: str, lives: int, claims: dict[str, Any]) -> str:
    import jwt  # noqa: PLC0415 -- as above

    now = int(time.time())
    whole = {**claims, "iat": now, "exp": now + lives, "jti": uuid.uuid4().hex}
    return jwt.encode(whole, _private_key(folder), algorithm="RS256", headers={"kid": KID})


def _private_key(folder: str) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 -- as above
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 -- as above

    path = _file(folder)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text)
    return path.read_bytes()


def _file(folder: str) -> Path:
    return Path(folder) / "issuer.pem"
