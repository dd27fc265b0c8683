"""JSON that somebody may have written by hand: every value is asked for by name and kind, every fault told with its line."""

import json
from collections.abc import Collection
from json.decoder import JSONObject  # type: ignore[attr-defined]  # the decoder in Python, which lets itself be extended
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # as above
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from courses.importing.documents import Fields
from courses.importing.source import Source, SourceError

WHOLE = 100


class Stated(dict[str, Any]):
    """A JSON object that knows its file and the line on which it begins."""

    file = ""
    line = 0

    def fault(self, message: str) -> SourceError:
        """Return an error about this object."""
        return SourceError(message, file=self.file, line=self.line)

    def text(self, name: str, *, default: str | None = None) -> str:
        """Return a text; the default stands for one that is not stated or null, and without a default it must be stated."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value):
            raise self.fault(_("“%(name)s” must be a text.") % {"name": name})
        return value

    def objects(self, name: str) -> list["Stated"]:
        """Return a list of objects, empty when it is not stated."""
        value = [] if self.get(name) is None else self[name]
        if not isinstance(value, list) or not all(isinstance(part, Stated) for part in value):
            raise self.fault(_("“%(name)s” must be a list of objects.") % {"name": name})
        return value

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty when it is not stated."""
        value = [] if self.get(name) is None else self[name]
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.fault(_("“%(name)s” must be a list of texts.") % {"name": name})
        return value

    def object(self, name: str) -> "Stated | None":
        """Return an object, or None when it is not stated."""
        value = self.get(name)
        if value is not None and not isinstance(value, Stated):
            raise self.fault(_("“%(name)s” must be an object.") % {"name": name})
        return value

    def identity(self) -> str:
        """Return the public id, or the empty text when it is not stated."""
        value = self.text("public_id", default="")
        try:
            return str(UUID(value)) if value else ""
        except ValueError:
            raise self.fault(_("“%(name)s” must be a UUID.") % {"name": "public_id"}) from None

    def fields(self, model: type[models.Model], names: Collection[str]) -> Fields:
        """Return the stated fields of a model among `names`, checked as the model's forms check them."""
        values = {}
        for name in [name for name in names if name in self]:
            column = model._meta.get_field(name)  # noqa: SLF001 -- Django's documented Meta API
            assert isinstance(column, models.Field)  # noqa: S101 -- narrows the type; no relation is asked for here
            try:
                values[name] = column.clean(self[name], None)
            except ValidationError as error:
                raise self.fault(f"“{name}”: {' '.join(error.messages)}") from error
            if name.endswith("_percent") and not 1 <= values[name] <= WHOLE:
                raise self.fault(_("“%(name)s” must be from 1 to 100.") % {"name": name})
        return values


class _Decoder(json.JSONDecoder):
    """Makes `Stated` of the objects, and refuses a name that is stated twice."""

    def __init__(self, file: str) -> None:
        super().__init__(object_pairs_hook=self._pairs)
        self.file = file
        self.parse_object = self._object
        self.scan_once = py_make_scanner(self)

    def _object(self, at: tuple[str, int], *args: Any) -> tuple[Stated, int]:
        line = at[0].count("\n", 0, at[1]) + 1
        try:
            value, end = JSONObject(at, *args)
        except _StatedTwice as error:
            raise SourceError(_("“%(name)s” is stated twice.") % {"name": error}, file=self.file, line=line) from None
        value.file, value.line = self.file, line
        return value, end

    def _pairs(self, pairs: list[tuple[str, Any]]) -> Stated:
        value = Stated()
        for name, part in pairs:
            if name in value:
                raise _StatedTwice(name)
            value[name] = part
        return value


class _StatedTwice(Exception):  # noqa: N818 -- never leaves this module
    pass


def stated_in(source: Source, file: str) -> Any:
    """Return what a JSON file states.

    Raises:
        SourceError: naming the line, when it is not JSON.
    """
    try:
        return _Decoder(file).decode(source.text(file))
    except json.JSONDecodeError as error:
        raise SourceError(_("The JSON is broken: %(reason)s.") % {"reason": error.msg}, file=file, line=error.lineno) from error
    except RecursionError:
        raise SourceError(_("The JSON is nested too deeply."), file=file) from None
