"""Unpacking a .tar.gz or .zip that anybody may have made.

Nothing is trusted: names may leave the folder, links may lead anywhere, a few kilobytes may unpack to terabytes, and the end may be
missing. Plain files and folders are written to an empty folder, bytes are counted as they come out of the decompressor, and any
fault refuses the whole archive.
"""

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from django.utils.translation import gettext as _

from courses.importing.source import MAX_BYTES, MAX_FILES, SourceError

MAX_HEADER_BYTES = 1024**2
MAX_DIRECTORY_BYTES = 16 * 1024**2
PIECE = 1024**2
# The end of a .zip: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16; before it, of a large one, 4.3.15.
ZIP_END, ZIP_END_FORMAT, ZIP64_LOCATOR = b"PK\x05\x06", "<4s4H2LH", b"PK\x06\x07"
ZIP_COMMENT, ZIP_LOCATOR_SIZE = 65_535, 20
ENCRYPTED = 0x1
# What macOS puts beside the files.
NOBODYS = ("__MACOSX/", ".DS_Store")


class _Member(tarfile.TarInfo):
    """A member whose extended header (a long name, further attributes) is read into memory only when that is small."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        member = super().frombuf(buf, encoding, errors)
        if not member.isreg() and member.size > MAX_HEADER_BYTES:
            raise SourceError(_("The archive has a header that is too large."))
        return member


class _Budget:
    """How many bytes may still come out of an archive."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def spend(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(_("The archive unpacks to more than it may: at most 2 GB."))
        return data


class _Counted(io.RawIOBase):
    """A decompressor that stops at a limit."""

    def __init__(self, path: Path, limit: int) -> None:
        self._file = gzip.open(path)  # noqa: SIM115 -- closed by close()
        self._budget = _Budget(limit)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._budget.spend(self._file.read(size))

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def unpacked(path: Path, *, limit: int = MAX_BYTES) -> Iterator[Path]:
    """Give a folder with the archive's files, for as long as the block runs.

    Args:
        path: a gzipped tar, or a .zip; its bytes tell which.
        limit: the most bytes that may come out of it.

    Raises:
        SourceError: naming the archive and the member at fault.
    """
    with TemporaryDirectory(prefix="course-") as folder:
        try:
            (_unzip if _is_zip(path) else _untar)(path, Path(folder), limit)
        except SourceError as error:
            raise SourceError(error.message, file=error.file or path.name) from error
        except (tarfile.TarError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, ValueError) as error:
            raise SourceError(_("The archive is cut off or damaged (%(reason)s).") % {"reason": error}, file=path.name) from error
        yield Path(folder)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _untar(path: Path, folder: Path, limit: int) -> None:
    with _Counted(path, limit) as stream, tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
        for number, member in enumerate(archive, start=1):
            is_plain = (member.isreg() or member.isdir()) and not member.issparse()
            target = _place(folder, member.name, number=number, is_plain=is_plain)
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            _write(target, archive.extractfile(member), size=member.size, name=member.name)
        while stream.read(PIECE):  # the checksum stands at the very end
            pass


def _unzip(path: Path, folder: Path, limit: int) -> None:
    _check_directory(path)
    budget = _Budget(limit)
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.filename.startswith(NOBODYS)]
        for number, member in enumerate(members, start=1):
            kind = stat.S_IFMT(member.external_attr >> 16)
            is_plain = kind in {0, stat.S_IFREG, stat.S_IFDIR}
            target = _place(folder, member.filename, number=number, is_plain=is_plain)
            if member.flag_bits & ENCRYPTED:
                raise SourceError(_("The archive is locked with a password."), file=member.filename)
            if member.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            with archive.open(member) as content:
                _write(target, content, size=member.file_size, name=member.filename, budget=budget)


def _check_directory(path: Path) -> None:
    """Refuse a list of members that would fill the memory: it is read as a whole."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - ZIP_COMMENT - struct.calcsize(ZIP_END_FORMAT) - ZIP_LOCATOR_SIZE))
        tail = file.read()
    end = tail.rfind(ZIP_END)
    if end < 0 or len(tail) < end + struct.calcsize(ZIP_END_FORMAT):
        raise zipfile.BadZipFile(_("its end is missing"))
    listed = struct.unpack_from(ZIP_END_FORMAT, tail, end)[5]
    if listed > MAX_DIRECTORY_BYTES or tail[max(0, end - ZIP_LOCATOR_SIZE) : end].startswith(ZIP64_LOCATOR):
        raise SourceError(_("The archive has a header that is too large."))


def _place(folder: Path, stated: str, *, number: int, is_plain: bool) -> Path:
    """Return where a member is written; refuse one that is no plain file or folder of this folder, and one too many."""
    if number > MAX_FILES:
        raise SourceError(_("There are too many files: at most %(count)d.") % {"count": MAX_FILES})
    name = PurePosixPath(stated)
    if name.is_absolute() or ".." in name.parts or "\\" in stated or "\0" in stated:
        raise SourceError(_("The archive wants to write outside its folder."), file=stated)
    if not is_plain:
        raise SourceError(_("The archive holds a link or a device: only files and folders may be in it."), file=stated)
    return folder / name


def _write(target: Path, content: IO[bytes] | None, *, size: int, name: str, budget: _Budget | None = None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise SourceError(_("The archive holds this file twice."), file=name)
    with target.open("xb") as file:
        while content and (piece := content.read(PIECE)):
            file.write(budget.spend(piece) if budget else piece)
    if target.stat().st_size != size:
        raise SourceError(_("The archive is cut off."), file=name)
