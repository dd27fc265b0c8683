"""Querysets whose SQL is compiled once: read again with other values they skip what the ORM does before and after the database.

The values still go in through the fields that they are compared with, and the columns come out through Django's converters, so the rows
are the queryset's own.
"""

from collections.abc import Callable, Hashable
from dataclasses import field
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Field,
    Func,
    IntegerField,
    Lookup,
    OuterRef,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)

from acg.shared.values import frozen

KEPT = 500
PLAIN = (CharField, TextField, IntegerField, BooleanField, UUIDField)

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


@frozen
class Below:
    """A list below each row that is read in the same statement, as JSON.

    Args:
        name: under which the rows hold it.
        listed: returns all that may be in such lists, in their order.
        parent: the name of the foreign key to the row.
        columns: of what is listed.
        far: where the rows of `listed` only tie two together: the name of the foreign key to what is listed.
        below: the lists below what is listed.
        uuids: those of the columns that are UUIDs, which JSON tells as texts.
    """

    name: str
    listed: Build
    parent: str
    columns: tuple[str, ...]
    far: str = ""
    below: tuple["Below", ...] = ()
    uuids: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, *, name: str, listed: Build, parent: str, columns: tuple[str, ...], far: str = "", below: tuple["Below", ...] = ()
    ) -> "Below | None":
        """Return a list below each row, or None when JSON would lose something of it."""
        model = listed().model
        if far:
            model = model._meta.get_field(far).related_model  # noqa: SLF001 -- Django's documented Model._meta
        types = {field.attname: type(field) for field in model._meta.concrete_fields}  # noqa: SLF001 -- as above
        if (far and below) or not all(issubclass(types.get(column, Field), PLAIN) for column in columns):
            return None
        uuids = tuple(column for column in columns if issubclass(types[column], UUIDField))
        return cls(name, listed, parent, columns, far, below, uuids)

    def array(self) -> ArraySubquery:
        """Return the array of the list's rows, each an array."""
        prefix = f"{self.far}__" if self.far else ""
        values = [*(F(prefix + column) for column in self.columns), *(one.array() for one in self.below)]
        row = Func(*values, function="json_build_array", output_field=TextField())
        return ArraySubquery(self.listed().filter(**{self.parent: OuterRef("pk")}).values_list(row))

    def rows(self, found: list[list[Any]]) -> list[Row]:
        """Return the rows of what the database made."""
        names = self.columns
        rows: list[Row] = [dict(zip(names, values, strict=False)) for values in found]
        for name in self.uuids:
            for row in rows:
                row[name] = row[name] and UUID(row[name])
        for place, one in enumerate(self.below, start=len(names)):
            for row, values in zip(rows, found, strict=True):
                row[one.name] = one.rows(values[place])
        return rows

    def convert(self, text: str, _column: Any, _connection: Any) -> list[Row]:
        """Return the rows of the text that stands in the outermost row."""
        return self.rows(orjson.loads(text))


@frozen
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

    def rows(self, columns: tuple[str, ...], *, limit: int | None = None, below: tuple[Below, ...] = ()) -> list[Row]:
        """Return the rows as dicts, those of joined objects nested: {"course": {"title": "..."}}.

        Args:
            columns: as `.values()` takes them.
            limit: how many at most.
            below: lists below them.
        """
        return _prepared(self.build, self.shape, columns, limit, below).rows(self.values)


class _Prepared:
    """A compiled queryset."""

    def __init__(self, queryset: "QuerySet[Any, Any]", columns: tuple[str, ...], below: tuple[Below, ...]) -> None:
        self._using = queryset.db
        # A list may be called as a field of the model, an annotation may not.
        lists = {
            f"listed_{one.name}": Func(one.array(), template="to_json(%(expressions)s)::text", output_field=TextField())
            for one in below
        }
        compiler = queryset.values(*columns, **lists).query.get_compiler(self._using)
        try:
            self._sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self._sql, parameters = "", ()
        self._parameters = tuple(parameters)
        if self._sql:
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            query = compiler.query
            names = list(query.selected or [*query.extra_select, *query.values_select, *query.annotation_select])
            converters |= {names.index(f"listed_{one.name}"): ([one.convert], None) for one in below}
            names = [name.removeprefix("listed_") for name in names]
            self._row = _maker(names, converters)

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
def _prepared(
    build: Build, shape: tuple[Hashable, ...], columns: tuple[str, ...], limit: int | None, below: tuple[Below, ...] = ()
) -> _Prepared:
    queryset = build(*shape)
    return _Prepared(queryset if limit is None else queryset[:limit], columns, below)


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
