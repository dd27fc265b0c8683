"""Courses go out in the format that `courses.importing.manifest` describes and reads: import(export(x)) = x.

Left out is what is not the course's content: prices, reviews, learners, counters (they are recounted), the history, and films that were
never uploaded.
"""

import json
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.importing.manifest import COURSE, DOMAIN, EXAM, FILE, FORMAT, INSTRUCTOR, LESSON, OPTION, QUESTION, VERSION
from courses.importing.references import task_name
from courses.models import Course, Domain, ExamVersion, Lesson, Question, TaskStatement
from videos.models import Video

__all__ = ["Export", "export_course"]

ARCHIVE = ".tar.gz"


@dataclass(slots=True)
class Export:
    """What was written: how many files, and what could not be."""

    files: int = 0
    left_out: list[str] = field(default_factory=list)


def export_course(*, course: Course, to: Path) -> Export:
    """Write a course to a folder, or to an archive when the name ends in `.tar.gz`.

    Args:
        course: the course, published or not.
        to: a folder that does not exist or is empty, or a file that does not exist.

    Raises:
        DomainError: `target_exists`; nothing is written then.
    """
    if to.exists() and (to.is_file() or any(to.iterdir())):
        raise DomainError("target_exists", _("%(path)s exists already: name another place.") % {"path": to})
    with TemporaryDirectory(prefix="course-") as name:
        folder = Path(name) / course.slug
        writer = _Writer(course, folder)
        writer.write()
        to.parent.mkdir(parents=True, exist_ok=True)
        if to.name.endswith(ARCHIVE):
            with tarfile.open(to, "w:gz") as archive:
                archive.add(folder, arcname=course.slug)
        else:
            shutil.copytree(folder, to, dirs_exist_ok=True)
    return writer.export


class _Writer:
    """One export under way; it reads each kind of row in one statement."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course = course
        self.folder = folder
        self.export = Export()
        self.videos: dict[int, dict[str, Any]] = {}
        lessons = course.lessons.select_related("video").order_by("section__position", "position")
        tasks = TaskStatement.objects.select_related("domain__exam_version")
        self.lessons = list(lessons.prefetch_related("resources", models.Prefetch("task_statements", tasks)))
        questions = Question.objects.select_related("task_statement__domain__exam_version", "lesson").prefetch_related("options")
        self.pools = list(course.question_pools.order_by("pk").prefetch_related(models.Prefetch("questions", questions)))

    def write(self) -> None:
        """Write the folder."""
        course = self.course
        sections = [self._section(section) for section in course.sections.order_by("position")]
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "course": {
                "public_id": str(course.public_id),
                "source_key": course.source_key,
                **_fields(course, COURSE),
                "description": self._text("description.md", course.description),
                "exam": course.exam_version.code if course.exam_version else None,
                "cover": self._copy("cover", course.cover),
                "trailer": self._video(course.trailer),
            },
            "instructor": _fields(course.instructor, INSTRUCTOR),
            "tags": [_fields(tag, ("slug", "name")) for tag in course.tags.all()],
            "exams": self._exams(),
            "sections": sections,
            "pools": [self._pool(number, pool) for number, pool in enumerate(self.pools, start=1)],
            "images": [
                {"key": image.key, "public_id": str(image.public_id), "file": self._copy(f"pictures/{number:03}", image.file)}
                for number, image in enumerate(course.images.order_by("pk"), start=1)
            ],
            "videos": list(self.videos.values()),
        }
        self._json(FILE, manifest)
        self._text("README.md", self._readme(sections))

    # -- parts ---------------------------------------------------------------------------------------------------------------------

    def _section(self, section: Any) -> dict[str, Any]:
        lessons = [lesson for lesson in self.lessons if lesson.section_id == section.pk]
        return {
            "key": section.key,
            "public_id": str(section.public_id),
            "title": section.title,
            "lessons": [self._lesson(lesson) for lesson in lessons],
        }

    def _lesson(self, lesson: Lesson) -> dict[str, Any]:
        number = self.lessons.index(lesson) + 1
        name = f"{number:03}-{lesson.slug[:60]}"
        return {
            "key": lesson.key,
            "public_id": str(lesson.public_id),
            **_fields(lesson, LESSON),
            "body": self._text(f"lessons/{name}.md", lesson.body),
            "pool": next((pool.key for pool in self.pools if pool.pk == lesson.pool_id), None),
            "video": self._video(lesson.video),
            "task_statements": [task_name(task) for task in lesson.task_statements.all()],
            "resources": [
                {
                    "public_id": str(resource.public_id),
                    "title": resource.title,
                    "url": resource.url,
                    "file": self._copy(f"resources/{name}-{place}", resource.file),
                }
                for place, resource in enumerate(sorted(lesson.resources.all(), key=lambda row: row.pk), start=1)
            ],
        }

    def _pool(self, number: int, pool: Any) -> dict[str, Any]:
        name = f"pools/{number:03}-{slugify(pool.title)[:60] or 'pool'}.json"
        self._json(name, [_question(question) for question in pool.questions.all()])
        return {"key": pool.key, "title": pool.title, "questions": name}

    def _exams(self) -> list[dict[str, Any]]:
        """Return the exam that the course prepares for, and those that its parts are tagged to."""
        used = {task.domain.exam_version_id for lesson in self.lessons for task in lesson.task_statements.all()}
        for pool in self.pools:
            used |= {question.task_statement.domain.exam_version_id for question in pool.questions.all() if question.task_statement}
        used |= {self.course.exam_version_id} if self.course.exam_version_id else set()
        versions = ExamVersion.objects.filter(pk__in=used).select_related("certification")
        return [_exam(version) for version in versions.prefetch_related("domains__task_statements")]

    def _video(self, video: Video | None) -> str | None:
        """Return a video's key; its files are written once."""
        if video is None:
            return None
        if not video.source:
            self.export.left_out.append(_("the video “%(title)s” has no film") % {"title": video.title})
            return None
        key = str(video.public_id)
        if video.pk not in self.videos:
            name = f"videos/{len(self.videos) + 1:03}-{slugify(video.title)[:60] or 'video'}"
            self.videos[video.pk] = {
                "key": key,
                "title": video.title,
                "duration_seconds": video.duration_seconds,
                "file": self._copy(name, video.source),
                "poster": self._copy(f"{name}-poster", video.poster),
                "captions": [
                    {"language": track.language, "file": self._copy(f"{name}-{track.language}", track.file)}
                    for track in video.captions.order_by("language")
                ],
            }
        return key

    # -- files ---------------------------------------------------------------------------------------------------------------------

    def _path(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.export.files += 1
        return path

    def _text(self, name: str, text: str) -> str | None:
        """Write a text as it is; an empty one has no file."""
        if not text:
            return None
        mark = "\ufeff" if text.startswith("\ufeff") else ""  # a reader takes one off
        self._path(name).write_bytes((mark + text).encode())
        return name

    def _json(self, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2, default=_as_text)
        self._path(name).write_bytes(f"{text}\n".encode())

    def _copy(self, name: str, file: FieldFile) -> str | None:
        """Write a stored file under a name with its own ending."""
        if not file:
            return None
        ending = str(file.name).rpartition("/")[2].rpartition(".")[2]
        name = f"{name}.{ending}"
        with file.open("rb") as stored, self._path(name).open("wb") as target:
            shutil.copyfileobj(stored, target)
        return name

    def _readme(self, sections: Iterable[dict[str, Any]]) -> str:
        """Return a table of contents for people; imports do not read it."""
        lines = [f"# {self.course.title}", "", self.course.summary]
        for section in sections:
            lines += ["", f"## {section['title']}", ""]
            lines += [
                f"- [{lesson['title']}]({lesson['body']})" if lesson["body"] else f"- {lesson['title']}"
                for lesson in section["lessons"]
            ]
        return "\n".join([*lines, ""])


def _fields(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _as_text(value: Any) -> str:
    """Return a moment as JSON has it, to the microsecond."""
    return str(value.isoformat())


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "public_id": str(question.public_id),
        **_fields(question, QUESTION),
        "task_statement": task_name(question.task_statement) if question.task_statement else None,
        "lesson": question.lesson.key if question.lesson else None,
        "options": [
            {"public_id": str(option.public_id), **_fields(option, OPTION)}
            for option in sorted(question.options.all(), key=lambda row: row.position)
        ],
    }


def _exam(version: ExamVersion) -> dict[str, Any]:
    return {
        "code": version.code,
        **_fields(version, EXAM),
        "certification": _fields(version.certification, ("name", "slug", "provider")),
        "domains": [_domain(domain) for domain in version.domains.all()],
    }


def _domain(domain: Domain) -> dict[str, Any]:
    tasks = [_fields(task, ("code", "text")) for task in domain.task_statements.all()]
    return {**_fields(domain, DOMAIN), "task_statements": tasks}
