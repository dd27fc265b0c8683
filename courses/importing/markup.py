"""What rich text loses on its way in: everything that runs, embeds or asks for input, named so that nobody wonders."""

from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

DROPPED = {
    "script": _("a script: scripts of a course are never run"),
    "style": _("a style sheet: texts wear the school's dress"),
    "link": _("a style sheet: texts wear the school's dress"),
    "iframe": _("a frame with another page"),
    "object": _("an embedded object"),
    "embed": _("an embedded object"),
    "svg": _("a drawing in SVG, which may carry scripts"),
    "math": _("a formula in MathML"),
    "canvas": _("a canvas that a script would draw on"),
    "video": _("a film inside the text"),
    "audio": _("a sound inside the text"),
    "form": _("a form or control that only a script would answer"),
    "button": _("a form or control that only a script would answer"),
    "input": _("a form or control that only a script would answer"),
    "select": _("a form or control that only a script would answer"),
    "textarea": _("a form or control that only a script would answer"),
}
CONTENT_GOES_TOO = frozenset({"script", "style", "iframe", "object", "svg", "math", "canvas", "button", "select", "textarea"})


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reasons: dict[str, None] = {}
        self.inside = 0
        self.words = 0
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in DROPPED:
            self.reasons[str(DROPPED[tag])] = None
        if any(name.startswith("on") for name, _value in attrs):
            self.reasons[str(_("an event handler: scripts of a course are never run"))] = None
        self.inside += tag in CONTENT_GOES_TOO

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in CONTENT_GOES_TOO and self.inside > 0

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words += len(data.split())


def dropped_markup(html: str) -> list[str]:
    """Return the reasons for which parts of a text are not imported, each once."""
    return list(_found(html).reasons)


def words_beside_controls(html: str) -> int | None:
    """Return how many words stand beside the controls of an HTML text, or None when it has no controls."""
    found = _found(html)
    return found.words if found.tags & {"button", "form", "input", "select", "textarea"} else None


def _found(html: str) -> _Finder:
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder
