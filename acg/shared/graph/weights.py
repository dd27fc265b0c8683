"""What a field costs: declared where the field is, printed into the SDL, counted by `acg.graphql.pricing` alone.

The words are those of https://ibm.github.io/graphql-specs/cost-spec.html.
"""

from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLDirective,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
)

from acg.shared.values import frozen

ASSUMED = 10


@frozen
class Weight:
    """What a field costs besides the objects that it leads to.

    Args:
        points: for the work of the field itself.
        arguments: points for arguments that make work when they are given, by their names in Python.
        size: how many a list without pages is taken for.
        sized_by: the arguments, by their names in Python, that say how many: a number, or a list.
        is_page: whether the list is a page of the connection that it stands in.
    """

    points: int = 0
    arguments: tuple[tuple[str, int], ...] = ()
    size: int = ASSUMED
    sized_by: tuple[str, ...] = ()
    is_page: bool = False


_STRINGS = GraphQLList(GraphQLNonNull(GraphQLString))
COST_DIRECTIVES = (
    GraphQLDirective(
        "cost",
        [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.ARGUMENT_DEFINITION],
        args={"weight": GraphQLArgument(GraphQLNonNull(GraphQLString), description="Points.")},
        description="What it costs besides the objects in the answer.",
    ),
    GraphQLDirective(
        "listSize",
        [DirectiveLocation.FIELD_DEFINITION],
        args={
            "assumedSize": GraphQLArgument(GraphQLInt, description="How many a list without pages is taken for."),
            "slicingArguments": GraphQLArgument(_STRINGS, description="The argument that says how many."),
            "sizedFields": GraphQLArgument(_STRINGS, description="The fields below that hold so many."),
        },
        description="How long a list is taken for when its price is told in advance.",
    ),
)
