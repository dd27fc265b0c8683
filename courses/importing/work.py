"""What the writing of one course carries from step to step."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from django.db import models

from acg.users.models import User
from courses.importing import links
from courses.importing.documents import CourseDoc, Fields
from courses.importing.files import Files
from courses.importing.rows import Rows, Tally
from courses.models import Course
from courses.services.rendering import render_with

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
D = TypeVar("D")
_made_here = re.compile(r"[0-9a-f]{32}")


class Watch(Protocol):
    """Passes on what it is given, and shows somebody how far it is."""

    def __call__(self, items: Sequence[T], label: str) -> Iterable[T]:
        """Return the items, watched."""


def unwatched(items: Sequence[T], label: str) -> Iterable[T]:  # noqa: ARG001 -- a Watch that shows nothing
    """Return the items."""
    return items


@dataclass(slots=True)
class Work:
    """One import under way.

    Args:
        doc: what the source says.
        course: the stored course, or one that is not yet.
        files: puts files in the storage.
        by: who imports; None for the operator of the machine.
        watch: shows the progress.
        addresses: of the lessons, by their keys in the source.
        pictures: public ids, by the keys that texts use.
    """

    doc: CourseDoc
    course: Course
    files: Files
    by: User | None
    watch: Watch
    tally: Tally = field(default_factory=Tally)
    addresses: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def rows(self, model: type[M], *, counted: bool = True) -> Rows[M]:
        """Return an empty gathering of rows."""
        return Rows(model, self.tally if counted else None, self.by)

    def with_texts(self, values: Fields, *names: str) -> Fields:
        """Return the values with the Markdown ones among `names` made final: lessons linked, HTML beside them."""
        final = dict(values)
        for name in names:
            if name in values:
                final[name] = links.lesson_link.sub(self._address, values[name])
                final[f"{name}_html"] = render_with(final[name], self.pictures)
        return final

    def _address(self, match: re.Match[str]) -> str:
        return self.addresses.get(match[1], match[0])


def matching(
    stored: Sequence[M], docs: Sequence[D], *names: tuple[Callable[[M], str], Callable[[D], str]], by_place: bool = False
) -> list[M | None]:
    """Return for each part of a source the stored row that is the same, or None for a new one.

    Each pair of names is tried in turn on what is left: a row and a part with the same name, not empty, belong together; of several
    with the same name the first go together. With `by_place` those left over belong together when they stand at the same place, so
    that a corrected text is a change and not another row.
    """
    found: list[M | None] = [None] * len(docs)
    left = list(stored)
    for name_of_row, name_of_doc in names:
        rows: dict[str, list[M]] = {}
        for row in left:
            rows.setdefault(name_of_row(row), []).append(row)
        for place, doc in enumerate(docs):
            name = name_of_doc(doc)
            if found[place] is None and name and rows.get(name):
                found[place] = rows[name].pop(0)
        taken = {row.pk for row in found if row is not None}
        left = [row for row in left if row.pk not in taken]
    if by_place:
        waiting = {row.pk for row in left}
        for place, row in enumerate(stored[: len(docs)]):
            if found[place] is None and row.pk in waiting:
                found[place] = row
    return found


def is_made_here(key: str) -> bool:
    """Whether a key was made by this school and not by a source: an author added the row."""
    return bool(_made_here.fullmatch(key))
