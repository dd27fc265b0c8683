"""The HTML of an Open edX course becomes text of this school.

Scripts, styles, frames, forms and handlers go, each named in the report. An HTML component that is only styles and scripts, or only a
widget (controls with hardly a word beside them), goes whole. Links to `/static/` lead to the course's pictures and to files that become
resources, `/jump_to_id/` to lessons. What stays is kept as one block of HTML, which Markdown leaves alone.
"""

import html as entities
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import nh3
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from acg.shared.rich_text import ATTRIBUTES, SCHEMES, markdown_to_html
from courses.importing import links
from courses.importing.documents import CourseDoc, ResourceDoc
from courses.importing.markup import CONTENT_GOES_TOO, dropped_markup, words_beside_controls
from courses.importing.source import Source

STATIC = "static"
FEWEST_WORDS = 20
"""A component with controls and fewer words beside them is a widget: without its script it says nothing."""
_static = re.compile(r"^(?:/?static/|/?asset-v1:[^/]*block@|/?c4x/[^/]+/[^/]+/asset/)(?P<name>[^?#]+)")
_jump = re.compile(r"^/?jump_to_id/(?P<name>[\w.-]+)")
_img_without_src = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_link_to_nowhere = re.compile(r"<a>((?:(?!</?a\b).)*)</a>", re.DOTALL)
_pre = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class Texts:
    """Makes a course's texts.

    Args:
        source: the export.
        course: where skipped things are noted.
        pictures: paths of the pictures that the course holds.
        lessons: keys of the lessons, by the names of all blocks in them.
        assets: paths of the static files, by their names as links write them.
        used: the static files that some text uses.
    """

    source: Source
    course: CourseDoc
    pictures: set[str]
    lessons: dict[str, str] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in self.source.under(STATIC):
            self.assets.setdefault(_asset_name(posixpath.relpath(path, STATIC)), path)

    def asset(self, name: str) -> str:
        """Return the path of a static file, however its name is written, or the empty text."""
        return self.assets.get(_asset_name(unquote(name)), "")

    def component(self, html: str, *, file: str, resources: list[ResourceDoc]) -> str:
        """Return an HTML component as Markdown, or the empty text when nothing of it can be kept."""
        words = words_beside_controls(html)
        if words is not None and words < FEWEST_WORDS:
            self.course.skip(file, _("a widget: only a script would answer its controls"))
            return ""
        return self.markdown(html, file=file, resources=resources)

    def markdown(self, html: str, *, file: str, resources: list[ResourceDoc]) -> str:
        """Return HTML as Markdown, plain words as plain words.

        Args:
            html: from the export.
            file: where it stands, for the report.
            resources: gains the files that the text links to.
        """
        for reason in dropped_markup(html):
            self.course.skip(file, reason)
        clean = nh3.clean(
            html,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            clean_content_tags=set(CONTENT_GOES_TOO),
            link_rel=None,
            attribute_filter=lambda tag, name, value: self._attribute(tag, name, value, file, resources),
        )
        clean = _link_to_nowhere.sub(r"\1", _img_without_src.sub("", clean)).strip()
        if not strip_tags(clean).strip() and "<img" not in clean:
            return ""
        return as_markdown(clean)

    def _attribute(self, tag: str, name: str, value: str, file: str, resources: list[ResourceDoc]) -> str | None:
        """Return the value that an attribute has here, or None for an attribute that goes: names and classes were for other pages."""
        if name in {"id", "class"}:
            return None
        if (tag, name) == ("img", "src"):
            return self._picture(value, file)
        if (tag, name) == ("a", "href"):
            return self._target(value, file, resources)
        return value

    def _picture(self, value: str, file: str) -> str | None:
        asset = _static.match(value)
        if not asset:
            self.course.skip(file, _("a picture on another site is not shown: %(target)s") % {"target": value})
            return None
        path = self.asset(asset["name"])
        if path in self.pictures:
            return links.picture_key(path)
        self.course.skip(file, _("a picture that is missing or refused: %(path)s") % {"path": path or value})
        return None

    def _target(self, value: str, file: str, resources: list[ResourceDoc]) -> str | None:
        jump, asset = _jump.match(value), _static.match(value)
        if jump and jump["name"] in self.lessons:
            return links.LESSON.format(self.lessons[jump["name"]])
        path = self.asset(asset["name"]) if asset else ""
        if path in self.pictures:
            return links.picture_key(path)
        if path:
            self.resource(path, resources)
            return None
        if re.match(r"(https?:)?//|mailto:", value):
            return value
        self.course.skip(file, _("links to %(path)s, which is not part of the course") % {"path": unquote(value)})
        return None

    def resource(self, path: str, resources: list[ResourceDoc]) -> None:
        """Give a file along, once."""
        self.used.add(path)
        title = posixpath.basename(path)[:200]
        if all(resource.title != title for resource in resources):
            resources.append(ResourceDoc(title=title, file=self.source.file(path)))


def _asset_name(name: str) -> str:
    """Return a file's name as Open edX makes links of it: everything but letters, digits and dots is one sign."""
    return re.sub(r"[^\w.]+", "_", name).lower()


def as_markdown(html: str) -> str:
    """Return sanitised HTML as Markdown that renders to it: words alone as they are, anything else as one block."""
    words = entities.unescape(html)
    if "<" not in html and markdown_to_html(words) == f"<p>{entities.escape(words, quote=False)}</p>\n":
        return words
    parts = [_one_line_breaks(part, is_code=place % 2 == 1) for place, part in enumerate(_pre.split(html))]
    return f"<div>\n{''.join(parts).strip()}\n</div>"


def _one_line_breaks(html: str, *, is_code: bool) -> str:
    """Return HTML without blank lines, at which Markdown would end the block."""
    if is_code:
        return re.sub(r"\n(?:[ \t]*\n)+", lambda match: "\n" + "&#10;" * (match[0].count("\n") - 1), html)
    return re.sub(r"[ \t]*\n\s*", "\n", html)
