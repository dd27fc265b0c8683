"""Rows set to what a source says, written in few statements, and counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from acg.users.models import User
from courses.importing.documents import Fields, Skipped
from courses.importing.source import SourceError

BATCH = 500
M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class Tally:
    """What an import did to the stored rows; what was removed, and what was kept though the source has it no more."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: list[Skipped] = field(default_factory=list)
    kept: list[Skipped] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether anything is different now."""
        return bool(self.created or self.updated or self.removed)


class Rows(Generic[M]):
    """The rows of one model: gathered first, then written together with their history.

    Args:
        model: whose rows.
        tally: where they are counted; None when they are part of another row that is.
        by: who imports, for the history.
    """

    def __init__(self, model: type[M], tally: Tally | None, by: User | None) -> None:
        self.model = model
        self.tally = tally
        self.by = by
        self.new: list[M] = []
        self.changed: list[M] = []

    def put(self, row: M, values: Fields, *, is_changed: bool = False) -> bool:
        """Set a row, stored or not, to the values; it is written by `write`. Return whether it is new or different.

        Args:
            row: the row.
            values: fields by name.
            is_changed: that something else which is part of the row is different.
        """
        is_first = is_new(row)
        for name, value in values.items():
            if is_first or _differs(row, name, value):
                setattr(row, name, value)
                is_changed = True
        if is_first:
            self.new.append(row)
        elif is_changed:
            self.changed.append(row)
        if self.tally:
            self.tally.created += is_first
            self.tally.updated += is_changed and not is_first
            self.tally.unchanged += not (is_changed or is_first)
        return is_first or is_changed

    def write(self) -> None:
        """Write what was gathered: a few statements, however many rows."""
        columns = self.model._meta.concrete_fields  # noqa: SLF001 -- Django's documented Meta API
        fields = [column.name for column in columns if not (column.primary_key or isinstance(column, models.GeneratedField))]
        if hasattr(self.model, "history"):
            history: dict[str, Any] = {"default_user": self.by, "default_change_reason": "import", "batch_size": BATCH}
            bulk_create_with_history(self.new, self.model, **history)
            bulk_update_with_history(self.changed, self.model, fields, **history)
        else:
            rows: models.QuerySet[M] = models.QuerySet(self.model)
            rows.bulk_create(self.new, batch_size=BATCH)
            rows.bulk_update(self.changed, fields, batch_size=BATCH)


def is_new(row: models.Model) -> bool:
    """Whether a row is not stored yet."""
    return row.pk is None


def _differs(row: models.Model, name: str, value: Any) -> bool:
    """Whether a stored row's field is not the value; a foreign key is compared without fetching what it points to."""
    if isinstance(column := row._meta.get_field(name), models.ForeignKey):  # noqa: SLF001 -- Django's documented Meta API
        return bool(getattr(row, column.attname) != (value.pk if value else None))
    return bool(getattr(row, name) != value)


def identity(public_id: str) -> Fields:
    """Return the field that gives a new row the identity which its source states, if it does."""
    return {"public_id": public_id} if public_id else {}


def refuse_foreign(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """See that none of the new rows claims an identity that a stored row has: it would be a part of another course.

    Raises:
        SourceError: naming the identity.
    """
    claimed = [row.public_id for row in rows if row.pk is None]  # type: ignore[attr-defined]  # all models here but pools have it
    taken = models.QuerySet(model).filter(public_id__in=claimed).values_list("public_id", flat=True).first()
    if taken:
        raise SourceError(_("The identity %(id)s belongs to a part of another course.") % {"id": taken})
