"""Anything that has an id, asked for again by it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import graphene
from django.utils.translation import gettext as _

from acg.shared.graph import PUBLIC, VIEWER, CodedError, Field, Node, Row, Selection, Type, Weight, bad_input, not_found, rows_of
from acg.shared.graph.ids import bad_id, parse_uuid, split_global_id

MOST = 100


def resolve_node(_root: Any, info: graphene.ResolveInfo, *, id: str) -> Row:  # noqa: A002 -- the argument's name in the graph
    """Return one row."""
    found = _found(info, [id], "id")[0]
    if isinstance(found, CodedError):
        raise found
    return found


def resolve_nodes(_root: Any, info: graphene.ResolveInfo, *, ids: Sequence[str]) -> list[Row | CodedError]:
    """Return a row or an error for each id, in their order."""
    if len(ids) > MOST:
        raise bad_input(_("Ask for at most %(most)d at once.") % {"most": MOST}, field="ids")
    return _found(info, ids, "ids")


class NodeQuery:
    """The root fields of refetching."""

    node = Field(
        Node,
        "The object of an id. What does not exist and what you may not see answer alike: NOT_FOUND.",
        access=PUBLIC,
        nullable=True,
        resolver=resolve_node,
        id=graphene.ID(required=True, description="As it was received."),
    )
    nodes = Field(
        graphene.List(Node),
        "The objects of up to 100 ids, in their order; each one that is missing is null, with an error NOT_FOUND.",
        access=PUBLIC,
        nullable=True,
        resolver=resolve_nodes,
        weight=Weight(size=MOST, sized_by=("ids",)),
        ids=graphene.List(graphene.NonNull(graphene.ID), required=True, description="As they were received."),
    )


def _found(info: graphene.ResolveInfo, ids: Sequence[str], field: str) -> list[Row | CodedError]:
    """Return a row or an error for each id; one statement for each type among them, and those of the lists below."""
    wanted = [_type_and_key(info, global_id, field) for global_id in ids]
    keys: dict[Any, set[Any]] = defaultdict(set)
    for type_, key in wanted:
        keys[type_].add(key)
    rows: dict[tuple[Any, Any], Row] = {}
    for type_, some in keys.items():
        name = type_._meta.name  # noqa: SLF001 -- graphene's documented _meta
        if type_.rule == VIEWER and info.context.viewer is None:
            continue  # what is somebody's own is nobody's: it answers as if it did not exist
        visible = type_.visible(info).filter(**{f"{type_.node_key}__in": some})
        for row in rows_of(type_, visible, Selection.of(info), info, also=(type_.node_key,)):
            rows[type_, row[type_.node_key]] = {**row, "__typename": name}
    return [rows.get(one) or not_found() for one in wanted]


def _type_and_key(info: graphene.ResolveInfo, global_id: str, field: str) -> tuple[type[Type], Any]:
    name, text = split_global_id(global_id, field=field)
    type_ = getattr(info.schema.type_map.get(name), "graphene_type", None)
    key = getattr(type_, "node_key", "")
    if type_ is None or not key:
        raise bad_id(field)
    return type_, parse_uuid(text, field=field) if key == "public_id" else text
