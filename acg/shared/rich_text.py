"""Markdown to safe HTML, done once when it is written; what is stored may be shown as it is."""

import nh3
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

ATTRIBUTES = {
    **{tag: set(allowed) for tag, allowed in nh3.ALLOWED_ATTRIBUTES.items()},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "code": {"class"},
    "span": {"class"},
    "div": {"class"},
    "th": {"align", "colspan", "rowspan"},
    "td": {"align", "colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto"}


def _highlight(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


_markdown = MarkdownIt("commonmark", {"highlight": _highlight, "html": True, "linkify": False}).enable(["table", "strikethrough"])


def sanitise(html: str) -> str:
    """Return the HTML without anything that could run: only text markup, links and pictures remain."""
    return nh3.clean(html, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow")


def markdown_to_html(text: str) -> str:
    """Return CommonMark text (with tables) as sanitised HTML, code highlighted by class names."""
    return sanitise(_markdown.render(text))
