"""Addresses and cookies that CloudFront believes: signed with the key pair whose public half it knows.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
"""

import base64
from functools import cache
from urllib.parse import quote, urlencode

import orjson
from django.conf import settings
from django.utils import timezone


def signed_url(*, path: str, seconds: int) -> str:
    """Return the address of one file that opens for so many seconds.

    Args:
        path: of the file behind the distribution, with its first slash.
        seconds: from now.
    """
    address, ends = _address(path), _ends(seconds)
    signed = {"Expires": str(ends), "Signature": _signature(_policy(address, ends)), "Key-Pair-Id": settings.CLOUDFRONT_KEY_ID}
    return f"{address}?{urlencode(signed, safe='~')}"


def signed_cookies(*, folder: str, seconds: int) -> dict[str, str]:
    """Return the cookies, by name, that open all files of a folder for so many seconds.

    Args:
        folder: behind the distribution, with slashes around it.
        seconds: from now.
    """
    policy = _policy(f"{_address(folder)}*", _ends(seconds))
    return {
        "CloudFront-Policy": _safe(policy),
        "CloudFront-Signature": _signature(policy),
        "CloudFront-Key-Pair-Id": settings.CLOUDFRONT_KEY_ID,
    }


def plain_url(path: str) -> str:
    """Return the address of a file behind the distribution, for who has the cookies."""
    return _address(path)


def _address(path: str) -> str:
    return f"https://{settings.CLOUDFRONT_DOMAIN}{quote(path)}"


def _ends(seconds: int) -> int:
    return int(timezone.now().timestamp()) + seconds


def _policy(resource: str, ends: int) -> bytes:
    """Return the policy as CloudFront writes the one of an address again: to the letter, without a space."""
    statement = {"Resource": resource, "Condition": {"DateLessThan": {"AWS:EpochTime": ends}}}
    return orjson.dumps({"Statement": [statement]})


def _signature(policy: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 -- only a deployment signs
    from cryptography.hazmat.primitives.hashes import SHA1  # noqa: PLC0415 -- as above

    # CloudFront checks RSA over SHA-1 and nothing else.
    return _safe(_key(settings.CLOUDFRONT_KEY).sign(policy, padding.PKCS1v15(), SHA1()))  # noqa: S303 -- as it says above


@cache
def _key(pem: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- cryptography is loaded where it is used
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 -- as above

    return load_pem_private_key(pem.replace("\\n", "\n").encode(), password=None)


def _safe(data: bytes) -> str:
    return base64.b64encode(data).decode().translate(str.maketrans("+=/", "-_~"))
