"""Clients by name: each request says whose program it comes from, so that it is known who still needs a field."""

import re

from django.http import HttpRequest

from acg.shared.values import frozen

NAME_HEADER, VERSION_HEADER = "X-Client-Name", "X-Client-Version"
WELL_FORMED = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}", re.ASCII)
UNNAMED, OTHER = "unnamed", "other"


@frozen
class Client:
    """A program that asks.

    Args:
        name: of the program; of a service, `service:` and the name that its token holds, which no header can say.
        version: of the program, empty when it does not say.
    """

    name: str
    version: str = ""


def client_of(request: HttpRequest, *, service: str = "") -> Client:
    """Return the program that a request comes from.

    Names are 1 to 40 of `a-z 0-9 . _ -`, capitals are made small; what is no name counts as "other", and no name at all as "unnamed".

    Args:
        request: with the headers `X-Client-Name` and `X-Client-Version`.
        service: the name in a verified token; empty for people.
    """
    version = _cleaned(request.headers.get(VERSION_HEADER, ""), missing="")
    if service:
        return Client(f"service:{_cleaned(service, missing=OTHER)}", version)
    name = _cleaned(request.headers.get(NAME_HEADER, ""), missing=UNNAMED)
    return Client(name, version if name not in {UNNAMED, OTHER} else "")


def _cleaned(text: str, *, missing: str) -> str:
    text = text.strip().lower()
    if not text:
        return missing
    return text if WELL_FORMED.fullmatch(text) else OTHER
