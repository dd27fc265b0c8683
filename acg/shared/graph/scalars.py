"""Scalars that refuse what they cannot hold, in words of the graph's own."""

import datetime as dt
import uuid
from typing import Any

import graphene
from graphql import GraphQLError, IntValueNode, StringValueNode, ValueNode

LARGEST = 2**53 - 1


class DateTime(graphene.Scalar):
    """A moment in UTC, as RFC 3339 writes it: `2026-01-31T12:00:00Z`."""

    @staticmethod
    def serialize(value: dt.datetime) -> str:
        """Return the moment's text."""
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


class UUID(graphene.Scalar):
    """A universally unique identifier, made by the client: `0189d5a4-9e5b-7cc1-9a51-7d1f0c6f2c11`."""

    @staticmethod
    def parse_value(value: Any) -> uuid.UUID:
        """Return the identifier of its text."""
        try:
            return uuid.UUID(value)
        except (ValueError, TypeError, AttributeError):
            raise GraphQLError("This is not a UUID.") from None

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> uuid.UUID:
        """Return the identifier of a literal in a document."""
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else None)


class BigInt(graphene.Scalar):
    """A whole number that JSON's readers keep exactly: between -(2^53 - 1) and 2^53 - 1, such as milliseconds since 1970."""

    @staticmethod
    def serialize(value: int) -> int:
        """Return the number."""
        return value

    @staticmethod
    def parse_value(value: Any) -> int:
        """Return the number of a variable."""
        if isinstance(value, int) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST:
            return value
        raise GraphQLError("This is not a whole number of at most 53 bits.")

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> int:
        """Return the number of a literal in a document."""
        return cls.parse_value(int(node.value) if isinstance(node, IntValueNode) and len(node.value) < 20 else None)  # noqa: PLR2004 -- as many digits as 64 bits have
