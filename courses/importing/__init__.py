"""Courses come in: recognised, read with suspicion, and stored in one transaction.

Three formats are read: this school's own (`manifest`, what `courses.exporting` writes), a plain folder of Markdown (`markdown_course`)
and Open edX's OLX (`olx`); each as a folder, or as a .tar.gz or .zip of one. Each reader turns its format into the same `documents`;
`writing.store` makes rows of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from acg.shared.values import frozen
from acg.users.models import User
from courses.importing import manifest, markdown_course, olx
from courses.importing.archives import unpacked
from courses.importing.documents import CourseDoc, Skipped
from courses.importing.rows import Tally
from courses.importing.source import Source, SourceError
from courses.importing.work import Watch, unwatched
from courses.importing.writing import store
from courses.models import Course, Question

__all__ = ["Report", "SourceError", "import_course"]

READERS = (
    (manifest.recognises, manifest.read_manifest),
    (olx.recognises, olx.read_olx_course),
    (markdown_course.recognises, markdown_course.read_markdown_course),
)
"""In the order of asking: an exported course may well have a README too."""


@frozen
class Report:
    """What an import did, and what the source holds as it is stored now.

    `created`, `updated` and `unchanged` count rows: the course, sections, lessons, resources, pools, questions (with their options),
    pictures and films. `skipped` is what the course cannot hold; `removed` and `kept` what the source holds no more.
    """

    course: Course
    created: int
    updated: int
    unchanged: int
    sections: int
    lessons: int
    questions: int
    several_answer: int
    videos: int
    skipped: list[Skipped]
    removed: list[Skipped]
    kept: list[Skipped]

    def counts(self) -> dict[str, int]:
        """Return the figures in the order in which they are told."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": len(self.skipped),
            "sections": self.sections,
            "lessons": self.lessons,
            "questions": self.questions,
            "several_answer": self.several_answer,
            "videos": self.videos,
        }


def import_course(
    path: Path, *, by: User | None = None, instructor: str = "", owner: User | None = None, watch: Watch = unwatched
) -> Report:
    """Import a course, again and again if need be: what is stored already stays the same row.

    Args:
        path: a folder, a .tar.gz or a .zip.
        by: who imports: their own courses only, unless they author all; None for the operator of the machine.
        instructor: slug of who teaches; with `owner` empty as well, whom the source names, or the editorial team.
        owner: the account whose instructor teaches.
        watch: shows the progress.

    Raises:
        SourceError: with file and line; nothing is stored then, neither rows nor files.
        DomainError: `course_elsewhere` when the course is another author's.
    """
    with _opened(path) as root:
        doc = read_course(root)
        course, tally = store(doc, by=by, instructor=instructor, owner=owner, watch=watch)
    return _report(course, doc, tally)


@contextmanager
def _opened(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield path
    elif path.is_file():
        with unpacked(path) as root:
            yield root
    else:
        raise SourceError(_("There is no such file or folder."), file=str(path))


def read_course(root: Path) -> CourseDoc:
    """Return the course in a folder, or in the only folder within it, and so on.

    Raises:
        SourceError: when it is none of the formats, and whatever its reader finds.
    """
    source = Source(root)
    while True:
        for recognises, read in READERS:
            if recognises(source):
                return read(source)
        inner = {name.partition("/")[0] for name in source.files if "/" in name}
        candidates = [
            name for name in sorted(inner) if any(recognises(Source(source.root / name)) for recognises, _read in READERS)
        ]
        if len(candidates) == 1:
            source = Source(source.root / candidates[0])
        elif len(inner) == 1 and not candidates:
            source = Source(source.root / inner.pop())
        else:
            raise SourceError(_("This is no course: it has no course.json (our own export), course.xml (Open edX) or README.md."))


def _report(course: Course, doc: CourseDoc, tally: Tally) -> Report:
    """Count what the source holds, in the database."""
    right = Count("options", filter=Q(options__is_correct=True))
    pools = [pool.key for pool in doc.pools]
    kept = [entry.file for entry in tally.kept]
    questions = Question.objects.filter(pool__course=course, pool__key__in=pools).exclude(key__in=kept).annotate(right=right)
    lessons = course.lessons.filter(key__in=[lesson.key for lesson in doc.lessons()])
    films: set[Any] = set(lessons.filter(video__isnull=False).values_list("video", flat=True))
    return Report(
        course=course,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        sections=course.sections.filter(key__in=[section.key for section in doc.sections]).count(),
        lessons=lessons.count(),
        questions=questions.count(),
        several_answer=questions.filter(right__gt=1).count(),
        videos=len(films | ({course.trailer_id} if course.trailer_id else set())),
        skipped=doc.skipped,
        removed=tally.removed,
        kept=tally.kept,
    )
