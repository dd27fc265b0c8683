"""The graph, composed of the contexts' schemas: each owns its types and its root fields."""

from acg.graphql.account import Account
from acg.graphql.building import build
from acg.graphql.nodes import NodeQuery
from acg.shared.graph import VIEWER, Field, Type
from checkout import schema as checkout
from courses import schema as courses
from students import schema as students


class Viewer(students.Viewer, checkout.Viewer, Account, Type):
    """Whoever is signed in, and what is theirs."""

    class Meta:
        access = VIEWER


class Query(courses.Query, checkout.Query, students.Query, NodeQuery, Type):
    """What can be read."""

    viewer = Field(
        Viewer, "The door to one's own data.", access=VIEWER, nullable=True, resolver=lambda _root, info: info.context.viewer
    )


class Mutation(courses.Mutation, checkout.Mutation, students.Mutation, Type):
    """What can be done."""


schema = build(query=Query, mutation=Mutation)
