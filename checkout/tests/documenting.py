"""What `docs/payments.md` says by itself: the table of faults, from the tests, and what is asked of Stripe, from the gateway.

`python -m checkout.tests.documenting` writes both; a test fails when the page says something else.
"""

import ast
import inspect
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/payments.md"
FAULTS = range(1, 51)
numbers_of = re.compile(r"test_fault_((?:\d\d_and_)*\d\d)_").match


def documented(page: str) -> str:
    """Return the page with both parts as they are now."""
    for name, text in {"faults": fault_table(), "endpoints": endpoint_table()}.items():
        part = re.compile(rf"(<!-- {name}: generated -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        page, count = part.subn(rf"\g<1>{text.replace(chr(92), chr(92) * 2)}\g<2>", page)
        if count != 1:
            raise ValueError(f"The page has {count} places for {name}.")
    return page


# -- faults ------------------------------------------------------------------------------------------------------------------------


def fault_table() -> str:
    """Return the table of faults, each with the tests that carry its number."""
    words, tests = fault_tests()
    rows = ["| # | fault | right behaviour | tested in |", "|---|---|---|---|"]
    for number in FAULTS:
        fault, right = words[number][0]
        rows.append(f"| {number} | {fault} | {right} | {', '.join(_links(tests[number]))} |")
    return "\n".join(rows) + "\n"


@cache
def fault_tests() -> tuple[dict[int, list[tuple[str, str]]], dict[int, list[tuple[str, str]]]]:
    """Return the words of each fault, and its tests (module and function); both by number.

    Raises:
        ValueError: a test tells the words of a fault whose number is not in its name.
    """
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    tests: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(ROOT.glob("*/**/test_*.py")):
        if path.relative_to(ROOT).parts[0] not in {"acg", "checkout", "students"}:
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef) or not (match := numbers_of(function.name)):
                continue
            named = [int(number) for number in match[1].split("_and_")]
            for number in named:
                tests[number].append((str(path.relative_to(ROOT)), function.name))
            for number, fault, right in _told(function):
                if number not in named:
                    raise ValueError(f"{function.name} tells of fault {number}.")
                words[number].append((fault, right))
    return dict(words), dict(tests)


def _told(function: ast.FunctionDef) -> list[tuple[int, str, str]]:
    calls = [node for node in function.decorator_list if isinstance(node, ast.Call)]
    marks = [call for call in calls if ast.unparse(call.func) == "pytest.mark.fault"]
    return [tuple(ast.literal_eval(argument) for argument in mark.args) for mark in marks]


def _links(found: list[tuple[str, str]]) -> list[str]:
    return [f"[{Path(path).stem.removeprefix('test_')}](../{path})" for path in sorted({path for path, _name in found})]


# -- what is asked of Stripe -------------------------------------------------------------------------------------------------------

ANSWER = {
    "object": "list",
    "id": "x_1",
    "data": [],
    "has_more": False,
    "url": "/v1/x",
    "amount": 1,
    "currency": "usd",
    "status": "x",
}


def endpoint_table() -> str:
    """Return each endpoint with its parameters and expansions, from what the gateway really sends when each of its calls is made."""
    asked: dict[tuple[str, str], tuple[set[str], set[str], list[str]]] = defaultdict(lambda: (set(), set(), []))
    for name, requests in sent().items():
        for method, path, fields in requests:
            parameters, expansions, users = asked[method, path]
            for field, value in fields:
                if field == "expand[]":
                    expansions.add(value)
                else:
                    parameters.add(field)
            if name not in users:
                users.append(name)
    rows = ["| endpoint | parameters | expansions | call |", "|---|---|---|---|"]
    for (method, path), (parameters, expansions, users) in sorted(asked.items(), key=lambda item: (item[0][1], item[0][0])):
        cells = [_code(sorted(parameters)), _code(sorted(expansions)), _code(users)]
        rows.append(f"| `{method} {path}` | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _code(words: list[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


def sent() -> dict[str, list[tuple[str, str, list[tuple[str, str]]]]]:
    """Make every call of the gateway, with every parameter given, and return what each sent: method, path, fields."""
    import stripe  # noqa: PLC0415 -- only whoever writes the page waits for it

    from checkout.gateways.stripe import StripeGateway  # noqa: PLC0415 -- needs the settings

    found, log = {}, []

    def request(_client, method, url, _headers, post_data=None):
        parts = urlsplit(url)
        fields = parse_qsl(post_data if method == "post" else parts.query, keep_blank_values=True)
        fields = [(re.sub(r"\[\d+\]", "[]", field), value) for field, value in fields]
        log.append((method.upper(), parts.path.replace("x_1", "{id}"), fields))
        return json.dumps(ANSWER), 200, {}

    gateway = StripeGateway(api_key="sk_test_x")
    with mock.patch.object(stripe.RequestsClient, "request", request):
        for name, function in inspect.getmembers(gateway, inspect.ismethod):
            if name.startswith("_") or name in {"verify", "api_version"}:  # these ask nothing
                continue
            log.clear()
            hints = get_type_hints(function)
            hints.pop("return")
            try:
                answer = function(**{argument: sample(hint) for argument, hint in hints.items()})
                if inspect.isgenerator(answer):
                    list(answer)
            except Exception as error:
                if not log:  # the answer is no real one; what was asked is what counts
                    raise AssertionError(f"{name} asked nothing") from error
            found[name] = list(log)
    return found


def sample(hint: Any) -> Any:
    """Return a value of a type, with every field of a dictionary given."""
    if is_typeddict(hint):
        return {name: sample(field) for name, field in get_type_hints(hint).items()}
    inner = [argument for argument in get_args(hint) if argument is not type(None)]
    if not inner:
        return {int: 1, bool: True, str: "x_1"}[hint]
    origin = get_origin(hint)
    if not isinstance(origin, type) or origin is UnionType:  # something, or nothing
        return sample(inner[0])
    return {"KEY": sample(inner[1])} if issubclass(origin, Mapping) else [sample(inner[0])]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acg.settings")
    django.setup()
    PAGE.write_text(documented(PAGE.read_text()))
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} is written.\n")
