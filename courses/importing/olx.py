"""An Open edX course (OLX) becomes a course of this school.

https://docs.openedx.org/en/latest/educators/olx/index.html

* A chapter is a section. A vertical (a unit) is a lesson; its sequential's name goes before its own: "Videos: Transcripts".
* The HTML components of a vertical, one after the other, are the lesson's text (`olx_text`). A video whose file is in the export is
  the lesson's video, its transcripts the captions. A video on YouTube is linked, and its transcripts go into the text.
* The problems of a vertical that offer options (`olx_problems`) are the lesson's question pool, and the lesson is a quiz; a vertical
  with a film as well becomes two lessons, the quiz after the film. A randomised library's draw is the number of questions asked when
  it is all that the vertical asks.
* `about/overview.html` is the description, `about/short_description.html` the summary, `course_image` the cover.

Everything else is listed: other components, what is hidden from students, restrictions to groups, dates and grading.

The course is known by organisation, number and run; parts by their kind and `url_name`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.importing.documents import CourseDoc, LessonDoc, PoolDoc, QuestionDoc, ResourceDoc, SectionDoc, VideoDoc
from courses.importing.olx_problems import Problems, inner_html
from courses.importing.olx_text import STATIC, Texts
from courses.importing.olx_videos import Videos
from courses.importing.pictures import collect_pictures
from courses.importing.source import Source, SourceError, line_of
from courses.models import LessonKind, Level, Provider

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOT = "course.xml"
STRUCTURE = ("course", "chapter", "sequential", "vertical")
LISTED_FOLDERS = {
    "policies/": gettext_lazy("grading, dates and tabs are not kept"),
    "info/": gettext_lazy("news and handouts are not kept"),
    "tabs/": gettext_lazy("further pages are not kept"),
    "drafts/": gettext_lazy("a draft: not shown to students"),
}


def recognises(source: Source) -> bool:
    """Whether the folder is an unpacked Open edX export."""
    return source.has(ROOT)


def read_olx_course(source: Source) -> CourseDoc:
    """Return the course that an Open edX export describes.

    Raises:
        SourceError: with file and line: XML that is broken or declares entities, parts that are named and missing or named twice,
            questions without a right answer.
    """
    return _Reader(source).read()


@dataclass(slots=True)
class _Block:
    """An element of the course: its kind, its name, its attributes, and where it is written."""

    element: "Element"
    tag: str
    name: str
    file: str

    @property
    def key(self) -> str:
        return f"{self.tag}/{self.name}"

    def get(self, attribute: str) -> str:
        return " ".join(self.element.get(attribute, "").split())


@dataclass(slots=True)
class _Unit:
    """A vertical while it is read."""

    title: str
    file: str
    text: list[str] = field(default_factory=list)
    resources: list[ResourceDoc] = field(default_factory=list)
    questions: list[QuestionDoc] = field(default_factory=list)
    draws: list[int | None] = field(default_factory=list)
    film: VideoDoc | None = None


class _Reader:
    """Reads one export."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.seen: dict[str, str] = {}
        self.policy: dict[str, dict[str, Any]] = {}
        pointer = source.xml(ROOT)
        if pointer.tag != "course":
            raise SourceError(_("This is no Open edX course: its root is not <course>."), file=ROOT, line=1)
        run = pointer.get("url_name", "")
        if source.has(f"policies/{run}/policy.json"):
            self.policy = _json(source, f"policies/{run}/policy.json")
        self.root = self._block(pointer, ROOT)
        about = {"org": pointer.get("org", ""), "course": pointer.get("course", ""), "run": run}
        self.course = CourseDoc(
            source_key="olx:{org}+{course}+{run}".format(**about)[:200],
            said={
                "title": (self.root.get("display_name") or about["course"] or run)[:200],
                "language": self.root.get("language") or "en",
            },
            first={"provider": Provider.OTHER, "level": Level.FOUNDATIONAL},
            sections=[],
        )
        self.course.first["slug"] = slugify(self.course.said["title"])[:100] or "course"
        pictures = collect_pictures(source, self.course)
        self.texts = Texts(source, self.course, pictures)
        self.problems = Problems(self.texts)
        self.videos = Videos(self.texts)

    def read(self) -> CourseDoc:
        chapters = [(chapter, list(self._units(chapter))) for chapter in self._children(self.root, "chapter")]
        self._name_lessons(chapters)
        for chapter, units in chapters:
            section = SectionDoc(key=chapter.key, said={"title": (chapter.get("display_name") or chapter.name)[:200]}, lessons=[])
            for vertical, title in units:
                section.lessons += self._lessons(vertical, title)
            self.course.sections.append(section)
        self._describe()
        self._list_the_rest()
        if not self.course.lessons():
            raise SourceError(_("The course holds no units."), file=self.root.file)
        return self.course

    # -- structure -----------------------------------------------------------------------------------------------------------------

    def _block(self, element: "Element", file: str) -> _Block:
        """Return an element, read from the file of its own that its name points to when there is one."""
        tag, name = element.tag, element.get("url_name", "")
        own = f"{tag}/{name}.xml"
        if self.source.has(own):
            file, element = own, self.source.xml(own)
        elif name and not len(element) and not (element.text or "").strip() and len(element.attrib) == 1:
            raise SourceError(_("The file is missing; %(file)s names it.") % {"file": file}, file=own)
        for attribute, value in self.policy.get(f"{tag}/{name}", {}).items():
            if isinstance(value, str):
                element.set(attribute, value)
        return _Block(element, tag, name or f"{file}#{len(self.seen)}", file)

    def _children(self, block: _Block, *tags: str) -> Iterator[_Block]:
        """Yield the parts of a block, each for the first time; with tags only those, the others being listed.

        Raises:
            SourceError: when a part of the structure is named twice.
        """
        for child in block.element:
            if block is self.root and child.tag == "wiki":
                continue
            if tags and child.tag not in tags:
                self.course.skip(block.file, _("<%(tag)s> is not expected here") % {"tag": child.tag})
                continue
            part = self._block(child, block.file)
            if part.key in self.seen:
                line = line_of(self.source.text(block.file), rf'url_name="{re.escape(part.name)}"')
                message = _("%(key)s is named twice, first in %(file)s.") % {"key": part.key, "file": self.seen[part.key]}
                raise SourceError(message, file=block.file, line=line)
            self.seen[part.key] = block.file
            if part.get("visible_to_staff_only").lower() == "true":
                self.course.skip(part.file, _("hidden from students"))
                continue
            if part.element.get("group_access", "{}") not in {"{}", "null", ""}:
                self.course.skip(part.file, _("shown to some groups only: here everyone sees it"))
            yield part

    def _units(self, chapter: _Block) -> Iterator[tuple[_Block, str]]:
        """Yield the verticals of a chapter with their titles."""
        for sequential in self._children(chapter, "sequential"):
            before = sequential.get("display_name")
            for vertical in self._children(sequential, "vertical"):
                name = vertical.get("display_name") or vertical.name
                same = before.lower() == name.lower()
                yield vertical, (name if same or not before else f"{before}: {name}")[:200]

    def _name_lessons(self, chapters: list[tuple[_Block, list[tuple[_Block, str]]]]) -> None:
        """Note which lesson each block is in, for links to blocks."""
        names = self.texts.lessons
        for chapter, units in chapters:
            for vertical, _title in units:
                names.setdefault(chapter.name, vertical.key)
                names[vertical.name] = vertical.key
                for child in vertical.element.iter():
                    names.setdefault(child.get("url_name", ""), vertical.key)
            for sequential in chapter.element.findall("sequential"):
                name = sequential.get("url_name", "")
                written = f"sequential/{name}.xml"
                inside = self.source.xml(written) if self.source.has(written) else sequential
                first = inside.find("vertical")
                if first is not None and first.get("url_name", "") in names:
                    names.setdefault(name, names[first.get("url_name", "")])

    # -- units ---------------------------------------------------------------------------------------------------------------------

    def _lessons(self, vertical: _Block, title: str) -> list[LessonDoc]:
        """Return a vertical as a lesson, or as two: its film and its questions."""
        unit = _Unit(title, vertical.file)
        for part in self._children(vertical):
            self._add(unit, part)
        if not unit.text and not unit.questions and not unit.film:
            self.course.skip(vertical.file, _("nothing in this unit could be kept: the lesson is empty"))
        lesson = LessonDoc(
            key=vertical.key,
            said={"title": title, "kind": LessonKind.ARTICLE, "body": "\n\n".join(unit.text)},
            first={"slug": slugify(title)[:100] or "unit"},
            resources=unit.resources,
            says_media=True,
        )
        quiz = lesson
        if unit.film:
            lesson.said["kind"] = LessonKind.VIDEO
            lesson.video_key = unit.film.key
            self.course.videos.append(unit.film)
            name = _("%(title)s: questions") % {"title": title}
            quiz = LessonDoc(
                key=f"{vertical.key}/questions",
                said={"title": name[:200], "body": ""},
                first={"slug": slugify(name)[:100]},
                says_media=True,
            )
        if not unit.questions:
            return [lesson]
        quiz.said |= {"kind": LessonKind.QUIZ, "question_count": self._draw(unit)}
        quiz.first["duration_seconds"] = 60 * (quiz.said["question_count"] or len(unit.questions))
        quiz.pool_key = quiz.key
        self.course.pools.append(PoolDoc(key=quiz.key, said={"title": quiz.said["title"]}, questions=unit.questions))
        return [lesson] if quiz is lesson else [lesson, quiz]

    def _draw(self, unit: _Unit) -> int | None:
        """Return how many questions are asked; None is all."""
        drawn = [count for count in unit.draws if count is not None]
        if len(unit.draws) == 1 and drawn:
            return min(drawn[0], len(unit.questions))
        if drawn:
            self.course.skip(unit.file, _("a random draw beside other questions: all are asked"))
        return None

    def _add(self, unit: _Unit, part: _Block) -> None:
        """Add a component to a unit, or list it."""
        if part.tag == "html":
            self._add_html(unit, part)
        elif part.tag == "video":
            film, text = self.videos.read(part.element, file=part.file, key=part.key, resources=unit.resources)
            if film and unit.film:
                self.course.skip(part.file, _("a second film in one unit"))
            unit.film = unit.film or film
            unit.text += [text] if text else []
        elif part.tag == "problem":
            questions = self.problems.read(part.element, file=part.file, key=part.key, resources=unit.resources)
            unit.questions += questions
            unit.draws += [None] if questions else []
        elif part.tag == "library_content":
            self._add_library(unit, part)
        else:
            self.course.skip(part.file, _("<%(tag)s>: this kind of component has no counterpart here") % {"tag": part.tag})

    def _add_html(self, unit: _Unit, part: _Block) -> None:
        filename = part.get("filename")
        if filename:
            file = next(
                (name for name in (f"html/{filename}.html", f"html/{filename}") if self.source.has(name)), f"html/{filename}.html"
            )
            html = self.source.text(file)
        else:
            file, html = part.file, inner_html(part.element)
        text = self.texts.component(html, file=file, resources=unit.resources)
        if text:
            unit.text.append(text)
        elif not self.course.has_skipped(file):
            self.course.skip(file, _("an empty text"))

    def _add_library(self, unit: _Unit, part: _Block) -> None:
        before = len(unit.questions)
        for child in self._children(part):
            if child.tag == "problem":
                unit.questions += self.problems.read(child.element, file=child.file, key=child.key, resources=unit.resources)
            else:
                self._add(unit, child)
        if len(unit.questions) > before:
            count = part.get("max_count")
            unit.draws.append(int(count) if count.isdigit() and int(count) else None)

    # -- around it -----------------------------------------------------------------------------------------------------------------

    def _describe(self) -> None:
        resources: list[ResourceDoc] = []
        overview = self.source.text("about/overview.html") if self.source.has("about/overview.html") else ""
        self.course.said["description"] = self.texts.markdown(overview, file="about/overview.html", resources=resources)
        if self.source.has("about/short_description.html"):
            words = " ".join(strip_tags(self.source.text("about/short_description.html")).split())
            self.course.said["summary"] = Truncator(words).chars(300)
        cover = self.texts.asset(self.root.get("course_image"))
        if cover in self.texts.pictures:
            self.course.cover = self.source.file(cover)

    def _list_the_rest(self) -> None:
        """List the files that nothing of the course uses."""
        used = {*self.texts.used, *self.texts.pictures, *(video.file.name for video in self.course.videos)}
        for name in self.source.files:
            reason = next((reason for folder, reason in LISTED_FOLDERS.items() if name.startswith(folder)), "")
            if reason:
                self.course.skip(name, str(reason))
            elif name.startswith(f"{STATIC}/") and name not in used and not self.course.has_skipped(name):
                self.course.skip(name, _("no text of the course uses it, or only a script or style sheet did"))
            elif name.startswith("about/") and name not in {"about/overview.html", "about/short_description.html"}:
                if self.source.text(name).strip():
                    self.course.skip(name, _("this part of the course's page is not kept"))
            elif name.endswith(".xml") and "/" in name and name.removesuffix(".xml") not in {*self.seen, self.root.key}:
                self.course.skip(name, _("no part of the course names it"))


def _json(source: Source, name: str) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(source.text(name))
    except json.JSONDecodeError as error:
        raise SourceError(_("The JSON is broken: %(reason)s.") % {"reason": error.msg}, file=name, line=error.lineno) from error
    return {key: value for key, value in data.items() if isinstance(value, dict)} if isinstance(data, dict) else {}
