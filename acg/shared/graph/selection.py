"""What a document asks for below a field: reads are shaped by it."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from graphql import FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from graphql.execution.collect_fields import collect_sub_fields

from acg.shared.values import frozen

Found = TypeVar("Found")


@frozen
class _Frame:
    """What fragments and directives are resolved with."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]


class Selection:
    """The fields chosen below a field, fragments and `@include` resolved, aliases folded."""

    __slots__ = ("_below", "_frame", "_kept", "nodes")

    def __init__(self, frame: _Frame, nodes: list[FieldNode]) -> None:
        self._frame = frame
        self.nodes = nodes
        self._below: dict[str, dict[str, Selection]] = {}
        self._kept: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, info: GraphQLResolveInfo) -> "Selection":
        """Return what is chosen below the field that is being resolved."""
        if isinstance(info.field_nodes, Chosen):
            return info.field_nodes.selection
        return cls(_Frame(info.schema, info.fragments, info.variable_values), info.field_nodes)

    def once(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what follows from the selection alone, made when it is asked for first.

        Args:
            key: names it.
            make: makes it.
        """
        if key not in self._kept:
            self._kept[key] = make()
        found: Found = self._kept[key]
        return found

    def fields(self, type_name: str) -> dict[str, "Selection"]:
        """Return what is chosen on an object type, by the field's name in the graph."""
        found = self._below.get(type_name)
        if found is None:
            frame = self._frame
            type_ = frame.schema.type_map[type_name]
            if not isinstance(type_, GraphQLObjectType):
                raise TypeError(type_name)
            nodes: dict[str, list[FieldNode]] = {}
            collected = collect_sub_fields(frame.schema, frame.fragments, frame.variables, type_, self.nodes)
            for same_key in collected.values():
                nodes.setdefault(same_key[0].name.value, []).extend(same_key)
            found = self._below[type_name] = {name: Selection(frame, below) for name, below in nodes.items()}
        return found

    def below(self, *path: tuple[str, str]) -> "Selection":
        """Return what is chosen further down.

        Args:
            path: pairs of a type's name and a field of it; a field that is not chosen has nothing below it.
        """
        selection = self
        for type_name, field in path:
            selection = selection.fields(type_name).get(field) or Selection(self._frame, [])
        return selection

    def and_(self, other: "Selection") -> "Selection":
        """Return what either of them chooses."""
        return Selection(self._frame, [*self.nodes, *other.nodes])

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def __repr__(self) -> str:
        names: list[Any] = [node.name.value for node in self.nodes]
        return f"Selection({names})"


class Chosen(list[FieldNode]):
    """The nodes of a field with the selection below it, which is kept from one request to the next.

    Args:
        nodes: of the field.
        schema: of the document.
        fragments: of the document.
        variables: those that its directives depend on, with their values.
    """

    def __init__(
        self,
        nodes: Iterable[FieldNode],
        *,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        variables: dict[str, Any],
    ) -> None:
        super().__init__(nodes)
        self.selection = Selection(_Frame(schema, fragments, variables), self)
