"""Every word for people can be translated, and is."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from acg.messages import CONTEXTS, compiled, found_in_sources, po_path, read

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for context in CONTEXTS for path in (ROOT / context).rglob("templates/**/*.html"))
# Names, which no language translates.
NAMES = {"Stripe", "GitHub", "GraphQL", "GraphiQL", "RSS", "AWS", "English", "Español", "PDF", "EN", "ES", "Cloud School", "WebVTT"}


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_string_is_translated_into_spanish(context):
    sources, spanish = found_in_sources(context), read(context, "es")
    missing = [str(message.id) for message in sources if message.id and not translated(spanish, message)]
    assert missing == [], "run `manage.py update_messages` and translate these"


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_translation_outlives_its_string(context):
    sources, spanish = found_in_sources(context), read(context, "es")
    assert [str(message.id) for message in spanish if message.id and sources.get(message.id, message.context) is None] == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_translations_keep_the_placeholders(context):
    wrong = []
    for message in read(context, "es"):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        source = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = {name for form in source for name in placeholders(form)}
        wrong += [form for form in forms if not set(placeholders(form)) <= allowed]
        if len(source) == 1:
            wrong += [form for form in forms if message.id and form and set(placeholders(form)) != allowed]
    assert wrong == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_compiled_translations_are_those_of_the_text(context):
    path = po_path(context, "es")
    assert path.with_suffix(".mo").read_bytes() == compiled(read(context, "es")), "run `manage.py update_messages`"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_speaks_past_gettext(path):
    text = re.sub(r"{%\s*(blocktranslate|blocktrans)\b.*?{%\s*end\1\s*%}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    text = re.sub(r"(</?)(?=[\s>])", r"\1p", text)  # a tag whose name was a variable
    words = Words()
    words.feed(text)
    assert [word for word in words.found if word not in NAMES] == []


def test_errors_for_people_go_through_gettext():
    wrong = []
    for context in CONTEXTS:
        for path in (ROOT / context).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DomainError" and len(node.args) > 1:
                    message = node.args[1]
                    if isinstance(message, ast.Constant | ast.JoinedStr):
                        wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


class Words(HTMLParser):
    """Collects the text that a page's source shows or reads out."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        self.icon = False  # the admin's icons are words that a font draws

    def handle_starttag(self, tag, attrs):
        self.icon = "material-symbols" in (dict(attrs).get("class") or "")
        self.silent += tag in {"script", "style", "svg"}
        for name, value in attrs:
            if name in {"alt", "title", "placeholder", "aria-label"} and value:
                self.note(value)

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "svg"}

    def handle_data(self, data):
        if not self.silent and not self.icon:
            self.note(data)
        self.icon = False

    def note(self, text):
        words = " ".join(text.replace("·", " ").split())
        if re.search(r"[A-Za-z]{2}", words):
            self.found.append(words)


def placeholders(text):
    """Return the names that a string fills in."""
    return re.findall(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}", text or "")


def translated(catalog, message):
    """Tell whether a catalogue has all forms of a message."""
    own = catalog.get(message.id, message.context)
    return own is not None and all(own.string if isinstance(own.string, tuple) else (own.string,)) and not own.fuzzy
