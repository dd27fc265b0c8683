"""The graph of learning; a student's own is reached through `viewer`, services ask about one at a time."""

from students.schema.mutations import Mutation
from students.schema.queries import Viewer
from students.schema.standing import Query

__all__ = ["Mutation", "Query", "Viewer"]
