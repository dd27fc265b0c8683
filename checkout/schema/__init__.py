"""The graph of what is sold; what someone bought is reached through `viewer`."""

from checkout.schema.mutations import Mutation
from checkout.schema.queries import Query, Viewer

__all__ = ["Mutation", "Query", "Viewer"]
