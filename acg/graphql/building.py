"""The contexts' types become one schema."""

from typing import Any

import graphene
from graphql import GraphQLSchema, specified_directives

from acg.graphql.access import declare
from acg.shared.graph.access import DIRECTIVES
from acg.shared.graph.weights import COST_DIRECTIVES


def build(query: Any, mutation: Any = None) -> GraphQLSchema:
    """Return the schema of the root types, its access declared and enforced.

    Raises:
        TypeError: a field does not say who may read it.
    """
    built: GraphQLSchema = graphene.Schema(
        query=query, mutation=mutation, directives=[*specified_directives, *DIRECTIVES, *COST_DIRECTIVES]
    ).graphql_schema
    declare(built)
    return built
