"""The graph, composed of the contexts' schemas: each owns its types and its root fields."""

from acg.graphql.building import build
from acg.graphql.nodes import NodeQuery
from acg.shared.graph import Type
from courses import schema as courses


class Query(courses.Query, NodeQuery, Type):
    """What can be read."""


class Mutation(courses.Mutation, Type):
    """What can be done."""


schema = build(query=Query, mutation=Mutation)
