"""The files of a course, read with suspicion: nothing outside the folder, nothing too large, nothing but UTF-8."""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree as SafeTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from courses.importing.documents import FileDoc

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_FILES = 20_000
MAX_TEXT_BYTES = 5 * 1024**2
MAX_BYTES = 2 * 1024**3


class SourceError(Exception):
    """The source cannot be imported.

    Args:
        message: what to mend, for the person who wrote the source.
        file: its path in the source; empty when the source as a whole is wrong.
        line: counted from 1; 0 when no single line is to blame.
    """

    def __init__(self, message: str, *, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if line else f"{file}: " if file else ""
        super().__init__(place + message)
        self.message = message
        self.file = file
        self.line = line


class Source:
    """A folder with a course in it. Every name is a path from the folder, with slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @cached_property
    def files(self) -> list[str]:
        """All files, sorted; version control and other hidden ones are left out.

        Raises:
            SourceError: for a link that leads out of the folder, and for more than MAX_FILES files or MAX_BYTES.
        """
        found = sorted(self._walk())
        if len(found) > MAX_FILES:
            raise SourceError(_("There are too many files: at most %(count)d.") % {"count": MAX_FILES})
        if sum((self.root / name).stat().st_size for name in found) > MAX_BYTES:
            raise SourceError(_("The files are too large together: at most 2 GB."))
        return found

    @cached_property
    def _known(self) -> set[str]:
        return set(self.files)

    def _walk(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in [*folders, *names]:
                path = Path(folder) / name
                relative = path.relative_to(self.root).as_posix()
                if path.is_symlink():
                    raise SourceError(_("This is a link to another file: put the file itself in its place."), file=relative)
                if name in names and not name.startswith("."):
                    yield relative

    def has(self, name: str) -> bool:
        """Whether the folder holds a file of this name."""
        return name in self._known

    def under(self, folder: str, *endings: str) -> list[str]:
        """Return the files below a folder whose names end so, sorted."""
        prefix = f"{folder}/" if folder else ""
        return [name for name in self.files if name.startswith(prefix) and name.lower().endswith(endings or "")]

    def size(self, name: str) -> int:
        """Return a file's size in bytes."""
        return self._path(name).stat().st_size

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return self._path(name).read_bytes()

    def text(self, name: str) -> str:
        """Return a file's text without a byte order mark, its line ends as they are.

        Raises:
            SourceError: naming the line, when it is not UTF-8; when it is larger than MAX_TEXT_BYTES; when it is not there.
        """
        if self.size(name) > MAX_TEXT_BYTES:
            raise SourceError(_("The file is too large for a text: at most 5 MB."), file=name)
        data = self.read(name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceError(
                _("The file is not UTF-8: save it with that encoding."), file=name, line=data.count(b"\n", 0, error.start) + 1
            ) from error
        if "\0" in text:
            raise SourceError(
                _("The file holds a zero byte: it is no text."), file=name, line=text.count("\n", 0, text.index("\0")) + 1
            )
        return text

    def lines(self, name: str) -> list[str]:
        """Return a file's lines, without their ends."""
        return self.text(name).replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def xml(self, name: str) -> "Element":
        """Return a file's XML root.

        Raises:
            SourceError: naming the line, when it is not well-formed, or declares a document type or entities.
        """
        text = self.text(name)
        try:
            root: Element = SafeTree.fromstring(text, forbid_dtd=True)
        except ParseError as error:
            raise SourceError(_("The XML is broken: %(reason)s.") % {"reason": error}, file=name, line=error.position[0]) from error
        except DefusedXmlException as error:
            line = line_of(text, r"<!(?:DOCTYPE|ENTITY)")
            message = _("The XML declares a document type or entities, which a course never needs.")
            raise SourceError(message, file=name, line=line) from error
        return root

    def file(self, name: str) -> FileDoc:
        """Return a file to be stored as it is."""
        return FileDoc(name, sha256_of(self._path(name)), partial(self.read, name))

    def _path(self, name: str) -> Path:
        if not self.has(name):
            raise SourceError(_("The file is missing."), file=name)
        return self.root / name


def sha256_of(path: Path) -> str:
    """Return the digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def line_of(text: str, pattern: str, number: int = 0) -> int:
    """Return the line, from 1, on which the match of a pattern with this number, from 0, begins; 0 when there is none."""
    matches = list(re.finditer(pattern, text))
    return text.count("\n", 0, matches[number].start()) + 1 if number < len(matches) else 0
