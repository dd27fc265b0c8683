"""Relay connections, by key, both ways: a page begins behind its cursor, or ends before it, and is always bounded."""

from typing import Any

import graphene
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from acg.shared.graph.access import PUBLIC, Access
from acg.shared.graph.errors import bad_input
from acg.shared.graph.fields import Field, Row, Type, many
from acg.shared.graph.rows import columns_of, complete, lists_of
from acg.shared.graph.selection import Selection
from acg.shared.graph.weights import Weight
from acg.shared.keyset import Order, Part, keyset_page, prepared_page
from acg.shared.prepared import Read
from acg.shared.values import frozen

PAGE_SIZE = 20
PAGE = Weight(is_page=True)
COUNTED = 1000


class PageInfo(Type):
    """Where a page stands in its list."""

    class Meta:
        access = PUBLIC

    has_next_page = Field(graphene.Boolean, "Whether more follow; of a page up to `before` it is taken for granted.")
    has_previous_page = Field(graphene.Boolean, "Whether others come before; of a page from `after` on it is taken for granted.")
    start_cursor = Field(graphene.String, "The cursor of the page's first: `before` for the page before it.", nullable=True)
    end_cursor = Field(graphene.String, "The cursor of the page's last: `after` for the next page.", nullable=True)


def connection_of(node: Any, *, description: str) -> Any:
    """Return the connection type of a list, with its edge type.

    Args:
        node: the type of what is listed.
        description: of the list.
    """
    name = node._meta.name  # noqa: SLF001 -- graphene's documented _meta
    edge = _type(
        f"{name}Edge",
        "One of a list, and where it stands there.",
        node=Field(node, "What stands here."),
        cursor=Field(graphene.String, "Where it stands: `after` for what comes behind it."),
    )
    return _type(
        f"{name}Connection",
        description,
        edges=Field(many(edge), "The page, each with its cursor.", weight=PAGE),
        nodes=Field(many(node), "The page.", weight=PAGE),
        page_info=Field(PageInfo, "Where the page stands."),
        total_count=Field(
            graphene.Int, f"How long the list is. Counting stops at {COUNTED + 1}, which says that there are more than {COUNTED}."
        ),
    )


def _type(name: str, description: str, **fields: Field) -> Any:
    return type(name, (Type,), {**fields, "Meta": {"access": PUBLIC, "description": description}})


def connection_field(
    connection: Any, description: str, *, access: Access | None = None, weights: tuple[tuple[str, int], ...] = (), **arguments: Any
) -> Field:
    """Return a field that lists page by page; its resolver returns a `page`.

    Args:
        connection: the connection type.
        description: of the field.
        access: who may read it.
        weights: what arguments cost that make work, in points.
        arguments: further arguments, such as filters.
    """
    return Field(
        connection,
        description,
        access=access,
        nullable=True,
        weight=Weight(arguments=weights, size=PAGE_SIZE, sized_by=("first", "last")),
        first=graphene.Int(
            description=f"How many at most from the beginning on, 1 to 100; {PAGE_SIZE} where `last` is not there either."
        ),
        after=graphene.String(description="The cursor behind which the page begins; without one the list's beginning."),
        last=graphene.Int(
            description="How many at most up to the end, 1 to 100, in the list's own order; not together with `first`."
        ),
        before=graphene.String(description="The cursor before which the page ends; without one the list's end."),
        **arguments,
    )


@frozen
class _Asked:
    """What a document asks of a page: below its nodes, of the page itself, and whether for cursors and the total."""

    below: Selection
    facts: frozenset[str]
    has_cursors: bool
    is_counted: bool

    @classmethod
    def of(cls, node: Any, chosen: Selection) -> "_Asked":
        name = node._meta.name  # noqa: SLF001 -- as above
        edges, facts = chosen.below((f"{name}Connection", "edges")), chosen.below((f"{name}Connection", "pageInfo"))
        return cls(
            below=chosen.below((f"{name}Connection", "nodes")).and_(edges.below((f"{name}Edge", "node"))),
            facts=frozenset(facts.fields("PageInfo")),
            has_cursors="cursor" in edges.fields(f"{name}Edge"),
            is_counted="totalCount" in chosen.fields(f"{name}Connection"),
        )


def page(
    node: Any,
    listed: "QuerySet[Any, Any] | Read",
    order: Order,
    info: graphene.ResolveInfo,
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Row:
    """Return a page of a list as a connection, in one statement and those of the lists below; the total is one more.

    Args:
        node: the type of what is listed.
        listed: all of it.
        order: the list's order.
        info: of the field that lists.
        first: how many at most, from the beginning on.
        after: the cursor before the page.
        last: how many at most, up to the end; instead of `first`.
        before: the cursor behind the page.

    Raises:
        CodedError: BAD_USER_INPUT when a cursor is none of this list's, or both ways are asked for.
        DomainError: `bad_cursor`, `page_size_out_of_range`.
    """
    part = _part(first=first, after=after, last=last, before=before)
    chosen = Selection.of(info)
    asked = chosen.once("page", lambda: _Asked.of(node, chosen))
    columns = asked.below.once(order.keys, lambda: tuple(sorted(columns_of(node, asked.below) | set(order.keys))))
    if isinstance(listed, Read):
        found = prepared_page(listed, columns, order=order, part=part, below=lists_of(node, asked.below))
    else:
        found = keyset_page(listed.values(*columns), order=order, part=part)
    # Sealing a cursor costs about as much as reading a row: only those that somebody looks at.
    cursors = found.cursors if asked.has_cursors else [""] * len(found.rows)
    ends = {
        key: found.cursor(index) if found.rows and graph_name in asked.facts else None
        for key, graph_name, index in (("start_cursor", "startCursor", 0), ("end_cursor", "endCursor", -1))
    }
    rows = complete(node, found.rows, asked.below, info)
    return {
        "edges": [{"node": row, "cursor": cursor} for row, cursor in zip(rows, cursors, strict=True)],
        "nodes": rows,
        "page_info": {"has_next_page": found.has_next, "has_previous_page": found.has_previous, **ends},
        "total_count": _count(listed) if asked.is_counted else None,
    }


def _part(*, first: int | None, after: str | None, last: int | None, before: str | None) -> Part:
    for field, cursor in (("after", after), ("before", before)):
        if cursor == "":
            raise bad_input(_("A cursor is never empty. Leave it out instead."), field=field)
    if first is not None and last is not None:
        raise bad_input(_("Ask for the first or for the last, not for both."), field="last")
    size = PAGE_SIZE if first is None and last is None else first if last is None else last
    return Part(size=size or 0, after=after or "", before=before or "", is_last=last is not None)


def _count(listed: "QuerySet[Any, Any] | Read") -> int:
    if isinstance(listed, Read):
        return len(listed.rows(("pk",), limit=COUNTED + 1))
    return listed.order_by()[: COUNTED + 1].count()
