"""What a fact carries, as JSON Schema, and whether a change of it leaves those who read it unharmed.

https://json-schema.org/draft/2020-12/json-schema-core
"""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterable
from typing import Any

from acg.events.consumers import version_of

Schema = dict[str, Any]

KINDS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    dt.datetime: {"type": "string", "format": "date-time"},
}


def facts_of(module: object) -> list[type]:
    """Return the facts of a context that go out: its dataclasses without a signal, by name."""
    there = [thing for thing in vars(module).values() if isinstance(thing, type) and dataclasses.is_dataclass(thing)]
    return sorted((fact for fact in there if not hasattr(fact, "signal")), key=lambda fact: fact.__name__)


def schemas_of(facts: Iterable[type]) -> dict[str, Schema]:
    """Return the schema of each fact's data, by the fact's name."""
    return {fact.__name__: _schema_of(fact) for fact in facts}


def breaks(promised: dict[str, Schema], offered: dict[str, Schema]) -> list[str]:
    """Return what those who read the promised facts would miss in the offered ones, in words.

    A fact of a higher major version breaks nobody: who does not know it refuses it, and is told so.
    """
    found = []
    for name, old in promised.items():
        new = offered.get(name)
        if new is None:
            found.append(f"{name} is gone.")
        elif new["x-version"] == old["x-version"]:
            found += [f"{name}.{what}" for what in _harm(old, new)]
        elif new["x-version"] < old["x-version"]:
            found.append(f"{name} has an older version than was promised.")
    return found


def _harm(old: Schema, new: Schema) -> list[str]:
    found = []
    for field, kind in old["properties"].items():
        if field not in new["properties"]:
            found.append(f"{field} is gone.")
        elif new["properties"][field] != kind:
            found.append(f"{field} is of another kind.")
        elif field in old["required"] and field not in new["required"]:
            found.append(f"{field} may be left out.")
    added = [field for field in new["required"] if field not in old["properties"]]
    return [*found, *(f"{field} is new without a default: facts under way lack it." for field in added)]


def _schema_of(fact: type) -> Schema:
    hints = typing.get_type_hints(fact)
    fields = dataclasses.fields(fact)
    return {
        "description": (fact.__doc__ or "").partition("\n")[0],
        "type": "object",
        "x-version": version_of(fact),
        "properties": {field.name: _kind(hints[field.name]) for field in fields},
        "required": [
            field.name for field in fields if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        ],
    }


def _kind(hint: Any) -> Schema:
    """Return the schema of a field's type.

    Raises:
        TypeError: it is none that JSON gives back as it was.
    """
    if hint in KINDS:
        return KINDS[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType} and type(None) in arguments:
        (one,) = [argument for argument in arguments if argument is not type(None)]
        return {"anyOf": [_kind(one), {"type": "null"}]}
    if origin is tuple and arguments[1:] == (...,):
        return {"type": "array", "items": _kind(arguments[0])}
    if origin is dict and arguments[0] is str:
        return {"type": "object", "additionalProperties": _kind(arguments[1])}
    raise TypeError(f"A fact cannot carry {hint}.")
