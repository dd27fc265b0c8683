"""Unpacking a .tar.gz that anybody may have made.

Nothing is trusted: names may leave the folder, links may lead anywhere, a few kilobytes may unpack to terabytes, and the end may be
missing. Plain files and folders are written to an empty folder, bytes are counted as they come out of the decompressor, and any
fault refuses the whole archive.
"""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from courses.importing.source import MAX_BYTES, MAX_FILES, SourceError

MAX_HEADER_BYTES = 1024**2


class _Member(tarfile.TarInfo):
    """A member whose extended header (a long name, further attributes) is read into memory only when that is small."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        member = super().frombuf(buf, encoding, errors)
        if not member.isreg() and member.size > MAX_HEADER_BYTES:
            raise SourceError(_("The archive has a header that is too large."))
        return member


class _Counted(io.RawIOBase):
    """A decompressor that stops at a limit."""

    def __init__(self, path: Path, limit: int) -> None:
        self._file = gzip.open(path)  # noqa: SIM115 -- closed by close()
        self._left = limit

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(_("The archive unpacks to more than it may: at most 2 GB."))
        return data

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def unpacked(path: Path, *, limit: int = MAX_BYTES) -> Iterator[Path]:
    """Give a folder with the archive's files, for as long as the block runs.

    Args:
        path: a gzipped tar.
        limit: the most bytes that may come out of it.

    Raises:
        SourceError: naming the archive and the member at fault.
    """
    with TemporaryDirectory(prefix="course-") as folder:
        try:
            with _Counted(path, limit) as stream, tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
                _extract(archive, Path(folder))
                while stream.read(1024**2):  # the checksum stands at the very end
                    pass
        except SourceError as error:
            raise SourceError(error.message, file=error.file or path.name) from error
        except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError) as error:
            raise SourceError(_("The archive is cut off or damaged (%(reason)s).") % {"reason": error}, file=path.name) from error
        yield Path(folder)


def _extract(archive: tarfile.TarFile, folder: Path) -> None:
    for number, member in enumerate(archive, start=1):
        if number > MAX_FILES:
            raise SourceError(_("There are too many files: at most %(count)d.") % {"count": MAX_FILES})
        name = PurePosixPath(member.name)
        if name.is_absolute() or ".." in name.parts or "\\" in member.name or "\0" in member.name:
            raise SourceError(_("The archive wants to write outside its folder."), file=member.name)
        if not (member.isreg() or member.isdir()) or member.issparse():
            raise SourceError(_("The archive holds a link or a device: only files and folders may be in it."), file=member.name)
        target = folder / name
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise SourceError(_("The archive holds this file twice."), file=member.name)
        content = archive.extractfile(member)
        with target.open("xb") as file:
            while content and (piece := content.read(1024**2)):
                file.write(piece)
        if target.stat().st_size != member.size:
            raise SourceError(_("The archive is cut off."), file=member.name)
