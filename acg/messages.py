"""The school's words in other languages: found in the sources, kept in `<context>/locale/<language>/LC_MESSAGES/django.po`.

Django's own commands need the GNU gettext programs; a fresh machine has Python only, so Babel does the same here. English is the
source.
"""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

CONTEXTS = ("acg", "videos", "courses", "checkout", "organisations", "students")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def po_path(context: str, language: str) -> Path:
    """Return where a context keeps its words in a language."""
    return Path(settings.BASE_DIR) / context / "locale" / language / "LC_MESSAGES" / "django.po"


def found_in_sources(context: str) -> Catalog:
    """Return the strings that a context's Python files and templates hand to gettext."""
    catalog = Catalog(fuzzy=False)
    for path, source in _sources(context):
        python = source if path.suffix == ".py" else _as_python(source, path)
        for _, message, _, scope in extract("python", BytesIO(python.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}):
            catalog.add(message, context=scope)
    return catalog


def _as_python(template: str, path: Path) -> str:
    """Return a template as the lines of Python that Django makes of it for gettext, without their indentation, which means nothing."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=str(path)).splitlines())


def read(context: str, language: str) -> Catalog:
    """Return a context's words in a language, as committed; an empty catalogue when there are none."""
    path = po_path(context, language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language, abort_invalid=True)


def update(context: str, language: str) -> Catalog:
    """Bring a context's file up to its sources: new strings empty, dropped ones gone, the rest as translated; and compile it."""
    known, catalog = read(context, language), _empty(language)
    for message in found_in_sources(context):
        own = known.get(message.id, message.context) if message.id else None
        if message.id:
            catalog.add(
                message.id,
                own.string if own is not None and isinstance(own.string, tuple) == isinstance(message.id, tuple) else None,
                context=message.context,
            )
    path = po_path(context, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(file, catalog, width=130, no_location=True, omit_header=False, sort_output=True)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


def _empty(language: str) -> Catalog:
    """Return a catalogue without strings; its header never changes, so that files differ only in their strings."""
    born = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Catalog(
        locale=language,
        project="Cloud School",
        version="1",
        header_comment="# The school's words.",
        fuzzy=False,
        creation_date=born,
        revision_date=born,
        last_translator="Cloud School",
        language_team=language,
        msgid_bugs_address="school@example.com",
    )


def compiled(catalog: Catalog) -> bytes:
    """Return the machine's form of a catalogue."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _sources(context: str) -> Iterator[tuple[Path, str]]:
    """Yield a context's Python files and templates, without its tests."""
    for path in sorted((Path(settings.BASE_DIR) / context).rglob("*")):
        parts = path.relative_to(settings.BASE_DIR).parts
        if path.suffix in {".py", ".html", ".txt", ".svg", ".xml"} and not {"tests", "migrations"} & set(parts):
            yield path, path.read_text()
