"""This school's own format: what `courses.exporting` writes, and what may be written by hand.

A folder with

* `course.json`: everything but texts and files, described below;
* `description.md`, `lessons/*.md`: the texts, byte for byte;
* `pools/*.json`: a list of questions each;
* `pictures/`, `videos/`, `resources/`, `cover.*`: files, found by the names that `course.json` gives them.

`course.json` is an object with `format` ("cloud-school-course"), `version` (1) and

* `course`: the fields of `COURSE`, `public_id`, `source_key`; `description`, `cover`: file names; `exam`: a code; `trailer`: a video's key;
* `instructor` and `tags`: `slug`, `name` and so on;
* `exams`: `code`, the fields of `EXAM`, `certification`, `domains` with their `task_statements`;
* `sections`: `key`, `title`, `lessons`, each with `key`, the fields of `LESSON`, `body`: a file name, `pool` and `video`: keys,
  `task_statements`: full names (`CLF-C02/1/1.1`), `resources`: `title` and either `url` or `file`;
* `pools`: `key`, `title`, `questions`: a file name;
* `images`: `key` as texts name it, and `file`;
* `videos`: `key`, `title`, `file`, `poster`, `duration_seconds`, `captions`: `language` and `file`.

A question has `key`, `stem`, `explanation`, `options` (`text`, `is_correct`, `explanation`), and may have `task_statement`, `lesson` and
`lesson_second`. Whatever may be left out is left as it is stored, or has the model's default when it is new. Parts with a `public_id`
keep it, so a course moves between schools without losing who it is.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from courses.importing.documents import (
    CaptionsDoc,
    CourseDoc,
    ExamDoc,
    FileDoc,
    ImageDoc,
    LessonDoc,
    OptionDoc,
    PoolDoc,
    QuestionDoc,
    ResourceDoc,
    SectionDoc,
    VideoDoc,
)
from courses.importing.source import Source, SourceError
from courses.importing.stated import Stated, stated_in
from courses.models import (
    Certification,
    Course,
    Domain,
    ExamVersion,
    Instructor,
    Kind,
    Lesson,
    LessonResource,
    Option,
    Question,
    Section,
    Tag,
    TaskStatement,
)
from videos.models import Video

FILE = "course.json"
FORMAT = "cloud-school-course"
VERSION = 1
FOR_PEOPLE = {"README.md", FILE}
COURSE = (
    "kind",
    "slug",
    "title",
    "summary",
    "outcomes",
    "requirements",
    "faq",
    "provider",
    "level",
    "language",
    "is_free",
    "published_at",
    "content_updated_at",
)
LESSON = (
    "slug",
    "kind",
    "title",
    "duration_seconds",
    "is_free_preview",
    "question_count",
    "time_limit_minutes",
    "pass_mark_percent",
    "published_at",
)
QUESTION = ("stem", "explanation", "lesson_second")
OPTION = ("text", "is_correct", "explanation")
INSTRUCTOR = ("slug", "name", "headline", "bio")
EXAM = ("minutes", "question_count", "pass_mark")
DOMAIN = ("position", "name", "weight_percent")
FEWEST_OPTIONS = 2


def recognises(source: Source) -> bool:
    """Whether the folder is an export of this school."""
    return source.has(FILE)


def read_manifest(source: Source) -> CourseDoc:
    """Return the course that an export describes.

    Raises:
        SourceError: with file and line, for JSON that is broken, a value of the wrong kind, a key that is given twice or to nothing.
    """
    manifest = stated_in(source, FILE)
    if not isinstance(manifest, Stated) or manifest.get("format") != FORMAT:
        raise SourceError(
            _("This is no export of this school: its format is not “%(name)s”.") % {"name": FORMAT}, file=FILE, line=1
        )
    if manifest.get("version") != VERSION:
        raise manifest.fault(_("This export is of version %(found)s; version 1 is known.") % {"found": manifest.get("version")})
    return _Reader(source, manifest).read()


class _Reader:
    def __init__(self, source: Source, manifest: Stated) -> None:
        self.source = source
        self.manifest = manifest
        self.used: set[str] = set(FOR_PEOPLE)

    def read(self) -> CourseDoc:
        manifest, stated = self.manifest, self.manifest.object("course")
        if stated is None:
            raise manifest.fault(_("“%(name)s” must be an object.") % {"name": "course"})
        for name in ("sections", "pools", "images", "videos", "exams", "tags"):
            manifest.objects(name)
        said = self._course_fields(stated)
        # A course with neither identity nor source is known by its address.
        course = CourseDoc(
            source_key=stated.text("source_key", default="" if stated.identity() else f"manifest:{said['slug']}"),
            public_id=stated.identity(),
            said=said,
            first={},
            sections=[self._section(part) for part in manifest.objects("sections")],
            pools=[self._pool(part) for part in manifest.objects("pools")],
            images=[ImageDoc(part.text("key"), self._file(part, "file"), part.identity()) for part in manifest.objects("images")],
            videos=[self._video(part) for part in manifest.objects("videos")],
            instructor=self._instructor(),
            tags=[self._required(part, Tag, "slug", "name") for part in manifest.objects("tags")] if "tags" in manifest else None,
            cover=self._optional_file(stated, "cover"),
            says_cover="cover" in stated,
            trailer_key=stated.text("trailer", default=""),
            says_trailer="trailer" in stated,
            says_exam="exam" in stated,
        )
        self._exams(course, stated.text("exam", default=""), stated)
        self._check_keys(course, stated)
        for name in self.source.files:
            if name not in self.used:
                course.skip(name, _("course.json does not name it"))
        return course

    # -- the course ----------------------------------------------------------------------------------------------------------------

    def _course_fields(self, stated: Stated) -> dict[str, Any]:
        fields = stated.fields(Course, COURSE)
        if not fields.get("title") or not fields.get("slug"):
            raise stated.fault(_("A course needs a title and a slug."))
        if fields.get("kind") == Kind.SERIES and not fields.get("is_free"):
            raise stated.fault(_("A series is free."))
        for name in ("outcomes", "requirements"):
            stated.texts(name)
        stated.objects("faq")
        return {**fields, "description": self._text(stated, "description")} if "description" in stated else fields

    def _instructor(self) -> dict[str, Any] | None:
        stated = self.manifest.object("instructor")
        return {**self._required(stated, Instructor, "slug", "name"), **stated.fields(Instructor, INSTRUCTOR)} if stated else None

    def _exams(self, course: CourseDoc, code: str, stated: Stated) -> None:
        for part in self.manifest.objects("exams"):
            certification = part.object("certification")
            if certification is None:
                raise part.fault(_("“%(name)s” must be an object.") % {"name": "certification"})
            exam = ExamDoc(
                code=self._required(part, ExamVersion, "code")["code"],
                said=part.fields(ExamVersion, EXAM),
                certification=self._required(certification, Certification, "name", "slug", "provider"),
                domains=[self._domain(domain) for domain in part.objects("domains")],
            )
            if exam.code == code:
                course.exam = exam
            else:
                course.other_exams.append(exam)
        if code and not course.exam:
            raise stated.fault(_("“%(name)s” names %(key)s, which is not there.") % {"name": "exam", "key": code})

    def _domain(self, stated: Stated) -> dict[str, Any]:
        tasks = [self._required(task, TaskStatement, "code", "text") for task in stated.objects("task_statements")]
        return {**self._required(stated, Domain, *DOMAIN), "task_statements": tasks}

    # -- its parts -----------------------------------------------------------------------------------------------------------------

    def _section(self, stated: Stated) -> SectionDoc:
        return SectionDoc(
            key=self._key(stated),
            said=self._required(stated, Section, "title"),
            lessons=[self._lesson(part) for part in stated.objects("lessons")],
            public_id=stated.identity(),
        )

    def _lesson(self, stated: Stated) -> LessonDoc:
        said = {**self._required(stated, Lesson, "title"), **stated.fields(Lesson, LESSON)}
        if "body" in stated:
            said["body"] = self._text(stated, "body")
        return LessonDoc(
            key=self._key(stated),
            said=said,
            first={"slug": said["title"]},
            public_id=stated.identity(),
            pool_key=stated.text("pool", default=""),
            video_key=stated.text("video", default=""),
            says_media=True,
            resources=[self._resource(part) for part in stated.objects("resources")],
            says_resources="resources" in stated,
            tasks=stated.texts("task_statements") if "task_statements" in stated else None,
        )

    def _resource(self, stated: Stated) -> ResourceDoc:
        fields = {**self._required(stated, LessonResource, "title"), **stated.fields(LessonResource, ("url",))}
        file = self._optional_file(stated, "file")
        if bool(file) == bool(fields.get("url")):
            raise stated.fault(_("A resource is a file or a link."))
        return ResourceDoc(title=fields["title"], url=fields.get("url", ""), file=file, public_id=stated.identity())

    def _video(self, stated: Stated) -> VideoDoc:
        return VideoDoc(
            key=self._key(stated),
            title=self._required(stated, Video, "title")["title"],
            file=self._file(stated, "file"),
            poster=self._optional_file(stated, "poster"),
            duration_seconds=stated.fields(Video, ("duration_seconds",)).get("duration_seconds", 0),
            captions=[
                CaptionsDoc(part.text("language"), self._text(part, "file"), part.text("file"))
                for part in stated.objects("captions")
            ],
        )

    def _pool(self, stated: Stated) -> PoolDoc:
        name = stated.text("questions")
        questions = stated_in(self.source, self._use(stated, name))
        if not isinstance(questions, list) or not all(isinstance(part, Stated) for part in questions):
            raise SourceError(_("The file must hold a list of questions."), file=name, line=1)
        pool = PoolDoc(
            key=self._key(stated),
            said=self._required(stated, Section, "title"),
            questions=[self._question(part) for part in questions],
        )
        _check_unique(questions, [question.key for question in pool.questions])
        return pool

    def _question(self, stated: Stated) -> QuestionDoc:
        options = [
            OptionDoc({"is_correct": False, **self._required(part, Option, "text"), **part.fields(Option, OPTION)}, part.identity())
            for part in stated.objects("options")
        ]
        if len(options) < FEWEST_OPTIONS:
            raise stated.fault(_("The question has fewer than two options."))
        if not any(option.said["is_correct"] for option in options):
            raise stated.fault(_("The question has no correct answer."))
        return QuestionDoc(
            key=self._key(stated),
            said={**self._required(stated, Question, "stem"), **stated.fields(Question, QUESTION)},
            options=options,
            public_id=stated.identity(),
            task=stated.text("task_statement", default=""),
            lesson_key=stated.text("lesson", default=""),
            says_links=bool({"task_statement", "lesson"} & stated.keys()),
        )

    # -- checks --------------------------------------------------------------------------------------------------------------------

    def _check_keys(self, course: CourseDoc, stated: Stated) -> None:
        """See that keys are given once, and that whatever is named by its key is there."""
        sections, lessons = self.manifest.objects("sections"), course.lessons()
        lesson_parts = [part for section in sections for part in section.objects("lessons")]
        _check_unique(sections, [section.key for section in course.sections])
        _check_unique(lesson_parts, [lesson.key for lesson in lessons])
        _check_unique(lesson_parts, [lesson.said["slug"] for lesson in lessons if "slug" in lesson.said])
        _check_unique(self.manifest.objects("pools"), [pool.key for pool in course.pools])
        _check_unique(self.manifest.objects("images"), [image.key for image in course.images])
        _check_unique(self.manifest.objects("videos"), [video.key for video in course.videos])
        pools, videos = {pool.key for pool in course.pools}, {video.key for video in course.videos}
        for part, lesson in zip(lesson_parts, lessons, strict=True):
            _check_known(part, "pool", lesson.pool_key, pools)
            _check_known(part, "video", lesson.video_key, videos)
        _check_known(stated, "trailer", course.trailer_key, videos)
        keys = {lesson.key for lesson in lessons}
        for pool, part in zip(course.pools, self.manifest.objects("pools"), strict=True):
            for question in pool.questions:
                _check_known(part, "lesson", question.lesson_key, keys)

    def _key(self, stated: Stated) -> str:
        return str(stated.fields(Section, ("key",)).get("key") or stated.text("key"))

    def _required(self, stated: Stated, model: type[models.Model], *names: str) -> dict[str, Any]:
        for name in names:
            if name not in stated:
                raise stated.fault(_("“%(name)s” is missing.") % {"name": name})
        return stated.fields(model, names)

    def _use(self, stated: Stated, name: str) -> str:
        if not self.source.has(name):
            raise stated.fault(_("The file %(name)s is missing.") % {"name": name})
        self.used.add(name)
        return name

    def _file(self, stated: Stated, name: str) -> FileDoc:
        return self.source.file(self._use(stated, stated.text(name)))

    def _optional_file(self, stated: Stated, name: str) -> FileDoc | None:
        return self._file(stated, name) if stated.get(name) else None

    def _text(self, stated: Stated, name: str) -> str:
        return self.source.text(self._use(stated, stated.text(name))) if stated.get(name) else ""


def _check_unique(parts: Iterable[Stated], keys: list[str]) -> None:
    seen: set[str] = set()
    for part, key in zip(parts, keys, strict=False):
        if key in seen:
            raise part.fault(_("“%(key)s” is used twice.") % {"key": key})
        seen.add(key)


def _check_known(part: Stated, name: str, key: str, known: set[str]) -> None:
    if key and key not in known:
        raise part.fault(_("“%(name)s” names %(key)s, which is not there.") % {"name": name, "key": key})
