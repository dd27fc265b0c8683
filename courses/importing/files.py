"""Files kept for an import: none stays behind when it fails, none that is replaced outlives its success."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from acg.shared.pictures import picture_type
from courses.importing.documents import FileDoc
from videos.models import Video


class Files:
    """Puts files in the storage and remembers which."""

    def __init__(self) -> None:
        self._kept: list[tuple[Storage, str]] = []

    def put(self, field: FieldFile, file: FileDoc) -> None:
        """Store a file for a row that is saved later in the same transaction; the one it replaces goes when that commits."""
        data = file.read()
        if field:
            self.drop_after_commit(field)
        ending = picture_type(data).partition("/")[2] or file.name.rpartition(".")[2]
        field.save(f"file.{ending}", ContentFile(data), save=False)
        self._kept.append((field.storage, str(field.name)))

    def drop_after_commit(self, field: FieldFile) -> None:
        """Remove a stored file once nothing points to it any more."""
        storage, name = field.storage, str(field.name)
        transaction.on_commit(lambda: storage.delete(name))

    def kept_by(self, video: Video, *, besides: set[str]) -> None:
        """Remember the files that the videos' verbs stored for this import, besides those that were there."""
        self._kept += [(video.source.storage, name) for name in files_of(video) - besides]

    def forget(self) -> None:
        """Remove what was stored: the rows that would point to it never came to be."""
        for storage, name in self._kept:
            storage.delete(name)


@contextmanager
def keeping_files() -> Iterator[Files]:
    """Run an import; when it fails, its files go."""
    files = Files()
    try:
        yield files
    except BaseException:
        files.forget()
        raise


def is_stored(field: FieldFile, file: FileDoc) -> bool:
    """Whether the field holds exactly this file."""
    if not field or not field.storage.exists(str(field.name)):
        return False
    with field.open("rb") as stored:
        return hashlib.sha256(stored.read()).hexdigest() == file.sha256


def files_of(video: Video) -> set[str]:
    """Return the names of a video's files."""
    names = {video.source.name, video.poster.name, *video.captions.values_list("file", flat=True)}
    return {name for name in names if name}
