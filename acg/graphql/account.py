import graphene

from acg.shared.graph import Field, enum, to_global_id
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

    person_id = Field(
        graphene.ID,
        "Names them to the school's other services; opaque.",
        resolver=lambda user, _info: to_global_id("Person", user.public_id),
    )
    name = Field(
        graphene.String,
        "Their name; for want of one the beginning of their address.",
        resolver=lambda user, _info: user.display_name,
    )
    email = Field(graphene.String, "Their e-mail address, which is their login.")
    role = Field(RoleEnum, "What they do at the school.")
