"""What `docs/api.md` says about errors, made of the code: the table of codes, and the refusals of each mutation."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.dispatch import Signal
from graphql import GraphQLSchema

from acg.graphql.codes import CODES

OURS = ("acg.", "courses.", "checkout.", "organisations.", "students.", "videos.")


def codes_table() -> str:
    """Return the codes of errors as a table in Markdown."""
    rows = [f"| `{name}` | {code.status} | {code.meaning} |" for name, code in CODES.items()]
    return "\n".join(["| code | HTTP | |", "|---|---|---|", *rows])


def refusals_table(schema: GraphQLSchema) -> str:
    """Return what rules may refuse, for each mutation of a schema, as a table in Markdown."""
    rows = []
    for name, field in schema.mutation_type.fields.items() if schema.mutation_type else ():
        payload: Any = field.type
        # What is not there is told by an error of the answer, like everywhere.
        codes = ", ".join(f"`{code}`" for code in sorted(refusals_of(payload.graphene_type.verb) - {"not_found"}))
        rows.append(f"| `{name}` | {codes} |")
    return "\n".join(["| mutation | codes |", "|---|---|", *rows])


def refusals_of(verb: Callable[..., Any]) -> set[str]:
    """Return the codes of the refusals (`DomainError`) that a function, and what it calls by name, may raise."""
    found: set[str] = set()
    seen: set[Any] = set()
    pending: list[Any] = [verb]
    while pending:
        function = pending.pop()
        if function in seen:
            continue
        seen.add(function)
        for call in _calls(function):
            called = _meant(call.func, function)
            if getattr(called, "__name__", "") == "DomainError":
                found |= _codes(call.args[0])
            elif isinstance(getattr(called, "__self__", None), Signal):  # a fact, and what must be true together with it
                pending += called.__self__._live_receivers(None)[0]  # noqa: SLF001 -- Django has no other list of them
            elif inspect.isfunction(inspect.unwrap(called) if callable(called) else called):
                pending.append(inspect.unwrap(called))
    return found


def _codes(node: ast.expr) -> set[str]:
    """Return the codes in an expression: one, or either of two."""
    texts = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {text for text in texts if re.fullmatch("[a-z][a-z_]+", text)}


@cache
def _calls(function: Any) -> tuple[ast.Call, ...]:
    """Return the calls in a function of ours."""
    if not f"{function.__module__}.".startswith(OURS):
        return ()
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _meant(node: ast.expr, function: Any) -> Any:
    """Return what a name in a function stands for: of the function around it, a global, or a member of one.

    It is None for what is known only when it runs.
    """
    path = list(_path(node))
    around = dict(zip(function.__code__.co_freevars, (cell.cell_contents for cell in function.__closure__ or ()), strict=True))
    value = around.get(path[0], function.__globals__.get(path[0])) if path else None
    for name in path[1:]:
        value = getattr(value, name, None)
    return value


def _path(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield from _path(node.value)
        yield node.attr


def written(page: str, schema: GraphQLSchema) -> str:
    """Return a page with its tables made anew, each between `<!-- codes -->` or `<!-- refusals -->` and `<!-- end -->`."""
    for name, table in (("codes", codes_table()), ("refusals", refusals_table(schema))):
        before, opening, rest = page.partition(f"<!-- {name} -->\n")
        _old, closing, after = rest.partition("<!-- end -->")
        page = f"{before}{opening}{table}\n{closing}{after}"
    return page
