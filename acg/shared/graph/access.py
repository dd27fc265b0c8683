"""Who may read a field: declared where the field is, printed into the SDL, enforced by `acg.graphql.access` alone."""

from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLDirective,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLList,
    GraphQLNonNull,
)

from acg.shared.values import frozen


@frozen
class Access:
    """A rule of access.

    Args:
        name: of the directive.
        roles: any of them suffices; for `@role` only.
    """

    name: str
    roles: tuple[str, ...] = ()


PUBLIC = Access("public")
VIEWER = Access("viewer")
SERVER = Access("server")
ENTITLED = Access("entitled")


def role(*roles: str) -> Access:
    """Return the rule that one of these roles suffices, named as they are stored: "instructor", "editor", "staff"."""
    return Access("role", tuple(roles))


AUTHORS = role("instructor", "editor", "staff")
"""Those who write courses; which courses is the verbs' business."""

ROLE = GraphQLEnumType(
    "AccessRole",
    {
        "INSTRUCTOR": GraphQLEnumValue("instructor", description="Writes courses of their own."),
        "EDITOR": GraphQLEnumValue("editor", description="Writes all courses."),
        "STAFF": GraphQLEnumValue("staff", description="Runs the school."),
    },
    description="A role that may open what students may not.",
)

_PLACES = [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT]
DIRECTIVES = (
    GraphQLDirective("public", _PLACES, description="Everyone may read it."),
    GraphQLDirective("viewer", _PLACES, description="Whoever is signed in may read it; it holds nothing but their own."),
    GraphQLDirective("server", _PLACES, description="Services with a token may read it."),
    GraphQLDirective(
        "role",
        _PLACES,
        args={"any": GraphQLArgument(GraphQLNonNull(GraphQLList(GraphQLNonNull(ROLE))), description="One of them suffices.")},
        description="People of some roles may read it.",
    ),
    GraphQLDirective(
        "entitled", _PLACES, description="Whoever has a live right to the course may read it; free previews are for everyone."
    ),
)
