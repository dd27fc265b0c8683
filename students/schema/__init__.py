"""The graph of learning; a student's own is reached through `viewer`."""

from students.schema.mutations import Mutation
from students.schema.queries import Viewer

__all__ = ["Mutation", "Viewer"]
