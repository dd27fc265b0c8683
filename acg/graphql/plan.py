"""The compiled plan: a query becomes a function made for it, which answers as the library's executor would.

A plan does what execution does (https://spec.graphql.org/October2021/#sec-Execution) for queries over object types, with everything
decided beforehand that does not depend on the request: which fields, which resolvers, which types. Whatever it does not know, and every
error, it leaves to the executor: that answers in its stead, so an answer with errors is always the executor's.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from threading import Lock
from types import SimpleNamespace
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    OperationType,
    Undefined,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from acg.graphql.access import context_rule
from acg.graphql.context import Context
from acg.shared.graph.fields import value_of
from acg.shared.graph.selection import Chosen

MOST_PLANS = 8  # of an operation: one for each choice that @include and @skip make

Planned = tuple[dict[str, Any], int]
Plan = Callable[[Context, dict[str, Any]], Planned]

# When a value is its own serialisation.
AS_IT_IS = {
    GraphQLString: "{0}.__class__ is str",
    GraphQLID: "{0}.__class__ is str",
    GraphQLBoolean: "{0}.__class__ is bool",
    GraphQLInt: "({0}.__class__ is int and -2147483648 <= {0} <= 2147483647)",
}


class Unplanned(Exception):  # noqa: N818 -- nothing is wrong: the executor answers
    """A plan does not know what to do."""


class Plans:
    """The plans of one document's operations, each made when its operation comes: that takes half as long as executing a page of a list.

    Args:
        schema: of the document.
        fragments: of the document, by name.
        deciding: the variables that directives depend on.
    """

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], deciding: Iterable[str]) -> None:
        self._schema, self._fragments, self._deciding = schema, dict(fragments), tuple(deciding)
        self._kept: dict[Any, Plan | None] = {}
        self._lock = Lock()

    def run(self, operation: OperationDefinitionNode, variables: dict[str, Any], context: Context) -> Planned | None:
        """Return the data of an answer and how many objects it holds, or None when the executor has to answer.

        Args:
            operation: of the document.
            variables: their coerced values.
            context: who asks.
        """
        if operation.operation is not OperationType.QUERY:
            return None  # what changes something is never done twice
        plan = self._of(operation, variables)
        if plan is None:
            return None
        try:
            return plan(context, variables)
        except Exception:  # noqa: BLE001 -- whatever it is: the executor meets it again, and says it as the specification does
            return None

    def _of(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan | None:
        key = (operation.name.value if operation.name else "", *(variables.get(name) for name in self._deciding))
        with self._lock:
            if key not in self._kept and len(self._kept) < MOST_PLANS:
                self._kept[key] = self._made(operation, variables)
            return self._kept.get(key)

    def _made(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan | None:
        chosen = {name: variables[name] for name in self._deciding if name in variables}
        try:
            return _Compiler(self._schema, self._fragments, operation, chosen).plan()
        except Unplanned:
            return None


class _Compiler:
    """Writes the function of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ) -> None:
        self._schema, self._fragments, self._operation, self._variables = schema, fragments, operation, variables
        self._known: dict[str, Any] = {
            "info_of": GraphQLResolveInfo,
            "values_of": get_argument_values,
            "getter": _getter,
            "listed": _listed,
            "shared": (schema, fragments, None, operation),
            "never": _never,
        }
        self._head: list[str] = []
        self._functions: list[str] = []
        self._rules: set[Any] = set()

    def plan(self) -> Plan:
        root = self._schema.query_type
        if root is None:
            raise Unplanned
        fields = collect_fields(self._schema, self._fragments, self._variables, root, self._operation.selection_set)
        name = self._object(root, fields, is_root=True)
        checks = [context_rule(rule) for rule in self._rules]
        self._known["check"] = lambda context: [check(rule, None, SimpleNamespace(context=context)) for check, rule in checks]
        lines = [
            "def plan(context, variables):",
            "objects = -1",
            *(["check(context)"] if checks else []),
            *self._head,
            *self._functions,
        ]
        source = "\n    ".join([*lines, f"return {name}(None), objects"])
        exec(source, self._known)  # noqa: S102 -- written here: of what clients send only names that the schema has, and quoted keys
        made: Plan = self._known["plan"]
        return made

    def _name(self, kind: str, value: Any) -> str:
        name = f"{kind}{len(self._known)}"
        self._known[name] = value
        return name

    def _object(self, type_: GraphQLObjectType, fields: dict[str, list[FieldNode]], *, is_root: bool = False) -> str:
        """Write the function from a row to an object of the answer; return its name."""
        if type_.is_type_of:
            raise Unplanned
        lines: list[str] = []
        members: list[str] = []
        for number, (key, nodes) in enumerate(fields.items()):
            variable = f"v{number}"
            lines += self._field(type_, key, nodes, variable)
            members.append(f"{key!r}: {variable}")
        name = self._name("object", None)
        get = [] if is_root else ["get = row.get if row.__class__ is dict else getter(row)"]
        body = ["nonlocal objects", "objects += 1", *get, *lines, f"return {{{', '.join(members)}}}"]
        self._functions += [f"def {name}(row):", *("    " + line for line in body)]
        return name

    def _field(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode], variable: str) -> list[str]:
        name = nodes[0].name.value
        if name == "__typename":
            return [f"{variable} = {parent.name!r}"]
        field = parent.fields.get(name)
        if field is None or field.resolve is None:
            raise Unplanned
        resolve = field.resolve
        if "unguarded" in field.extensions:  # the rule asks about the viewer alone: once is enough
            self._rules.add(field.extensions["access"])
            resolve = field.extensions["unguarded"]
        value = f"{variable} = {self._value(parent, field, key, nodes, resolve)}"
        bare = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        completed = f"{variable} = {self._completed(field.type, nodes).format(variable)}"
        return [value, f"if not {AS_IT_IS[bare].format(variable)}: {completed}" if bare in AS_IT_IS else completed]

    def _value(self, parent: GraphQLObjectType, field: GraphQLField, key: str, nodes: list[FieldNode], resolve: Any) -> str:
        """Return the expression that resolves a field."""
        if isinstance(resolve, partial) and resolve.func is value_of and not field.args and parent is not self._schema.query_type:
            name, default = resolve.args
            return f"get({name!r}, {self._name('default', default) if default is not None else None})"
        chosen = Chosen(nodes, schema=self._schema, fragments=self._fragments, variables=self._variables)
        facts = (nodes[0].name.value, chosen, field.type, parent, Path(None, key, parent.name))
        info = self._name("info", None)
        self._head.append(f"{info} = info_of(*{self._name('facts', facts)}, *shared, variables, context, never)")
        arguments = ""
        if field.args:
            arguments = self._name("arguments", None)
            self._head.append(f"{arguments} = values_of({self._name('field', field)}, {self._name('node', nodes[0])}, variables)")
        return f"{self._name('resolve', resolve)}(row, {info}{f', **{arguments}' if arguments else ''})"

    def _completed(self, type_: GraphQLOutputType, nodes: list[FieldNode]) -> str:
        """Return the expression, with {0} for the value, that completes a value."""
        is_nullable = not isinstance(type_, GraphQLNonNull)
        bare: Any = type_ if is_nullable else type_.of_type  # type: ignore[union-attr]  # as just asked
        if is_leaf_type(bare):
            leaf = f"{self._name('leaf', _leaf(bare, is_nullable=is_nullable))}({{0}})"
            if isinstance(bare, GraphQLEnumType):
                return f"{self._name('names', _names(bare))}.get({{0}}) or {leaf}"
            return leaf
        if isinstance(bare, GraphQLList):
            item = self._completed(bare.of_type, nodes).format("item")
            made = f"[{item} for item in listed({{0}})]"
        elif isinstance(bare, GraphQLObjectType):
            below = collect_sub_fields(self._schema, self._fragments, self._variables, bare, nodes)
            made = f"{self._object(bare, below)}({{0}})"
        else:
            raise Unplanned  # what type it is the executor finds out
        return f"None if {{0}} is None else {made}" if is_nullable else made


def _names(enum: GraphQLEnumType) -> dict[Any, str]:
    """Return what stored values are called in answers."""
    return {item.value.value if hasattr(item.value, "value") else item.value: name for name, item in enum.values.items()}


def _leaf(type_: GraphQLLeafType, *, is_nullable: bool) -> Callable[[Any], Any]:
    serialize = type_.serialize

    def leaf(value: Any) -> Any:
        if value is None and is_nullable:
            return None
        if value is None or value is Undefined or isinstance(value, Exception):
            raise Unplanned
        found = serialize(value)
        if found is None or found is Undefined or isinstance(found, (dict, list)):
            raise Unplanned
        return found

    return leaf


def _getter(row: Any) -> Callable[..., Any]:
    """Return what reads a row that is not a plain dict."""
    if row is None or row is Undefined or isinstance(row, Exception):
        raise Unplanned
    return row.get if isinstance(row, dict) else partial(getattr, row)


def _listed(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        raise Unplanned
    return value


def _never(_value: Any) -> bool:
    """Return whether a value is awaitable: none is."""
    return False
