"""Captions as text: WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip in, plain cues out, and WebVTT back.

Only what is said and when survives: styles, regions, positions and tags are dropped, so that what comes out can neither run nor
hide anything.
"""

import html
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.values import frozen

MAX_CHARACTERS = 2_000_000
MAX_CUES = 20_000
MAX_CUE_CHARACTERS = 2_000
MAX_MS = 100 * 3_600_000

_TIMESTAMP = r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_timings = re.compile(rf"\s*{_TIMESTAMP}\s+-->\s+{_TIMESTAMP}(?:\s.*)?", re.ASCII).fullmatch
_is_header = re.compile(r"WEBVTT(?:[ \t].*)?").fullmatch
_is_aside = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?").fullmatch
_TAG = re.compile(r"<[^<>]{0,200}>")


@frozen
class CueText:
    """What is said between two moments, in milliseconds from the start of the film; lines are parted by a line feed."""

    starts_ms: int
    ends_ms: int
    text: str


def parse(text: str) -> list[CueText]:
    """Return the cues of a WebVTT or SubRip text in the order in which they begin.

    Args:
        text: the decoded file; a byte order mark and any line ends are fine.

    Raises:
        DomainError: `captions_invalid`, its message naming the line; `captions_too_large`.
    """
    if len(text) > MAX_CHARACTERS:
        raise DomainError("captions_too_large", _("The caption file is too large: at most 2 million characters."))
    if "\0" in text:
        raise DomainError("captions_invalid", _("This is not a text file."))
    cues: list[CueText] = []
    for number, block in _blocks(text):
        cue = _cue(number, block)
        if cue is not None:
            cues.append(cue)
        if len(cues) > MAX_CUES:
            raise DomainError("captions_too_large", _("The caption file is too large: at most 20,000 cues."))
    if not cues:
        raise DomainError("captions_invalid", _("The caption file holds no cue."))
    return sorted(cues, key=lambda cue: (cue.starts_ms, cue.ends_ms))


def serialise(cues: Iterable[CueText]) -> str:
    """Return the cues as a WebVTT file."""
    blocks = [
        f"{_clock(cue.starts_ms)} --> {_clock(cue.ends_ms)}\n{html.escape(cue.text, quote=False)}\n"  # > too: no text reads as -->
        for cue in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between empty ones with the number of their first line, without the header's."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    block: list[str] = []
    first = 1
    in_header = bool(_is_header(lines[0]))
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            first = first if block else number
            block.append(line)
            continue
        if block and not in_header:
            yield first, block
        in_header = in_header and not block
        block = []


def _cue(number: int, block: list[str]) -> CueText | None:
    """Return the cue of a block, or None when it says nothing; `number` is the line the block begins at."""
    if _is_aside(block[0]):
        return None
    at = 0 if "-->" in block[0] else 1  # a cue may have a name before its timings
    timings = _timings(block[at]) if at < len(block) else None
    if timings is None:
        line = number + min(at, len(block) - 1)
        raise _invalid(line, _("expected timings such as 00:00:01.000 --> 00:00:04.000."))
    starts, ends = _milliseconds(*timings.groups()[:4]), _milliseconds(*timings.groups()[4:])
    if ends > MAX_MS:
        raise _invalid(number + at, _("the cue is longer than the longest film."))
    if ends < starts:
        raise _invalid(number + at, _("the cue ends before it starts."))
    if any("-->" in line for line in block[at + 1 :]):
        raise _invalid(number + at, _("an empty line is missing between this cue and the next."))
    said = _plain(block[at + 1 :])
    if len(said) > MAX_CUE_CHARACTERS:
        raise _invalid(number + at, _("the cue is too long: at most 2,000 characters."))
    return CueText(starts, ends, said) if said and ends > starts else None


def _invalid(line: int, reason: str) -> DomainError:
    return DomainError("captions_invalid", _("Line %(line)s of the captions: %(reason)s") % {"line": line, "reason": reason})


def _plain(lines: list[str]) -> str:
    """Return the lines as plain text: without tags, their references resolved, their spaces single."""
    said = (" ".join(html.unescape(_TAG.sub("", line)).split()) for line in lines)
    return "\n".join(line for line in said if line)


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
