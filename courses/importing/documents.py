"""What a source says about a course, whatever format it came in: the readers make it, the writer stores it.

Each part has two sets of model fields by name: `said` is what the source states, so a later import sets it again; `first` is what
the reader only supposes, so it is set when the row is made and left to the course's authors afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]


@dataclass(slots=True)
class FileDoc:
    """A file of the source: its name in the source, its digest, and how to read it."""

    name: str
    sha256: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class ImageDoc:
    """A picture of the course's texts; they name it by its key, a percent-encoded path from the course's folder."""

    key: str
    file: FileDoc
    public_id: str = ""


@dataclass(slots=True)
class CaptionsDoc:
    """Captions in a language, as WebVTT or SubRip text, and the file they came from."""

    language: str
    text: str
    file: str


@dataclass(slots=True)
class VideoDoc:
    """A film. The source names it by its key, so that a lesson and the trailer may show the same one."""

    key: str
    title: str
    file: FileDoc
    poster: FileDoc | None = None
    duration_seconds: int = 0
    captions: list[CaptionsDoc] = field(default_factory=list)


@dataclass(slots=True)
class ResourceDoc:
    """Something to take along: a link or a file."""

    title: str
    url: str = ""
    file: FileDoc | None = None
    public_id: str = ""


@dataclass(slots=True)
class OptionDoc:
    """An answer offered."""

    said: Fields
    public_id: str = ""


@dataclass(slots=True)
class QuestionDoc:
    """A question with its options in order.

    Without a key it is known by its words, then by its place: see `writing.matching`.
    """

    said: Fields
    options: list[OptionDoc]
    key: str = ""
    public_id: str = ""
    task: str = ""
    lesson_key: str = ""
    says_links: bool = False

    @property
    def is_several(self) -> bool:
        """Whether more than one option is right."""
        return sum(bool(option.said["is_correct"]) for option in self.options) > 1


@dataclass(slots=True)
class PoolDoc:
    """Questions that quizzes and exams draw from."""

    key: str
    said: Fields
    questions: list[QuestionDoc]


@dataclass(slots=True)
class LessonDoc:
    """A lesson; `tasks` are None where the source knows nothing of task statements."""

    key: str
    said: Fields
    first: Fields = field(default_factory=dict)
    public_id: str = ""
    pool_key: str = ""
    video_key: str = ""
    resources: list[ResourceDoc] = field(default_factory=list)
    says_media: bool = False
    says_resources: bool = False
    tasks: list[str] | None = None


@dataclass(slots=True)
class SectionDoc:
    """Lessons under a heading."""

    key: str
    said: Fields
    lessons: list[LessonDoc]
    public_id: str = ""


@dataclass(slots=True)
class ExamDoc:
    """The exam a course prepares for; an exam that the school knows is never changed by an import."""

    code: str
    said: Fields = field(default_factory=dict)
    certification: Fields = field(default_factory=dict)
    domains: list[Fields] = field(default_factory=list)


@dataclass(slots=True)
class Skipped:
    """Something of the source that the course cannot hold, with the file and the reason."""

    file: str
    reason: str


@dataclass(slots=True)
class CourseDoc:
    """A whole course. Parts that are None are not the source's business."""

    source_key: str
    said: Fields
    first: Fields
    sections: list[SectionDoc]
    public_id: str = ""
    pools: list[PoolDoc] = field(default_factory=list)
    images: list[ImageDoc] = field(default_factory=list)
    videos: list[VideoDoc] = field(default_factory=list)
    exam: ExamDoc | None = None
    says_exam: bool = False
    other_exams: list[ExamDoc] = field(default_factory=list)
    instructor: Fields | None = None
    tags: list[Fields] | None = None
    cover: FileDoc | None = None
    says_cover: bool = False
    trailer_key: str = ""
    says_trailer: bool = False
    skipped: list[Skipped] = field(default_factory=list)

    def skip(self, file: str, reason: str) -> None:
        """Note something that is not imported, once."""
        entry = Skipped(file, reason)
        if entry not in self.skipped:
            self.skipped.append(entry)

    def has_skipped(self, file: str) -> bool:
        """Whether something of a file was noted."""
        return any(entry.file == file for entry in self.skipped)

    def lessons(self) -> list[LessonDoc]:
        """Return the lessons of all sections in order."""
        return [lesson for section in self.sections for lesson in section.lessons]

    def exam_codes(self) -> set[str]:
        """Return the codes of the exams that the course may be tagged to."""
        return {exam.code for exam in [*self.other_exams, *([self.exam] if self.exam else [])]}
