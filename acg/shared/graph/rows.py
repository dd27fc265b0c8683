"""Reads shaped by the selection: only the columns that were asked for, as dict rows, one more statement for each kind of list."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import BigIntegerField, F, QuerySet

from acg.shared.graph.access import ENTITLED
from acg.shared.graph.fields import Fetch, Field, Row, fields_of
from acg.shared.graph.selection import Selection
from acg.shared.prepared import Among, Read, Slot


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
    rows = listed.rows(columns, limit=limit) if isinstance(listed, Read) else list(listed.values(*columns)[:limit])
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
            field.fetch(rows, below, info)
        elif field.join:
            for row in rows:
                row[name] = row.get(field.join, {}) if row[f"{field.join}_id"] is not None else None
            joined = [row[name] for row in rows if row[name] is not None]
            if joined:
                _fetch(_named(field), joined, below, info)


def children(
    type_: Any,
    parent: str,
    listed: Callable[[], "QuerySet[Any, Any]"] | None = None,
    *,
    seen: Callable[[graphene.ResolveInfo], "QuerySet[Any, Any]"] | None = None,
    into: str,
    far: str = "",
) -> Fetch:
    """Return the `fetch` of a list of rows that point at their parent.

    Args:
        type_: of what is listed.
        parent: the name of the foreign key to the parent.
        listed: returns all such rows in their order, the same for everyone; its statement is compiled once.
        seen: instead of it, where it depends on the viewer: returns all that they may see.
        into: the list's field, its name in Python.
        far: where the rows only tie two together: the name of the foreign key to what is listed.
    """
    key, prefix = f"{parent}_id", f"{far}__" if far else ""

    def below() -> "QuerySet[Any, Any]":
        if listed is None:
            raise TypeError(f"{into}: say what is listed.")
        return listed().filter(Among(F(key), Slot("parents", BigIntegerField(), is_list=True)))

    def fetch(rows: list[Row], selection: Selection, info: graphene.ResolveInfo) -> None:
        columns = selection.once(key, lambda: tuple(sorted(columns_of(type_, selection, prefix) | {key})))
        parents = {row["pk"] for row in rows}
        if seen is None:
            found = Read(below, (), {"parents": parents}).rows(columns)
        else:
            found = _nested(list(seen(info).filter(**{f"{parent}__in": parents}).values(*columns)))
        listed = [row.get(far, {}) for row in found] if far else found
        by_parent: dict[int, list[Row]] = defaultdict(list)
        for tie, row in zip(found, listed, strict=True):
            by_parent[tie[key]].append(row)
        if listed:
            _fetch(type_, listed, selection, info)
        for row in rows:
            row[into] = by_parent.get(row["pk"], [])

    return fetch
