"""What an uploaded file really is, read from its bytes: nobody's word and no name is trusted, and no program is started.

MP4 by ISO/IEC 14496-12 (boxes: ftyp, moov, mvhd, trak/mdia/hdlr), WebM by RFC 8794 and RFC 9559 (EBML header, Segment, Info).
Each walk is bounded: it reads headers, skips contents, and stops after a fixed number of steps.
"""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from acg.shared.values import frozen

MAX_STEPS = 10_000
MAX_SECONDS = 12 * 3600


class NotAVideo(ValueError):  # noqa: N818 -- it says what the file is, as the callers read it
    """The bytes are no MP4 or WebM with a picture and a length."""


@frozen
class Probe:
    """A container, `mp4` or `webm`, and how long it plays; 0 seconds when it does not say."""

    container: str
    duration_seconds: float


def probe(file: BinaryIO) -> Probe:
    """Return what the file holds; its position is at the start again afterwards.

    Raises:
        NotAVideo: with the reason.
    """
    try:
        file.seek(0)
        head = file.read(12)
        if head[4:8] == b"ftyp":
            return Probe("mp4", _mp4_seconds(file, head[8:12]))
        if head[:4] == b"\x1a\x45\xdf\xa3":
            return Probe("webm", _webm_seconds(file))
    except (struct.error, IndexError, OverflowError) as error:
        raise NotAVideo(_("the file is cut off")) from error
    finally:
        file.seek(0)
    raise NotAVideo(_("neither MP4 nor WebM"))


def _size(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


# -- MP4 ---------------------------------------------------------------------------------------------------------------------------


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, first byte of the content, byte after it) of the boxes between two offsets."""
    for _step in range(MAX_STEPS):
        if start + 8 > end:
            return
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            header = 16
        elif size == 0:
            size = end - start
        if size < header or start + size > end:
            raise NotAVideo(_("the file is cut off"))
        yield kind, start + header, start + size
        start += size
    raise NotAVideo(_("too many boxes"))


def _box(file: BinaryIO, start: int, end: int, wanted: bytes) -> tuple[int, int]:
    for kind, first, after in _boxes(file, start, end):
        if kind == wanted:
            return first, after
    raise _missing(wanted)


def _missing(kind: bytes) -> NotAVideo:
    return NotAVideo(_("no %(name)s box") % {"name": kind.decode()})


def _mp4_seconds(file: BinaryIO, brand: bytes) -> float:
    if brand == b"qt  ":
        raise NotAVideo(_("QuickTime, not MP4"))
    top = list(_boxes(file, 0, _size(file)))  # all of them: the film may be cut off
    moov = next(((first, after) for kind, first, after in top if kind == b"moov"), None)
    if moov is None:
        raise _missing(b"moov")
    if not any(_shows_a_picture(file, first, after) for kind, first, after in _boxes(file, *moov) if kind == b"trak"):
        raise NotAVideo(_("no picture track"))
    first, _after = _box(file, *moov, b"mvhd")
    file.seek(first)
    wide = file.read(4)[0] == 1  # the box's version: 64-bit times
    scale, length = struct.unpack(">16xIQ", file.read(28)) if wide else struct.unpack(">8xII", file.read(16))
    unknown = 2 ** (64 if wide else 32) - 1
    return length / scale if scale and length != unknown else 0


def _shows_a_picture(file: BinaryIO, start: int, end: int) -> bool:
    first, _after = _box(file, *_box(file, start, end, b"mdia"), b"hdlr")
    file.seek(first + 8)
    return file.read(4) == b"vide"


# -- WebM --------------------------------------------------------------------------------------------------------------------------

_DOC_TYPE, _SEGMENT, _INFO, _SCALE, _DURATION = 0x4282, 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
_CLUSTER = 0x1F43B675
_TRACKS, _TRACK, _TRACK_TYPE = 0x1654AE6B, 0xAE, 0x83


def _number(file: BinaryIO, *, keep_marker: bool) -> int:
    """Return the next variable-size integer of EBML: an id with its marker, a size without; -1 for an unknown size."""
    first = file.read(1)[0]
    length = 9 - first.bit_length()
    if length > 8:  # noqa: PLR2004 -- EBML's longest
        raise NotAVideo(_("no EBML number"))
    rest = file.read(length - 1)
    if len(rest) != length - 1:
        raise NotAVideo(_("the file is cut off"))
    value = int.from_bytes(bytes([first]) + rest)
    if keep_marker:
        return value
    mask = (1 << 7 * length) - 1
    return -1 if value & mask == mask else value & mask


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (id, first byte of the content, byte after it); an element of unknown size reaches to the end."""
    for _step in range(MAX_STEPS):
        if start >= end:
            return
        file.seek(start)
        kind = _number(file, keep_marker=True)
        size = _number(file, keep_marker=False)
        first = file.tell()
        after = end if size < 0 else first + size
        if after > end:
            raise NotAVideo(_("the file is cut off"))
        yield kind, first, after
        start = after
    raise NotAVideo(_("too many elements"))


def _content(file: BinaryIO, first: int, after: int) -> bytes:
    if after - first > 64:  # noqa: PLR2004 -- numbers and names are shorter
        raise NotAVideo(_("an element is too long"))
    file.seek(first)
    return file.read(after - first)


def _webm_seconds(file: BinaryIO) -> float:
    end = _size(file)
    top = _elements(file, 0, end)
    _kind, first, after = next(top)
    kinds = [_content(file, *span) for kind, *span in _elements(file, first, after) if kind == _DOC_TYPE]
    if kinds != [b"webm"]:
        raise NotAVideo(_("Matroska, not WebM"))
    segment = next(((first, after) for kind, first, after in top if kind == _SEGMENT), None)
    if segment is None:
        raise NotAVideo(_("no segment"))
    seconds, has_picture = 0.0, False
    for kind, first, after in _elements(file, *segment):
        if kind == _INFO:
            seconds = _info_seconds(file, first, after)
        elif kind == _TRACKS:
            has_picture = any(
                _content(file, *span) == b"\x01"
                for track, *inner in _elements(file, first, after)
                if track == _TRACK
                for entry, *span in _elements(file, *inner)
                if entry == _TRACK_TYPE
            )
        elif kind == _CLUSTER:
            break  # what describes the film stands before the film
    if not has_picture:
        raise NotAVideo(_("no picture track"))
    return seconds


def _info_seconds(file: BinaryIO, start: int, end: int) -> float:
    scale, length = 1_000_000, 0.0
    for kind, first, after in _elements(file, start, end):
        if kind == _SCALE:
            scale = int.from_bytes(_content(file, first, after))
        elif kind == _DURATION:
            data = _content(file, first, after)
            (length,) = struct.unpack(">f" if len(data) == 4 else ">d", data)  # noqa: PLR2004 -- the two sizes of a float
    return length * scale / 1_000_000_000
