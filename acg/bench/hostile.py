"""What is sent to the graph by those who mean it no good, and how long each takes to be refused."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

JSON = "application/json"
LARGEST = 100_000  # bytes of a body
TIMES = 5  # that each is sent; the quickest counts, for others use the machine as well
TOO_LONG = "GRAPHQL_PARSE_FAILED"  # the parser gives up at so many words, or so deep
INVALID, LIMIT, MALFORMED = "GRAPHQL_VALIDATION_FAILED", "LIMIT_EXCEEDED", "BAD_REQUEST"


@dataclass(frozen=True, slots=True)
class Attack:
    """A request.

    Args:
        name: of what it tries.
        body: as it is sent.
        content_type: that it says it is.
        code: that it must be refused with; empty where it is answered, cheaply.
    """

    name: str
    body: bytes
    code: str
    content_type: str = JSON


def attacks() -> Iterator[Attack]:
    """Yield them."""
    for name, source, code in _documents():
        yield Attack(name, json.dumps({"query": source}).encode(), code)
    yield from _bodies()


def _documents() -> Iterator[tuple[str, str, str]]:
    course = 'course(slug: "a")'
    yield "aliases of one field", _all(f"a{n}: __typename" for n in range(1_000)), TOO_LONG
    yield "aliases of a list", _all(f"a{n}: courses {{ nodes {{ id }} }}" for n in range(300)), TOO_LONG
    yield "the same field again and again", _all("__typename" for _ in range(1_900)), LIMIT
    yield "pairs to compare for overlap", _all(f"{course} {{ id }}" for _ in range(280)), TOO_LONG
    yield "directives on one field", "{ __typename " + "@include(if: true) " * 400 + "}", TOO_LONG
    yield "a repeated unknown directive", "{ __typename " + "@x " * 900 + "}", LIMIT
    yield "nested as deep as tokens go", _nested("viewer", 900), TOO_LONG
    yield "nested inline fragments", "{ " + "... { " * 600 + "__typename" + " }" * 601, TOO_LONG
    yield "a fragment of itself", "{ ...A } fragment A on Query { ...A }", INVALID
    yield "fragments in a ring", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", INVALID
    yield "fragments that double", "{ ...F0 } " + " ".join(_doubling(14)), LIMIT
    unused = " ".join(f"fragment F{n} on Query {{ __typename }}" for n in range(280))
    yield "fragments that nobody uses", "{ __typename } " + unused, INVALID
    yield (
        "variables that nobody uses",
        f"query({', '.join(f'$v{n}: Int' for n in range(450))}) {{ __typename }}",
        INVALID,
    )
    yield (
        "a list in lists",
        "{ courses(filter: {tag: " + "[" * 900 + "]" * 900 + "}) { nodes { id } } }",
        TOO_LONG,
    )
    yield (
        "an object in objects",
        "{ courses(filter: " + "{filter: " * 480 + "1" + "}" * 480 + ") { nodes { id } } }",
        TOO_LONG,
    )
    yield "unknown fields", _all(f"unknown{n}" for n in range(290)), INVALID
    yield "a name without end", "{ " + "a" * 19_000 + " }", INVALID
    yield "a text without end", '{ course(slug: "' + "a" * 19_000 + '") { id } }', "NOT_FOUND"
    yield "a block text of quotes", '{ course(slug: """' + '\\"""' * 4_000 + '""") { id } }', "NOT_FOUND"
    yield "a document too long", "{ __typename }" + " " * 20_000, LIMIT
    yield "comments only", "# a\n" * 4_000, "GRAPHQL_PARSE_FAILED"
    yield "brackets only", "{" * 1_900, "GRAPHQL_PARSE_FAILED"
    yield "a number without end", "{ courses(first: " + "9" * 4_000 + ") { nodes { id } } }", INVALID
    yield "an exponent without end", "{ courses(first: 1e" + "9" * 400 + ") { nodes { id } } }", INVALID
    yield "many operations", " ".join(f"query Q{n} {{ __typename }}" for n in range(280)), "OPERATION_RESOLUTION_FAILURE"
    yield "pages of pages", _pages(), "COST_LIMIT"
    yield "asking about the schema", "{ __schema { types { fields { type { fields { name } } } } } }", "FORBIDDEN"
    yield "a name like the schema's", "query __schema { ...__schema } fragment __schema on Query " + _pages(), "COST_LIMIT"
    yield "logins by alias", "mutation " + _all(_login(n) for n in range(10)), INVALID


def _bodies() -> Iterator[Attack]:
    deep = LARGEST // 2 - 100
    yield Attack("a body deeper than any stack", b"[" * deep + b"]" * deep, MALFORMED)
    yield Attack("variables deeper than any stack", _with(b'{"a":' * 15_000 + b"1" + b"}" * 15_000), MALFORMED)
    yield Attack("variables without number", _with(json.dumps({f"v{n}": n for n in range(6_000)}).encode()), "")
    yield Attack("a body too large", b'{"query": "' + b"a" * LARGEST + b'"}', "PAYLOAD_TOO_LARGE")
    yield Attack("no number", _with(b'{"a": NaN}'), MALFORMED)
    yield Attack("endlessness", _with(b'{"a": -Infinity}'), MALFORMED)
    yield Attack("half a character", _with(b'{"a": "\\ud800"}'), MALFORMED)
    yield Attack("NUL", _with(b'{"a": "\\u0000"}'), MALFORMED)
    yield Attack("not UTF-8", b'{"query": "{ __typename }\xff"}', MALFORMED)
    yield Attack("a list of requests", b'[{"query": "{ __typename }"}]', MALFORMED)
    yield Attack("extensions that are none", b'{"query": "{ __typename }", "extensions": []}', MALFORMED)
    yield Attack("a query that is a number", b'{"query": 7}', MALFORMED)
    yield Attack("nothing", b"", "UNSUPPORTED_MEDIA_TYPE", "")
    yield Attack("a form", b"query=%7B__typename%7D", "UNSUPPORTED_MEDIA_TYPE", "application/x-www-form-urlencoded")
    yield Attack("a bare document", b"{ __typename }", "UNSUPPORTED_MEDIA_TYPE", "application/graphql")


def measure() -> dict[str, Any]:
    """Send each in this process; return the milliseconds by name, slowest first, and which were answered otherwise than they must be."""
    client, found, wrong = Client(SERVER_NAME="127.0.0.1"), {}, []
    for attack in attacks():
        taken = []
        for _time in range(TIMES):
            before = time.perf_counter()
            codes = send(client, attack)
            taken.append(time.perf_counter() - before)
        found[attack.name] = round(1000 * min(taken), 1)
        if set(codes) != ({attack.code} if attack.code else set()):
            wrong.append(f"{attack.name}: {codes}")
    return {"milliseconds": dict(sorted(found.items(), key=lambda pair: -pair[1])), "wrong": wrong}


def send(client: Client, attack: Attack) -> list[str]:
    """Send one; return the codes of the answer's errors."""
    answer = client.post("/graphql", attack.body, content_type=attack.content_type)
    return [str(error["extensions"]["code"]) for error in answer.json().get("errors", [])]


def _all(fields: Iterator[str]) -> str:
    return "{ " + " ".join(fields) + " }"


def _nested(name: str, times: int) -> str:
    return "{ " + f"{name} {{ " * times + "__typename" + " }" * (times + 1)


def _doubling(times: int) -> Iterator[str]:
    for n in range(times):
        yield f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}"
    yield f"fragment F{times} on Query {{ __typename }}"


def _pages() -> str:
    return "{ courses(first: 100) { nodes { sections { lessons { id title } } tags { name } instructor { id } } } }"


def _login(number: int) -> str:
    return f'a{number}: login(input: {{email: "a@example.com", password: "{number}"}}) {{ errors {{ code }} }}'


def _with(variables: bytes) -> bytes:
    return b'{"query": "{ __typename }", "variables": ' + variables + b"}"
