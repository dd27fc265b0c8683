"""What an operation needs of the schema: coordinates such as `Course.title`, found once for each document."""

import hashlib
from threading import Lock

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)

from acg.shared.values import frozen

MAX_NAME = 80


@frozen
class Use:
    """What an operation needs.

    Args:
        key: names the operation: a hash of its name and of all that it needs, so that another page size is not another operation.
        name: its own name, or empty.
        coordinates: `Type.field`, `Type.field(argument:)` and `Input.field`, sorted.
        literal: the same as PostgreSQL writes an array.
    """

    key: str
    name: str
    coordinates: tuple[str, ...]
    literal: str


class Uses:
    """The uses of one document's operations, each found when the operation is first executed."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        self._kept: dict[str, Use] = {}
        self._lock = Lock()

    def of(self, operation: OperationDefinitionNode) -> Use:
        """Return what an operation of the document needs."""
        name = operation.name.value if operation.name else ""
        with self._lock:
            found = self._kept.get(name)
        if found is None:
            coordinates = coordinates_of(self._schema, operation, self._fragments)
            words = " ".join([operation.operation.value, name, *coordinates])
            key = hashlib.sha256(words.encode()).hexdigest()[:32]
            quoted = ",".join(f'"{coordinate}"' for coordinate in coordinates)
            found = Use(key, name[:MAX_NAME], coordinates, f"{{{quoted}}}")
            with self._lock:
                self._kept[name] = found
        return found


def coordinates_of(
    schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]
) -> tuple[str, ...]:
    """Return what a valid operation needs, sorted.

    An argument's or a variable's input type counts with all its fields: what a variable will hold is not known.
    """
    found: set[str] = set()
    reached: set[str] = set()
    pending: list[tuple[GraphQLNamedType | None, SelectionSetNode]] = [
        (schema.get_root_type(operation.operation), operation.selection_set)
    ]
    while pending:
        parent, selections = pending.pop()
        for node in selections.selections:
            if isinstance(node, FieldNode):
                below = _field(parent, node, found)
                if node.selection_set:
                    pending.append((below, node.selection_set))
            elif isinstance(node, InlineFragmentNode):
                condition = getattr(node.type_condition, "name", None)  # `... @include(if:) { }` has none
                pending.append((schema.type_map[condition.value] if condition else parent, node.selection_set))
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in reached:
                reached.add(node.name.value)
                fragment = fragments[node.name.value]
                pending.append((schema.type_map[fragment.type_condition.name.value], fragment.selection_set))
    return tuple(sorted(found))


def _field(parent: GraphQLNamedType | None, node: FieldNode, found: set[str]) -> GraphQLNamedType | None:
    """Note a field with its arguments; return the type below it. What asks about the schema itself is nobody's field."""
    field = getattr(parent, "fields", {}).get(node.name.value)
    if parent is None or field is None:
        return None
    coordinate = f"{parent.name}.{node.name.value}"
    found.add(coordinate)
    for argument in node.arguments:
        found.add(f"{coordinate}({argument.name.value}:)")
        _inputs(field.args[argument.name.value].type, found)
    below: GraphQLNamedType = get_named_type(field.type)
    return below


def _inputs(type_: GraphQLInputType, found: set[str]) -> None:
    named = get_named_type(type_)
    if isinstance(named, GraphQLInputObjectType):
        for name, field in named.fields.items():
            coordinate = f"{named.name}.{name}"
            if coordinate not in found:
                found.add(coordinate)
                _inputs(field.type, found)


def every_coordinate(schema: GraphQLSchema) -> set[str]:
    """Return all coordinates of a schema."""
    found = set()
    for type_ in schema.type_map.values():
        for name, field in getattr(type_, "fields", {}).items():
            found.add(f"{type_.name}.{name}")
            found |= {f"{type_.name}.{name}({argument}:)" for argument in getattr(field, "args", {})}
    return found
