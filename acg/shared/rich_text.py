"""Markdown to safe HTML, done once when it is written; what is stored may be shown as it is."""

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

ATTRIBUTES = {
    **{tag: set(allowed) for tag, allowed in nh3.ALLOWED_ATTRIBUTES.items()},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "code": {"class"},
    "span": {"class"},
    "th": {"align", "colspan", "rowspan"},
    "td": {"align", "colspan", "rowspan"},
    **{heading: {"id"} for heading in ("h1", "h2", "h3", "h4", "h5", "h6")},
}
_code_class = re.compile(r"language-[\w+#.-]{1,30}|[a-z]{1,2}[a-z0-9]?").fullmatch
ID_PREFIX = "text-"
"""Before every id in a text, so that none can be taken for one of the page around it."""
SCHEMES = {"http", "https", "mailto"}


def _highlight(code: str, language: str, _attributes: str) -> str:
    # Loaded by who writes code, not by every start: its list of languages is long.
    from pygments import highlight  # noqa: PLC0415 -- as above
    from pygments.formatters.html import HtmlFormatter  # noqa: PLC0415 -- as above
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 -- as above
    from pygments.util import ClassNotFound  # noqa: PLC0415 -- as above

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- by who writes a text, not by every start

    made = MarkdownIt("commonmark", {"highlight": _highlight, "html": True, "linkify": False}).enable(["table", "strikethrough"])
    made.core.ruler.push("number_headings", _number_headings)
    return made


def _number_headings(state: "StateCore") -> None:
    """Give headings the names by which links within a text call them, as GitHub does: "What Is IAM?" is `#what-is-iam`."""
    seen: dict[str, int] = {}
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            words = "".join(part.content for part in inline.children or [] if part.type in {"text", "code_inline"})
            name = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            seen[name] = seen.get(name, -1) + 1
            token.attrSet("id", f"{name}-{seen[name]}" if seen[name] else name)
        for part in token.children or []:
            href = part.attrGet("href") if part.type == "link_open" else None
            if isinstance(href, str) and href.startswith("#"):
                part.attrSet("href", f"#{ID_PREFIX}{unquote(href[1:])}")


def _only_classes_of_code(_tag: str, name: str, value: str) -> str | None:
    """Drop every class but those of highlighted code: the site's own would let a text lay itself over the page."""
    return value if name != "class" or _code_class(value) else None


def sanitise(html: str) -> str:
    """Return the HTML without anything that could run: only text markup, links and pictures remain."""
    return nh3.clean(
        html,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
        id_prefix=ID_PREFIX,
        attribute_filter=_only_classes_of_code,
    )


def markdown_to_html(text: str) -> str:
    """Return CommonMark text (with tables) as sanitised HTML, code highlighted by class names."""
    return sanitise(_markdown().render(text))
