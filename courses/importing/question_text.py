"""Questions written in Markdown.

    7. Which services store objects? (Choose TWO)
        - A. Amazon S3
        - B. Amazon EC2
        - C. Amazon S3 Glacier

        <details><summary>Answer</summary>
        Correct answer: A, C

        Explanation: both keep objects in buckets.
        </details>

* A question begins at the margin with a number and a point or bracket. The number itself means nothing: some authors count, some write
  `1.` throughout and let Markdown count.
* Options are list items with the letters A, B, C ... in order. Lines in between belong to what stands before them. The first option may
  stand at the end of the question's line, which happens when a line break is lost.
* `Correct answer:` (or `answers`, in any case) names the right letters: `B`, `B, D`, `BD`, `B and D`.
* Whatever else stands in the `<details>` is the explanation, up to its end; an `Explanation:` label is dropped.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.importing.documents import OptionDoc, QuestionDoc
from courses.importing.source import SourceError

_question = re.compile(r"\d{1,4}[.)]\s+(?=\S)")
_option = re.compile(r"\s*[-*+]\s+([A-Z])[.)]\s+(\S.*)")
_lost_break = re.compile(r"\s+[-*+]\s+A[.)]\s+(?=\S)")
_opening = re.compile(r"\s*<details\b", re.IGNORECASE)
_closing = re.compile(r"</details>", re.IGNORECASE)
_summary = re.compile(r"<summary\b.*?</summary>|<details\b[^>]*>", re.IGNORECASE | re.DOTALL)
_answer = re.compile(r"^[\s*_]*correct\s+answers?\s*:[\s*_]*(.*)$", re.IGNORECASE | re.MULTILINE)
_letters = re.compile(r"[A-Z](?:(?:\s*(?:,|&|\band\b)\s*|\s*)[A-Z])*[\s.*_]*")
_label = re.compile(r"\A[\s*_]*explanation\s*:[*_]*[ \t]*", re.IGNORECASE)
FEWEST_OPTIONS = 2


@dataclass(slots=True)
class _Draft:
    """A question while its lines come in."""

    line: int
    stem: list[str]
    letters: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    is_closed: bool = True


def first_question(lines: list[str]) -> int | None:
    """Return the place of the first question, or None for a text that asks nothing: prose and lists, even numbered ones."""
    if not any(_option.match(line) or _answer.match(line) for line in lines):
        return None
    return next((place for place, line in enumerate(lines) if _question.match(line)), None)


def parse_questions(lines: list[str], *, file: str, first_line: int = 1) -> list[QuestionDoc]:
    """Return the questions of a text in order.

    Args:
        lines: without their ends.
        file: for error messages.
        first_line: the number of the first of the lines in the file.

    Raises:
        SourceError: with file and line: no options, a letter out of order, no right answer or one that names no option, details that
            never end.
    """
    return [_finished(draft, file) for draft in _drafts(lines, first_line)]


def _drafts(lines: list[str], first_line: int) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for number, line in enumerate(lines, start=first_line):
        start = _question.match(line)
        if start and (draft is None or draft.is_closed):
            if draft:
                yield draft
            draft = _Draft(number, [line[start.end() :]])
            continue
        if draft:
            _take(draft, line)
    if draft:
        yield draft


def _take(draft: _Draft, line: str) -> None:
    """Put a line where it belongs."""
    if not draft.is_closed or _opening.match(line):
        draft.details.append(line)
        draft.is_closed = bool(_closing.search(line))
    elif option := _option.match(line):
        if option[1] == "B" and not draft.letters and (lost := _lost_break.search(draft.stem[-1])):
            draft.letters.append("A")
            draft.options.append([draft.stem[-1][lost.end() :]])
            draft.stem[-1] = draft.stem[-1][: lost.start()]
        draft.letters.append(option[1])
        draft.options.append([option[2]])
    elif draft.details:
        draft.details.append(line)
    else:
        (draft.options[-1] if draft.options else draft.stem).append(line)


def _finished(draft: _Draft, file: str) -> QuestionDoc:
    def wrong(message: str) -> SourceError:
        return SourceError(message, file=file, line=draft.line)

    if not draft.is_closed:
        raise wrong(_("The question's answer is opened with <details> and never closed."))
    if len(draft.options) < FEWEST_OPTIONS:
        raise wrong(_("The question has fewer than two options."))
    expected = [chr(ord("A") + place) for place in range(len(draft.letters))]
    if draft.letters != expected:
        names = {"found": " ".join(draft.letters), "expected": " ".join(expected)}
        raise wrong(_("The question's options are lettered %(found)s instead of %(expected)s.") % names)
    right, explanation = _answered("\n".join(draft.details))
    if not right:
        raise wrong(_("The question has no correct answer."))
    if unknown := sorted(right - set(draft.letters)):
        raise wrong(_("The correct answer %(letter)s is not among the options.") % {"letter": ", ".join(unknown)})
    return QuestionDoc(
        said={"stem": _text(draft.stem), "explanation": explanation},
        options=[
            OptionDoc({"text": _text(text), "is_correct": letter in right, "explanation": ""})
            for letter, text in zip(draft.letters, draft.options, strict=True)
        ],
    )


def _answered(details: str) -> tuple[set[str], str]:
    """Return the right letters and the explanation."""
    inside = _summary.sub("", _closing.sub("", details))
    answer = _answer.search(inside)
    if not answer or not _letters.fullmatch(answer[1].strip()):
        return set(), ""
    right = set(re.findall(r"[A-Z]", answer[1].replace("and", "")))
    rest = textwrap.dedent(inside[: answer.start()] + inside[answer.end() :]).strip("\n")
    return right, _label.sub("", rest).strip()


def _text(lines: list[str]) -> str:
    """Return the text of a question or option: further lines without their common indent, no blank ones around."""
    rest = textwrap.dedent("\n".join(lines[1:]))
    return "\n".join([lines[0].strip(), *rest.split("\n")] if rest.strip() else [lines[0].strip()]).strip()
