"""The building blocks of the graph: what the contexts' schemas are made of.

A type's fields say which columns they need; a read takes only the columns that the document asks for, as dict rows, and one more
statement for each kind of list below them, however many rows there are.
"""

from acg.shared.graph.access import AUTHORS, ENTITLED, PUBLIC, SERVER, VIEWER, Access, role
from acg.shared.graph.connections import connection_field, connection_of, page
from acg.shared.graph.errors import CodedError, bad_input, not_found
from acg.shared.graph.fields import Field, Node, Row, Type, enum, many
from acg.shared.graph.ids import key_from, to_global_id, uuid_from
from acg.shared.graph.money import Money
from acg.shared.graph.mutations import Mutation, payload_row
from acg.shared.graph.rows import Children, row_of, rows_of
from acg.shared.graph.scalars import UUID, BigInt, DateTime
from acg.shared.graph.selection import Selection
from acg.shared.graph.weights import Weight

__all__ = [
    "AUTHORS",
    "ENTITLED",
    "PUBLIC",
    "SERVER",
    "UUID",
    "VIEWER",
    "Access",
    "BigInt",
    "Children",
    "CodedError",
    "DateTime",
    "Field",
    "Money",
    "Mutation",
    "Node",
    "Row",
    "Selection",
    "Type",
    "Weight",
    "bad_input",
    "connection_field",
    "connection_of",
    "enum",
    "key_from",
    "many",
    "not_found",
    "page",
    "payload_row",
    "role",
    "row_of",
    "rows_of",
    "to_global_id",
    "uuid_from",
]
