"""Types and fields that say who may read them and which columns they need."""

from collections.abc import Callable, Iterable
from enum import Enum as PyEnum
from functools import cache
from typing import Any, ClassVar

import graphene
from graphene.types.objecttype import ObjectTypeMeta

from acg.shared.graph.access import Access
from acg.shared.graph.errors import camel
from acg.shared.graph.ids import to_global_id
from acg.shared.graph.selection import Selection
from acg.shared.graph.weights import Weight

Row = dict[str, Any]
Fetch = Callable[[list[Row], Selection, graphene.ResolveInfo], None]


class Field(graphene.Field):
    """A field; not null unless said otherwise.

    Args:
        type_: the graphene type.
        description: for the people who write clients.
        access: who may read it; by default whoever may read its type.
        columns: what its value is made of, as `.values()` takes it; by default the column of its own name.
        join: for an object that a foreign key names: the key's name; the object's own columns are read with the row.
        fetch: for a list below a row: called once with all rows of the answer, puts the list into each of them. It reads `pk`.
        nullable: whether it may be null.
        once: whether it may stand only once in a request.
        weight: what it costs besides the objects that it leads to.
    """

    def __init__(
        self,
        type_: Any,
        description: str,
        *,
        access: Access | None = None,
        columns: Iterable[str] | None = None,
        join: str = "",
        fetch: Fetch | None = None,
        nullable: bool = False,
        once: bool = False,
        weight: Weight | None = None,
        **options: Any,
    ) -> None:
        super().__init__(type_, description=description, required=not nullable, **options)
        self.access = access
        self.columns = None if columns is None else tuple(columns)
        self.join = join
        self.fetch = fetch
        self.nullable = nullable
        self.once = once
        self.weight = weight


def many(type_: Any) -> graphene.List:
    """Return the type of a list without holes."""
    return graphene.List(graphene.NonNull(type_))


def value_of(name: str, default: Any, row: Any, _info: graphene.ResolveInfo) -> Any:
    """Return a field's value from a dict row, or from an object."""
    return row.get(name, default) if isinstance(row, dict) else getattr(row, name, default)


class Rowwise(ObjectTypeMeta):
    """Makes types without the constructors that graphene compiles for each: rows are dicts, and nobody makes objects of a type."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> Any:
        """Return the type."""
        return super(ObjectTypeMeta, cls).__new__(cls, name, bases, namespace, **options)


class Type(graphene.ObjectType, metaclass=Rowwise):
    """An object of the graph. `Meta.access` is the rule of those of its fields that declare none.

    Args of Meta:
        key: for types that can be refetched: the column that names a row to the world, a UUID or a slug.
        entitlement: columns from which `@entitled` decides.
    """

    class Meta:
        abstract = True

    rule: ClassVar[Access | None] = None
    node_key: ClassVar[str] = ""
    entitled_by: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __init_subclass_with_meta__(
        cls, *, access: Access | None = None, key: str = "", entitlement: tuple[str, ...] = (), **options: Any
    ) -> None:
        cls.rule, cls.node_key, cls.entitled_by = access, key, entitlement
        interfaces = (Node,) if key else ()
        super().__init_subclass_with_meta__(default_resolver=value_of, interfaces=interfaces, **options)


class Node(graphene.Interface):
    """Something that can be asked for again by its id."""

    id = Field(graphene.ID, "Names the object in all of the graph; opaque.")

    @staticmethod
    def resolve_id(row: Any, info: graphene.ResolveInfo) -> str:
        """Return the global id."""
        type_ = info.parent_type.graphene_type
        return to_global_id(type_._meta.name, value_of(type_.node_key, None, row, info))  # noqa: SLF001 -- graphene's documented _meta

    @classmethod
    def resolve_type(cls, row: Row, _info: graphene.ResolveInfo) -> str:
        """Return the name of the row's type, which whoever refetched it wrote into it."""
        return str(row["__typename"])


@cache
def fields_of(type_: Any) -> dict[str, tuple[str, graphene.Field]]:
    """Return a type's fields by their name in the graph: the name in Python, and the field."""
    return {field.name or camel(name): (name, field) for name, field in type_._meta.fields.items()}  # noqa: SLF001 -- as above


def enum(choices: type[PyEnum], name: str, description: str, **values: str) -> Any:
    """Return the graph's enum of a model's choices.

    Args:
        choices: Django's.
        name: of the enum in the graph.
        description: of the enum.
        values: the description of each member, by its name.
    """

    def describe(member: PyEnum | None) -> str:
        return description if member is None else values[member.name]

    return graphene.Enum.from_enum(choices, name=name, description=describe)
