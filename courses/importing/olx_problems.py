"""Open edX problems with options become questions.

`multiplechoiceresponse` is a question with one right option, `choiceresponse` one with one or several. The label, the description and
whatever stands before the options is the question, feedback on an option its explanation, `<solution>` the question's. All other kinds
of problems, and those that a script computes, are listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _

from courses.importing.documents import OptionDoc, QuestionDoc, ResourceDoc
from courses.importing.olx_text import Texts
from courses.importing.source import SourceError, line_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ONE = "multiplechoiceresponse"
SEVERAL = "choiceresponse"
GROUPS = {"choicegroup", "checkboxgroup"}
NOT_THE_QUESTION = {"solution", "demandhint", "hintgroup", "compoundhint", "correcthint", *GROUPS}
HEADINGS = {"explanation", "solution"}
FEWEST_OPTIONS = 2


def inner_html(element: "Element") -> str:
    """Return what an XML element holds, as HTML."""
    children = "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "") + children


@dataclass(slots=True)
class Problems:
    """Reads the problems of a course."""

    texts: Texts

    def read(self, problem: "Element", *, file: str, key: str, resources: list[ResourceDoc]) -> list[QuestionDoc]:
        """Return the questions of a problem; none when it is of a kind that has no counterpart here, which is noted.

        Args:
            problem: its root element.
            file: where it stands.
            key: what its questions are known by.
            resources: gains the files that its texts link to.

        Raises:
            SourceError: with file and line, for a question without options or without a right one.
        """
        skip = self.texts.course.skip
        responses = [element for element in problem.iter() if element.tag.endswith("response")]
        kinds = sorted({element.tag for element in responses})
        if problem.find(".//script") is not None:
            skip(file, _("a problem that a script computes or shows: %(kinds)s") % {"kinds": ", ".join(kinds) or "script"})
            return []
        if not kinds or set(kinds) - {ONE, SEVERAL}:
            skip(file, _("a kind of problem that has no counterpart here: %(kinds)s") % {"kinds": ", ".join(kinds) or "-"})
            return []
        if problem.find(".//demandhint") is not None:
            skip(file, _("hints before the answer"))
        if problem.find(".//compoundhint") is not None:
            skip(file, _("feedback on combinations of options"))
        shared = "".join(inner_html(solution) for solution in problem.findall("solution"))
        questions = []
        for number, (before, response) in enumerate(_with_what_stands_before(problem)):
            asked = self._question(response, before=before, shared=shared, file=file, number=number, resources=resources)
            if asked:
                asked.key = key if len(responses) == 1 else f"{key}/{number + 1}"
                questions.append(asked)
        return questions

    def _question(
        self, response: "Element", *, before: str, shared: str, file: str, number: int, resources: list[ResourceDoc]
    ) -> QuestionDoc | None:
        def markdown(html: str) -> str:
            return self.texts.markdown(html, file=file, resources=resources)

        def wrong(message: str) -> SourceError:
            line = line_of(self.texts.source.text(file), rf"<(?:{ONE}|{SEVERAL})\b", number) if self.texts.source.has(file) else 0
            return SourceError(message, file=file, line=line)

        choices = [choice for group in response.iter() if group.tag in GROUPS for choice in group.iter("choice")]
        if not choices:
            raise wrong(_("The question has no options."))
        right = [choice for choice in choices if choice.get("correct", "").lower() == "true"]
        if not right:
            raise wrong(_("The question has no correct answer."))
        if len(choices) < FEWEST_OPTIONS or (response.tag == ONE and len(right) > 1):
            self.texts.course.skip(file, _("a question with one option, or with several right ones of which one is to be chosen"))
            return None
        if any(choice.get("correct", "").lower() == "partial" for choice in choices):
            self.texts.course.skip(file, _("partly right options: they count as wrong"))
        return QuestionDoc(
            said={
                "stem": markdown(before + _stem(response, is_alone=not before.strip())),
                "explanation": markdown(_explanation(response) or _without_heading(shared)),
            },
            options=[
                OptionDoc(
                    {
                        "text": markdown(_choice(choice)) or _("(empty)"),
                        "is_correct": choice in right,
                        "explanation": markdown(" ".join(inner_html(hint) for hint in choice.iter("choicehint"))),
                    }
                )
                for choice in choices
            ],
            says_links=False,
        )


def _with_what_stands_before(problem: "Element") -> Iterator[tuple[str, "Element"]]:
    """Yield each response with the HTML between the one before it and itself."""
    before = str(escape(problem.text or ""))
    for element in problem:
        if element.tag in {ONE, SEVERAL}:
            yield before, element
            before = str(escape(element.tail or ""))
        elif any(inner.tag in {ONE, SEVERAL} for inner in element.iter()):
            for inside, response in _with_what_stands_before(element):
                yield before + inside, response
                before = ""
            before = str(escape(element.tail or ""))
        elif element.tag not in NOT_THE_QUESTION:
            before += _as_html(element)


def _as_html(element: "Element") -> str:
    """Return an element of a problem as HTML: its own elements become paragraphs."""
    tail = escape(element.tail or "")
    if element.tag == "label":
        return f"<p>{inner_html(element).strip()}</p>{tail}"
    if element.tag == "description":
        return f"<p><em>{inner_html(element).strip()}</em></p>{tail}"
    return tostring(element, encoding="unicode", method="html")


def _stem(response: "Element", *, is_alone: bool) -> str:
    """Return the question's HTML; a label alone is the words in it."""
    parts = [element for element in response if element.tag not in NOT_THE_QUESTION]
    text = escape((response.text or "").strip())
    if is_alone and len(parts) == 1 and parts[0].tag == "label" and not text:
        return inner_html(parts[0]).strip()
    return text + "".join(_as_html(element) for element in parts)


def _choice(choice: "Element") -> str:
    """Return an option's HTML without the feedback in it."""
    children = "".join(
        escape(child.tail or "") if child.tag == "choicehint" else tostring(child, encoding="unicode", method="html")
        for child in choice
    )
    return " ".join((escape(choice.text or "") + children).split())


def _explanation(response: "Element") -> str:
    return _without_heading("".join(inner_html(solution) for solution in response.iter("solution")))


def _without_heading(html: str) -> str:
    """Return a solution without the box around it and the heading in it that every solution has."""
    html = re.sub(r"^\s*<div[^>]*>((?:(?!</?div).)*)</div>\s*$", r"\1", html, flags=re.DOTALL)
    return re.sub(
        r"<p>(.*?)</p>",
        lambda match: "" if strip_tags(match[1]).strip().lower().rstrip(":") in HEADINGS else match[0],
        html,
        count=1,
    )
