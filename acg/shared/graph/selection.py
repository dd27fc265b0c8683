"""What a document asks for below a field: reads are shaped by it."""

from typing import Any

from graphql import FieldNode, GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_sub_fields


class Selection:
    """The fields chosen below a field, fragments and `@include` resolved, aliases folded."""

    __slots__ = ("_below", "_info", "nodes")

    def __init__(self, info: GraphQLResolveInfo, nodes: list[FieldNode]) -> None:
        self._info = info
        self.nodes = nodes
        self._below: dict[str, dict[str, Selection]] = {}

    @classmethod
    def of(cls, info: GraphQLResolveInfo) -> "Selection":
        """Return what is chosen below the field that is being resolved."""
        return cls(info, info.field_nodes)

    def fields(self, type_name: str) -> dict[str, "Selection"]:
        """Return what is chosen on an object type, by the field's name in the graph."""
        found = self._below.get(type_name)
        if found is None:
            type_ = self._info.schema.type_map[type_name]
            if not isinstance(type_, GraphQLObjectType):
                raise TypeError(type_name)
            nodes: dict[str, list[FieldNode]] = {}
            collected = collect_sub_fields(self._info.schema, self._info.fragments, self._info.variable_values, type_, self.nodes)
            for same_key in collected.values():
                nodes.setdefault(same_key[0].name.value, []).extend(same_key)
            found = self._below[type_name] = {name: Selection(self._info, below) for name, below in nodes.items()}
        return found

    def below(self, *path: tuple[str, str]) -> "Selection":
        """Return what is chosen further down.

        Args:
            path: pairs of a type's name and a field of it; a field that is not chosen has nothing below it.
        """
        selection = self
        for type_name, field in path:
            selection = selection.fields(type_name).get(field) or Selection(self._info, [])
        return selection

    def and_(self, other: "Selection") -> "Selection":
        """Return what either of them chooses."""
        return Selection(self._info, [*self.nodes, *other.nodes])

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def __repr__(self) -> str:
        names: list[Any] = [node.name.value for node in self.nodes]
        return f"Selection({names})"
