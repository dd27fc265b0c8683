"""Random queries over a schema, valid but for a few: the same for the same seed."""

import random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    print_ast,
)
from graphql.utilities import ast_from_value

MOST_ALIASES, MOST_DIRECTIVES, MOST_FIELDS, DEEPEST = 12, 8, 60, 7


class Operation:
    """A query, with values for its variables."""

    def __init__(self, source: str, variables: list[dict[str, Any]]) -> None:
        self.source, self.variables = source, variables


class Operations:
    """Makes them.

    Args:
        schema: that they ask.
        pool: values by the name of the argument, or of the type.
        seed: of the random choices.
    """

    def __init__(self, schema: GraphQLSchema, pool: dict[str, list[Any]], seed: int) -> None:
        self._schema, self._pool, self._random = schema, pool, random.Random(seed)  # noqa: S311 -- chances of a test

    def next(self) -> Operation:
        """Return another one."""
        self._aliases = self._directives = self._fields = 0
        self._variables: dict[str, tuple[str, Any]] = {}
        self._fragments: dict[str, tuple[GraphQLObjectType, str]] = {}
        self._arguments: dict[tuple[str, str], str] = {}
        body = self._selection(self._schema.query_type, 0)
        head = ", ".join(f"${name}: {type_}" for name, (type_, _make) in self._variables.items())
        parts = [f"query Q{f'({head})' if head else ''} {body}"]
        parts += [f"fragment {name} on {type_.name} {text}" for name, (type_, text) in self._fragments.items()]
        return Operation("\n".join(parts), [self._chosen(), self._chosen()])

    def _chosen(self) -> dict[str, Any]:
        return {name: make() for name, (_type, make) in self._variables.items()}

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _selection(self, type_: Any, depth: int) -> str:
        fields = [(name, field) for name, field in type_.fields.items() if self._fits(field, depth)]
        chosen = self._random.sample(fields, min(len(fields), self._random.randint(1, 5 if depth else 2)))
        lines = [line for name, field in chosen if (line := self._field(name, field, depth))]
        if self._chance(0.3) or not lines:
            lines.append(self._key() + "__typename" + self._directive())
        if isinstance(type_, GraphQLInterfaceType):
            some = self._random.sample(self._schema.get_possible_types(type_), 3)
            lines += [f"... on {possible.name}{self._directive()} {self._selection(possible, depth + 1)}" for possible in some]
        elif depth and self._chance(0.3):
            lines.append(self._fragment(type_, depth))
        self._random.shuffle(lines)
        return "{ " + " ".join(lines) + " }"

    def _fits(self, field: GraphQLField, depth: int) -> bool:
        return is_leaf_type(get_named_type(field.type)) or (depth < DEEPEST and self._fields < MOST_FIELDS)

    def _fragment(self, type_: Any, depth: int) -> str:
        known = [name for name, (other, _text) in self._fragments.items() if other is type_]
        if known and self._chance(0.5):
            return f"...{self._random.choice(known)}{self._directive()}"
        text = self._selection(type_, depth + 1)
        if self._chance(0.5):
            condition = f" on {type_.name}" if self._chance(0.5) else ""
            return f"...{condition}{self._directive()} {text}"
        name = f"F{len(self._fragments)}"
        self._fragments[name] = (type_, text)
        return f"...{name}{self._directive()}"

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        self._fields += 1
        arguments = self._given(field)
        if arguments:  # two with other arguments may not share a key
            if self._aliases >= MOST_ALIASES:
                return ""
            key = self._key(always=True)
        else:
            key = self._key() if field.args or self._chance(0.15) else ""
            if field.args and not key:
                return ""
        named = get_named_type(field.type)
        below = "" if is_leaf_type(named) else " " + self._selection(named, depth + 1)
        return f"{key}{name}{arguments}{self._directive()}{below}"

    def _key(self, *, always: bool = False) -> str:
        if self._aliases >= MOST_ALIASES or not (always or self._chance(0.3)):
            return ""
        self._aliases += 1
        return f"a{self._aliases}: "

    def _directive(self) -> str:
        if self._directives >= MOST_DIRECTIVES or not self._chance(0.1):
            return ""
        self._directives += 1
        name = self._random.choice(["include", "skip"])
        if self._chance(0.4):
            return f" @{name}(if: {'true' if name == 'include' else 'false'})"
        variable = self._variable("Boolean!", lambda: self._chance(0.5))
        return f" @{name}(if: ${variable})"

    def _variable(self, type_: str, make: Any) -> str:
        name = f"v{len(self._variables)}"
        self._variables[name] = (type_, make)
        return name

    def _given(self, field: GraphQLField) -> str:
        given = []
        for name, argument in field.args.items():
            is_required = isinstance(argument.type, GraphQLNonNull)
            if not is_required and not self._chance(0.4):
                continue
            if is_required and argument.default_value is not None and name == "first" and self._chance(0.2):
                continue
            given.append(f"{name}: {self._value(name, argument)}")
        return f"({', '.join(given)})" if given else ""

    def _value(self, name: str, argument: GraphQLArgument) -> str:
        if self._chance(0.4):
            return f"${self._variable(str(argument.type), lambda: self._make(name, argument.type))}"
        value = self._make(name, argument.type)
        node = ast_from_value(self._internal(value, argument.type), argument.type)
        return print_ast(node) if node else "null"

    def _internal(self, value: Any, type_: Any) -> Any:
        """Return an input as the library prints it: enums are printed from what they mean."""
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if value is None:
            return None
        if isinstance(bare, GraphQLList):
            return [self._internal(item, bare.of_type) for item in value]
        if isinstance(bare, GraphQLEnumType):
            return bare.parse_value(value)
        if isinstance(bare, GraphQLInputObjectType):
            return {key: self._internal(item, bare.fields[key].type) for key, item in value.items()}
        return value

    def _make(self, name: str, type_: Any) -> Any:
        if not isinstance(type_, GraphQLNonNull) and self._chance(0.1):
            return None
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(bare, GraphQLList):
            return [self._make(name, bare.of_type) for _item in range(self._random.randint(0, 3))]
        if isinstance(bare, GraphQLEnumType):
            return self._random.choice(list(bare.values))
        if isinstance(bare, GraphQLInputObjectType):
            return {key: self._make(key, field.type) for key, field in bare.fields.items() if self._chance(0.5)}
        return self._random.choice(self._pool.get(name) or self._pool[bare.name])
