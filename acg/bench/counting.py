"""Statements, counted where they leave for the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def counted(counts: dict[str, int], name: str) -> Iterator[None]:
    """Count the statements of a block under a name, but for those that open and close savepoints."""
    number = [0]

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        number[0] += not sql.startswith(TRANSACTIONS)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield
    counts[name] = number[0]
