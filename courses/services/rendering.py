"""Markdown becomes safe HTML when it is written; pictures are found by the names that their source gave them."""

import html
import re
from collections.abc import Mapping

from acg.shared.rich_text import markdown_to_html
from courses.models import Course, CourseImage

_picture = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def render(text: str, *, course: Course | None = None) -> str:
    """Return Markdown as sanitised HTML; a relative picture that the course holds is shown from the course's own address.

    Args:
        text: CommonMark with tables.
        course: whose pictures `![...](name)` may mean.
    """
    rendered = markdown_to_html(text)
    names = {html.unescape(match[2]) for match in _picture.finditer(rendered)}
    if course is None or not names:
        return rendered
    known = CourseImage.objects.filter(course__public_id=course.public_id, key__in=names).values_list("key", "public_id")
    return _with_addresses(rendered, {key: str(public_id) for key, public_id in known})


def render_with(text: str, pictures: Mapping[str, str]) -> str:
    """Return Markdown as sanitised HTML, as `render` does, for many texts of a course whose pictures are known.

    Args:
        text: CommonMark with tables.
        pictures: public ids of the course's pictures by their keys.
    """
    return _with_addresses(markdown_to_html(text), pictures)


def _with_addresses(rendered: str, pictures: Mapping[str, str]) -> str:
    def address(match: re.Match[str]) -> str:
        public_id = pictures.get(html.unescape(match[2]))
        return match[0] if public_id is None else f"{match[1]}/courses/images/{public_id}/{match[3]}"

    return _picture.sub(address, rendered)
