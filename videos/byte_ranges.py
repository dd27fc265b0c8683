"""The Range header of HTTP (RFC 9110, 14): which bytes a player asks for."""

import re

from acg.shared.values import frozen

_one_range = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII).fullmatch
_MAX_DIGITS = 18


class Unsatisfiable(ValueError):  # noqa: N818 -- the RFC's word
    """The range begins behind the end of the file: 416."""


@frozen
class Span:
    """Bytes from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def span_of(header: str, *, size: int) -> Span | None:
    """Return the bytes that a Range header asks for of a file of `size` bytes.

    None means the whole file: for no header, one that is malformed, another unit or several ranges, all of which RFC 9110 lets a
    server ignore.

    Raises:
        Unsatisfiable: nothing of the range is in the file.
    """
    match = _one_range(header.strip())
    if match is None or not any(match.groups()) or max(map(len, match.groups())) > _MAX_DIGITS:
        return None
    first, last = match.groups()
    if not first:
        wanted = min(int(last), size)
        if not wanted:
            raise Unsatisfiable
        return Span(size - wanted, size - 1)
    begin, end = int(first), int(last) if last else size - 1
    if last and end < begin:
        return None
    if begin >= size:
        raise Unsatisfiable
    return Span(begin, min(end, size - 1))
