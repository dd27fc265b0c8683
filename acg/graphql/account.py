import graphene

from acg.shared.graph import Field, enum
from acg.users.models import Role

RoleEnum = enum(
    Role,
    "Role",
    "What a person does at the school.",
    STUDENT="Learns.",
    INSTRUCTOR="Writes courses of their own.",
    EDITOR="Writes all courses.",
    STAFF="Runs the school.",
)


class Account:
    """Who the viewer is."""

    name = Field(
        graphene.String,
        "Their name; for want of one the beginning of their address.",
        resolver=lambda user, _info: user.display_name,
    )
    email = Field(graphene.String, "Their e-mail address, which is their login.")
    role = Field(RoleEnum, "What they do at the school.")
