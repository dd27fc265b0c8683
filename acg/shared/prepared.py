"""Querysets whose SQL is compiled once: read again with other values they skip what the ORM does before and after the database.

The values still go in through the fields that they are compared with, and the columns come out through Django's converters, so the rows
are the queryset's own.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Field, Lookup, QuerySet, Value

KEPT = 500

Row = dict[str, Any]
Build = Callable[..., "QuerySet[Any, Any]"]


class Slot(Value):
    """A place in a queryset for a value that is only known when it is read.

    Args:
        name: of the value.
        output_field: a field like the one that the value is compared with; it prepares the value.
        is_list: whether it is a list of them, for `Among`.
    """

    def __init__(self, name: str, output_field: "Field[Any, Any]", *, is_list: bool = False) -> None:
        super().__init__(name, output_field=output_field)
        self.name, self.is_list = name, is_list

    def as_sql(
        self, _compiler: Any, _connection: Any
    ) -> Any:  # not values, as the library promises: the place itself is the parameter
        """Return a placeholder with this place as its parameter."""
        return "%s", [self]

    def bind(self, value: Any, connection: Any) -> Any:
        """Return a value as the database takes it."""
        prepare = self.output_field.get_db_prep_value
        if self.is_list:
            return [prepare(one, connection, prepared=False) for one in value]
        return prepare(value, connection, prepared=False)


class Among(Lookup):
    """That a column is one of a list, however long: one statement for all lengths, which `IN` is not."""

    lookup_name = "among"
    prepare_rhs = False
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the comparison."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_values, *right_values]


@dataclass(frozen=True, slots=True)
class Read:
    """A queryset with the values to read it with.

    Args:
        build: a module's function that returns the queryset, with a `Slot` wherever a value stands. The queryset depends on its arguments
            alone, not on the time or on settings, for it is kept.
        shape: the arguments of `build`; few, for each gets a statement of its own.
        values: by the names of the slots.
    """

    build: Build
    shape: tuple[Hashable, ...] = ()
    values: Row = field(default_factory=dict)

    def rows(self, columns: tuple[str, ...], *, limit: int | None = None) -> list[Row]:
        """Return the rows as dicts, those of joined objects nested: {"course": {"title": "..."}}.

        Args:
            columns: as `.values()` takes them.
            limit: how many at most.
        """
        return _prepared(self.build, self.shape, columns, limit).rows(self.values)


class _Prepared:
    """A compiled queryset."""

    def __init__(self, queryset: "QuerySet[Any, Any]", columns: tuple[str, ...]) -> None:
        self._using = queryset.db
        compiler = queryset.values(*columns).query.get_compiler(self._using)
        try:
            self._sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self._sql, parameters = "", ()
        self._parameters = tuple(parameters)
        if self._sql:
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            query = compiler.query
            names = query.selected or [*query.extra_select, *query.values_select, *query.annotation_select]
            self._row = _maker(list(names), converters)

    def rows(self, values: Row) -> list[Row]:
        """Return the rows for these values."""
        if not self._sql:
            return []
        connection, row = connections[self._using], self._row
        bound = [
            parameter.bind(values[parameter.name], connection) if isinstance(parameter, Slot) else parameter
            for parameter in self._parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, bound)
            return [row(values, connection) for values in cursor.fetchall()]


@lru_cache(maxsize=KEPT)
def _prepared(build: Build, shape: tuple[Hashable, ...], columns: tuple[str, ...], limit: int | None) -> _Prepared:
    queryset = build(*shape)
    return _Prepared(queryset if limit is None else queryset[:limit], columns)


def _maker(names: list[str], converters: dict[int, Any]) -> Callable[[Any, Any], Row]:
    """Return a function from a database row to a dict, made for these columns."""
    whole: Row = {}
    known: dict[str, Any] = {}
    for number, name in enumerate(names):
        source = f"row[{number}]"
        functions, known[f"column{number}"] = converters.get(number, ((), None))
        for place, function in enumerate(functions):
            known[f"convert{number}_{place}"] = function
            source = f"convert{number}_{place}({source}, column{number}, connection)"
        *path, last = name.split("__")
        at = whole
        for step in path:
            at = at.setdefault(step, {})
        at[last] = source
    made: Callable[[Any, Any], Row] = eval(f"lambda row, connection: {_written(whole)}", known)  # noqa: S307 -- names of our columns only
    return made


def _written(tree: Row) -> str:
    members = (f"{name!r}: {_written(value) if isinstance(value, dict) else value}" for name, value in tree.items())
    return f"{{{', '.join(members)}}}"
