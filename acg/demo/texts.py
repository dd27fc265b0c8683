"""Reads the demo school's courses: one Markdown file each in `courses/`.

A file is a title (`# `), facts (`name: value`, or `name:` and a list of `- ` lines), and sections (`## `) of lessons
(`### kind [preview] title`). A lesson's text follows; in a quiz or exam `? [domain=N] question` is followed by `* right :: why` and
`- wrong :: why`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "courses"

lesson_heading = re.compile(r"### (?P<kind>video|article|quiz|exam) (?P<preview>preview )?(?P<title>.+)").fullmatch
question_line = re.compile(r"\? (?:domain=(?P<domain>\d) )?(?P<stem>.+)").fullmatch


@dataclass
class OptionText:
    """An option of a question, and why it is right or wrong."""

    text: str
    is_correct: bool
    explanation: str


@dataclass
class QuestionText:
    """A question; `domain` is its domain's position in the exam, 0 for none."""

    stem: str
    domain: int
    options: list[OptionText] = field(default_factory=list)


@dataclass
class LessonText:
    """A lesson; `facts` holds its settings."""

    kind: str
    title: str
    is_free_preview: bool
    lines: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    questions: list[QuestionText] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The lesson's Markdown."""
        return "\n".join(self.lines).strip()


@dataclass
class SectionText:
    """A section of lessons."""

    title: str
    lessons: list[LessonText] = field(default_factory=list)


@dataclass
class CourseText:
    """A course: single facts, lists of facts, sections."""

    title: str
    facts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    sections: list[SectionText] = field(default_factory=list)


def read_courses() -> list[CourseText]:
    """Return the demo school's courses, in the order of their files."""
    return [read_course(path.read_text()) for path in sorted(FOLDER.glob("*.md"))]


def read_course(text: str) -> CourseText:
    """Return what a course's file says."""
    lines = text.splitlines()
    course = CourseText(title=lines[0].removeprefix("# "))
    current = ""
    for line in lines[1:]:
        if line.startswith("## "):
            course.sections.append(SectionText(line.removeprefix("## ")))
        elif heading := lesson_heading(line):
            lesson = LessonText(heading["kind"], heading["title"], heading["preview"] is not None)
            course.sections[-1].lessons.append(lesson)
        elif course.sections:
            _read_lesson_line(course.sections[-1].lessons[-1], line)
        elif line.startswith("- "):
            course.lists.setdefault(current, []).append(line.removeprefix("- "))
        elif line:
            current, _, value = line.partition(":")
            course.facts[current] = value.strip()
    return course


def _read_lesson_line(lesson: LessonText, line: str) -> None:
    if lesson.kind in {"quiz", "exam"}:
        if question := question_line(line):
            lesson.questions.append(QuestionText(question["stem"], int(question["domain"] or 0)))
        elif line[:2] in {"* ", "- "}:
            text, _, why = line[2:].partition(" :: ")
            lesson.questions[-1].options.append(OptionText(text, line.startswith("*"), why))
        elif line:
            name, _, value = line.partition(":")
            lesson.facts[name] = value.strip()
    elif line == "clip":
        lesson.facts["clip"] = "yes"
    else:
        lesson.lines.append(line)
