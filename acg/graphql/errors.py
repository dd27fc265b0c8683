"""Errors on their way out: each has a code, at most three are told, and none carries words of the database or of Python."""

import logging
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from graphql import FieldNode, GraphQLError

from acg.middleware import request_id
from acg.shared.errors import DomainError
from acg.shared.graph.errors import from_domain

MOST = 3
LONGEST = 300

logger = logging.getLogger(__name__)


def told(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """Return the first errors as an answer carries them; those that nobody foresaw are logged, all of them."""
    return [_told(error) for error in errors][:MOST]


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """Return an error of the library's with a code."""
    return GraphQLError(error.message, error.nodes, error.source, error.positions, extensions={"code": code})


def _told(error: GraphQLError) -> dict[str, Any]:
    known = _known(error)
    line: dict[str, Any] = {"message": known.message[:LONGEST]}
    if error.locations:
        line["locations"] = [{"line": place.line, "column": place.column} for place in error.locations][:MOST]
    if error.path:
        line["path"] = error.path
    return {**line, "extensions": known.extensions}


def _known(error: GraphQLError) -> GraphQLError:
    if isinstance(error.original_error, DomainError):
        return from_domain(error.original_error)
    if "code" in (error.extensions or {}):
        return error
    is_the_librarys = error.original_error is None or isinstance(error.original_error, GraphQLError)
    if is_the_librarys and not (error.path and error.nodes and isinstance(error.nodes[0], FieldNode)):
        # What the library itself says about a variable or an argument; beneath a field it would speak of our own values.
        return coded(error, "BAD_USER_INPUT")
    return unforeseen(error.original_error or error, path=error.path)


def unforeseen(error: Exception, *, path: Any = None) -> GraphQLError:
    """Log an error that nobody foresaw, and return what the client is told: that it happened, and under which number."""
    logger.error("graphql: unforeseen error", exc_info=error, extra={"path": path})
    message = _("Something went wrong on our side. It is noted as %(number)s.") % {"number": request_id.get() or "-"}
    return GraphQLError(message, extensions={"code": "INTERNAL"})
