"""Reads shaped by the selection: only the columns that were asked for, as dict rows, one more statement for each kind of list."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import graphene
from django.db.models import BigIntegerField, F, QuerySet

from acg.shared.graph.access import ENTITLED
from acg.shared.graph.fields import Field, Row, fields_of
from acg.shared.graph.selection import Selection
from acg.shared.prepared import Among, Below, Read, Slot

Rows = QuerySet[Any, Any]


def columns_of(type_: Any, selection: Selection, prefix: str = "") -> set[str]:
    """Return the columns that a selection on a type needs, as `.values()` takes them."""
    columns: set[str] = set()
    known = fields_of(type_)
    for graph_name, below in selection.fields(type_._meta.name).items():  # noqa: SLF001 -- graphene's documented _meta
        if graph_name not in known:  # __typename
            continue
        name, field = known[graph_name]
        if name == "id" and type_.node_key:
            columns.add(prefix + type_.node_key)
            continue
        if not isinstance(field, Field):
            continue
        if field.join:
            columns |= columns_of(_named(field), below, f"{prefix}{field.join}__")
            columns.add(f"{prefix}{field.join}_id")
        elif field.fetch:
            columns.add(f"{prefix}pk")
        elif field.columns is None:
            columns.add(prefix + name)
        columns |= {prefix + column for column in field.columns or ()}
        if field.access is ENTITLED:
            columns |= {prefix + column for column in type_.entitled_by}
    return columns


def lists_of(type_: Any, selection: Selection) -> tuple[Below, ...]:
    """Return the lists below a type that can be read with its rows."""
    return selection.once(("lists", type_), lambda: tuple(_lists(type_, selection)))


def _lists(type_: Any, selection: Selection) -> Iterator[Below]:
    known = fields_of(type_)
    for graph_name, below in selection.fields(type_._meta.name).items():  # noqa: SLF001 -- as above
        _name, field = known.get(graph_name, ("", None))
        if isinstance(field, Field) and isinstance(field.fetch, Children):
            found = field.fetch.below(below)
            if found:
                yield found


def rows_of(
    type_: Any,
    listed: "QuerySet[Any, Any] | Read",
    selection: Selection,
    info: graphene.ResolveInfo,
    *,
    also: tuple[str, ...] = (),
    limit: int | None = None,
) -> list[Row]:
    """Return a list's rows with what the selection asks of a type, everything below included.

    Args:
        type_: of the rows.
        listed: leads to them.
        selection: on the type.
        info: of the field that is being resolved.
        also: further columns that the resolver itself needs.
        limit: how many at most.
    """
    columns = selection.once((type_, also), lambda: tuple(sorted(columns_of(type_, selection) | set(also) or {"pk"})))
    if isinstance(listed, Read):
        rows = listed.rows(columns, limit=limit, below=lists_of(type_, selection))
    else:
        rows = list(listed.values(*columns)[:limit])
    return complete(type_, rows, selection, info)


def row_of(type_: Any, listed: "QuerySet[Any, Any] | Read", selection: Selection, info: graphene.ResolveInfo) -> Row | None:
    """Return a list's first row with what the selection asks of a type, or None when there is none."""
    rows = rows_of(type_, listed, selection, info, limit=1)
    return rows[0] if rows else None


def complete(type_: Any, rows: list[Row], selection: Selection, info: graphene.ResolveInfo) -> list[Row]:
    """Turn flat rows into what the type's fields resolve from, and fetch the lists below them."""
    if rows:
        rows = _nested(rows)
        _fetch(type_, rows, selection, info)
    return rows


def _named(field: graphene.Field) -> Any:
    """Return the object type that a field leads to, without its wrappers."""
    type_ = field.type
    while isinstance(type_, (graphene.NonNull, graphene.List)):
        type_ = type_.of_type
    return type_


def _nested(rows: list[Row]) -> list[Row]:
    """Return rows in which {"course__title": 1} has become {"course": {"title": 1}}."""
    if not rows:
        return rows
    paths = [(column, column.split("__")) for column in rows[0]]
    if all(len(path) == 1 for _, path in paths):
        return rows
    nested = []
    for row in rows:
        whole: Row = {}
        for column, path in paths:
            place = whole
            for step in path[:-1]:
                place = place.setdefault(step, {})
            place[path[-1]] = row[column]
        nested.append(whole)
    return nested


def _fetch(type_: Any, rows: list[Row], selection: Selection, info: graphene.ResolveInfo) -> None:
    """Fetch the lists below the rows, and below the objects that were joined to them; an object that is not there becomes None."""
    known = fields_of(type_)
    for graph_name, below in selection.fields(type_._meta.name).items():  # noqa: SLF001 -- as above
        if graph_name not in known:
            continue
        name, field = known[graph_name]
        if not isinstance(field, Field):
            continue
        if field.fetch:
            if name not in rows[0]:  # else it was read with them
                field.fetch(rows, below, info)
        elif field.join:
            for row in rows:
                row[name] = row.get(field.join, {}) if row[f"{field.join}_id"] is not None else None
            joined = [row[name] for row in rows if row[name] is not None]
            if joined:
                _fetch(_named(field), joined, below, info)


class Children:
    """The `fetch` of a list of rows that point at their parent.

    Args:
        type_: of what is listed.
        parent: the name of the foreign key to the parent.
        listed: returns all such rows in their order, the same for everyone; its statement is compiled once.
        seen: instead of it, where it depends on the viewer: returns all that they may see.
        into: the list's field, its name in Python.
        far: where the rows only tie two together: the name of the foreign key to what is listed.
    """

    def __init__(
        self,
        type_: Any,
        parent: str,
        listed: Callable[[], Rows] | None = None,
        *,
        seen: Callable[[graphene.ResolveInfo], Rows] | None = None,
        into: str,
        far: str = "",
    ) -> None:
        if (listed is None) == (seen is None):
            raise TypeError(f"{into}: say either what is listed or what is seen.")
        self._type, self._parent, self._listed, self._seen, self._into, self._far = type_, parent, listed, seen, into, far
        self._key, self._prefix = f"{parent}_id", f"{far}__" if far else ""

    def __call__(self, rows: list[Row], selection: Selection, info: graphene.ResolveInfo) -> None:
        """Put the lists into the rows, in one statement for all of them and those of the lists below."""
        columns = selection.once(self._key, lambda: tuple(sorted(columns_of(self._type, selection, self._prefix) | {self._key})))
        parents = {row["pk"] for row in rows}
        if self._seen is None:
            found = Read(self._of_parents, (), {"parents": parents}).rows(columns)
        else:
            found = _nested(list(self._seen(info).filter(**{f"{self._parent}__in": parents}).values(*columns)))
        listed = [row.get(self._far, {}) for row in found] if self._far else found
        by_parent: dict[int, list[Row]] = defaultdict(list)
        for tie, row in zip(found, listed, strict=True):
            by_parent[tie[self._key]].append(row)
        if listed:
            _fetch(self._type, listed, selection, info)
        for row in rows:
            row[self._into] = by_parent.get(row["pk"], [])

    def below(self, selection: Selection) -> Below | None:
        """Return what reads the list with its parents, where that can be: not when objects are joined to its rows."""
        known = fields_of(self._type)
        chosen = [known[name][1] for name in selection.fields(self._type._meta.name) if name in known]  # noqa: SLF001 -- as above
        lists = lists_of(self._type, selection)
        joined = sum(1 for field in chosen if isinstance(field, Field) and (field.join or field.fetch))
        if self._listed is None or joined > len(lists):
            return None
        columns = tuple(sorted(columns_of(self._type, selection) - {"pk"}))
        return Below.of(name=self._into, listed=self._listed, parent=self._parent, columns=columns, far=self._far, below=lists)

    def _of_parents(self) -> Rows:
        if self._listed is None:
            raise TypeError(self._into)
        return self._listed().filter(Among(F(self._key), Slot("parents", BigIntegerField(), is_list=True)))
