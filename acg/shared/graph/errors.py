"""Errors with a code: what clients decide by. The message is for people and holds nothing of databases or of Python."""

from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError

from acg.shared.errors import DomainError


class CodedError(GraphQLError):
    """An error of the graph.

    Args:
        code: what went wrong, for programs, in capitals.
        message: for people, translated, without secrets.
        facts: further members of `extensions`.
    """

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(message, extensions={"code": code, **facts})


def not_found() -> CodedError:
    """Return the one answer for what does not exist and for what the viewer may not see."""
    return CodedError("NOT_FOUND", _("There is nothing here that you can see."))


def bad_input(message: str, *, field: str) -> CodedError:
    """Return the error for an argument that no client should send.

    Args:
        message: what to send instead.
        field: the argument, in snake case.
    """
    return CodedError("BAD_USER_INPUT", message, field=camel(field))


def from_domain(error: DomainError) -> CodedError:
    """Return a rule's refusal as an error of a query; `reason` is the rule's own word."""
    facts = {"field": camel(error.field)} if error.field else {}
    return CodedError("BAD_USER_INPUT", error.message, reason=error.code, **facts)


def camel(name: str) -> str:
    """Return a name in snake case as the graph spells it."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
