"""What an operation costs, known before it is executed: objects counted as the answer can hold them.

An object costs 1, a list its size times what is in it, a value nothing; what is dear besides, such as a search, declares its weight
beside the field (`Field(weight=Weight(...))`). The words in the SDL are those of the cost specification
(ibm.github.io/graphql-specs/cost-spec.html): `@cost` and `@listSize`.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values

from acg.shared.graph.weights import Weight
from acg.shared.values import frozen

MOST = 1_000_000  # nothing is dearer: what goes beyond is refused all the same
KEPT = 200
LARGEST_PAGE = 100  # whoever asks for more is refused by the field, in words of its own
NOTHING = Weight()


@frozen
class Cost:
    """What an operation costs.

    Args:
        total: in points, at most `MOST`.
        work: the part of it that is not objects: searches and mutations, due whatever comes back.
    """

    total: int
    work: int


class Prices:
    """The prices of one document's operations, each computed once for all values of the variables that it depends on."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        self._deciding = _deciding(document)
        self._kept: OrderedDict[Any, Cost] = OrderedDict()
        self._lock = Lock()

    def of(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Cost:
        """Return what an operation costs.

        Args:
            operation: of the document.
            variables: their coerced values.

        Raises:
            GraphQLError: an argument's value is none.
        """
        key = (operation.name.value if operation.name else "", tuple(_size(variables.get(name)) for name in self._deciding))
        with self._lock:
            found = self._kept.get(key)
        if found is None:
            found = _Counter(self._schema, self._fragments, variables).cost(operation)
            with self._lock:
                self._kept[key] = found
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found


class _Counter:
    """Counts one operation with the values of its variables."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: dict[str, Any]) -> None:
        self._schema, self._fragments, self._variables = schema, fragments, variables
        self._work = 0

    def cost(self, operation: OperationDefinitionNode) -> Cost:
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            return Cost(0, 0)
        chosen = collect_fields(self._schema, self._fragments, self._variables, root, operation.selection_set)
        total = sum(self._field(root, nodes, times=1, page=1) for nodes in chosen.values())
        return Cost(min(total, MOST), min(self._work, MOST))

    def _object(self, type_: GraphQLObjectType, nodes: list[FieldNode], *, times: int, page: int) -> int:
        """Return what is below one object, for all the times that it is there."""
        below = collect_sub_fields(self._schema, self._fragments, self._variables, type_, nodes)
        return min(sum(self._field(type_, some, times=times, page=page) for some in below.values()), MOST)

    def _field(self, parent: GraphQLObjectType, nodes: list[FieldNode], *, times: int, page: int) -> int:
        field = parent.fields.get(nodes[0].name.value)
        if field is None:  # __typename, and what asks about the schema: bounded by its text
            return 0
        weight: Weight = field.extensions.get("weight", NOTHING)
        total = weight.points * times
        arguments = get_argument_values(field, nodes[0], self._variables) if field.args else {}
        total += sum(points * times for name, points in weight.arguments if arguments.get(_python_name(field, name)))
        self._work += total
        named = get_named_type(field.type)
        if is_leaf_type(named):
            return total
        if _is_list(field.type):
            size = _given(field, arguments, weight) or (page if weight.is_page else weight.size)
            times, page = min(times * size, MOST), 1
        else:
            page = _given(field, arguments, weight) or 1
        possible = self._schema.get_possible_types(named) if is_abstract_type(named) else [named]
        below = max((self._object(type_, nodes, times=times, page=page) for type_ in possible), default=0)
        return min(total + times + below, MOST)


def _given(field: GraphQLField, arguments: dict[str, Any], weight: Weight) -> int:
    """Return the size that the client asks for: a number, or as many as it names; 0 when the field takes none."""
    if not weight.sized_by:
        return 0
    values = [arguments.get(_python_name(field, name)) for name in weight.sized_by]
    sizes = [len(value) if isinstance(value, list) else value for value in values if isinstance(value, (int, list))]
    return min(max(1, *sizes) if sizes else weight.size, LARGEST_PAGE)


def _python_name(field: GraphQLField, name: str) -> str:
    argument = field.args.get(name)
    return (argument.out_name if argument else None) or name


def _is_list(type_: GraphQLOutputType) -> bool:
    bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return isinstance(bare, GraphQLList)


def _deciding(document: DocumentNode) -> tuple[str, ...]:
    """Return the variables on which a price may depend: all, for a valid document uses what it declares."""
    operations = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return tuple(sorted({declared.variable.name.value for node in operations for declared in node.variable_definitions}))


def _size(value: Any) -> Any:
    """Return what of a variable's value may change a price: a number or a truth itself, of anything else how much there is."""
    if value is None or isinstance(value, (bool, int)):
        return (type(value), value)
    if isinstance(value, (list, str)):
        return (type(value), min(len(value), MOST))
    return type(value)


def rows_in(data: Any) -> int:
    """Return how many objects an answer holds, its own frame not counted."""
    count, pending = -1, [data]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            count += 1
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return max(count, 0)
