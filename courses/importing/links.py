"""Links in Markdown: found where Markdown has them, and never inside code."""

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

Resolve = Callable[[str], str | None]
"""Takes a link's target; gives the one to put in its place, the empty text to keep only the link's words, or None to leave it."""

_fence = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_code_span = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_inline = re.compile(
    r"(?P<bang>!?)\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?P<target><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"(?P<title>(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*)\)"
)
_definition = re.compile(r"(?m)^(?P<head>[ ]{0,3}\[[^\]\n]+\]:\s*)(?P<target><[^<>\n]*>|\S+)")
_attribute = re.compile(r"(?P<head>\b(?:src|href)\s*=\s*)(?P<quote>[\"'])(?P<target>.*?)(?P=quote)", re.IGNORECASE)
_autolink = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>\s]*>", re.IGNORECASE)
LESSON = "\ue000{}\ue001"
"""How a reader writes a link to a lesson whose address is not known before the lesson is stored."""
lesson_link = re.compile("\ue000(.*?)\ue001")


def rewrite(text: str, resolve: Resolve) -> str:
    """Return Markdown with the targets of its links and pictures resolved."""
    return "".join(part if is_code else _rewrite_prose(part, resolve) for is_code, part in _parts(text))


def _parts(text: str) -> list[tuple[bool, str]]:
    """Split a text in code and everything else."""
    parts: list[tuple[bool, str]] = []
    fence = ""
    block: list[str] = []

    def close(*, is_code: bool) -> None:
        whole = "".join(block)
        block.clear()
        if is_code:
            parts.append((True, whole))
            return
        end = 0
        for span in _code_span.finditer(whole):
            parts.extend([(False, whole[end : span.start()]), (True, span[0])])
            end = span.end()
        parts.append((False, whole[end:]))

    for line in text.splitlines(keepends=True):
        mark = _fence.match(line)
        if not fence and mark:
            close(is_code=False)
            fence = mark[1]
            block.append(line)
        elif fence and mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            block.append(line)
            close(is_code=True)
            fence = ""
        else:
            block.append(line)
    close(is_code=bool(fence))
    return parts


def _rewrite_prose(text: str, resolve: Resolve) -> str:
    def inline(match: re.Match[str]) -> str:
        label = _inline.sub(inline, match["label"])
        label = _attribute.sub(attribute, label)
        new = resolve(_plain(match["target"]))
        if new is None:
            return f"{match['bang']}[{label}]({match['target']}{match['title']})"
        return f"{match['bang']}[{label}]({new}{match['title']})" if new else label

    def definition(match: re.Match[str]) -> str:
        return match["head"] + (resolve(_plain(match["target"])) or match["target"])

    def attribute(match: re.Match[str]) -> str:
        new = resolve(html.unescape(match["target"]))
        return match[0] if new is None else f"{match['head']}{match['quote']}{html.escape(new)}{match['quote']}"

    done: list[str] = []
    end = 0
    for match in _inline.finditer(text):
        done.append(_attribute.sub(attribute, text[end : match.start()]))
        done.append(inline(match))
        end = match.end()
    done.append(_attribute.sub(attribute, text[end:]))
    return _definition.sub(definition, "".join(done))


def _plain(target: str) -> str:
    return html.unescape(target.strip("<>") if target.startswith("<") else target)


def prose(text: str) -> str:
    """Return a Markdown text without its code and its addresses in angle brackets, which look like HTML."""
    return _autolink.sub("", "".join(part for is_code, part in _parts(text) if not is_code))


def targets(text: str) -> list[str]:
    """Return the targets of a Markdown text's links and pictures in order."""
    found: list[str] = []

    def note(target: str) -> None:
        found.append(target)

    rewrite(text, note)
    return found


def path_of(target: str, *, base: str) -> str | None:
    """Return the file that a relative link means, as a path from the course's folder, or None for any other link.

    Args:
        target: as written: `../images/a%20b.png`, `./vpc.md#peering`.
        base: the folder of the file that holds the link.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
    return None if path.startswith("..") else path


def is_elsewhere(target: str) -> bool:
    """Whether a target lies on another site."""
    return bool(urlsplit(target).netloc)


def picture_key(path: str) -> str:
    """Return how texts name a picture: its path as an address writes it."""
    return quote(path)
