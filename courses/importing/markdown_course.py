"""A plain folder of Markdown becomes a course.

What is expected, and nothing more:

* `README.md` (or `index.md`): its first heading is the title. A code in brackets at the title's end, `(CLF-C02)`, is the exam the
  course prepares for. What stands between the title and the next heading is the description. The order of its links is the order
  of the lessons; where its links stand under different headings or list items, those are the sections.
* Folders with `.md` files: each file is a lesson, and so is a file beside the README that the README links to. The first heading is
  the lesson's title; a title in front matter (`title: ...` between `---`) goes first.
* Folders whose name has `exam` or `quiz` in it: each file with numbered questions (`question_text`) is a practice exam or a quiz with
  a question pool of its own, all of whose questions are asked. The text above the first question is the lesson's introduction.
* Pictures anywhere, known by their path. Other files that a lesson links to become its resources.

The source knows no sections? Then all lessons are in one called "Lessons", the exams in "Practice exams", quizzes in "Quizzes".
The provider is read off the title's words; an exam's time limit is the real exam's pace: its minutes times questions here by
questions there (90 seconds a question for an exam that the school does not know). What authors can change afterwards and the folder
does not say (slug, summary, level, time limit) is supposed at the first import and then left alone.

The course is known by its title: `markdown:<title as a slug>`; sections, lessons and pools by their paths; questions by their words.
"""

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _

from acg.shared.rich_text import markdown_to_html
from courses.importing import links
from courses.importing.documents import CourseDoc, ExamDoc, LessonDoc, PoolDoc, ResourceDoc, SectionDoc
from courses.importing.markup import dropped_markup
from courses.importing.pictures import ENDINGS, collect_pictures
from courses.importing.question_text import first_question, parse_questions
from courses.importing.source import Source, SourceError
from courses.models import ExamVersion, LessonKind, Level, Provider

INDEX_NAMES = ("readme.md", "index.md")
ABOUT_THE_FOLDER = re.compile(r"(licen[cs]e|copying|notice|changelog|contributing|code_of_conduct|security)(\.\w+)?", re.IGNORECASE)
PROVIDERS = {
    Provider.AWS: r"\b(aws|amazon)\b",
    Provider.AZURE: r"\b(azure|microsoft)\b",
    Provider.GOOGLE: r"\b(google|gcp)\b",
    Provider.KUBERNETES: r"\b(kubernetes|cka|ckad|cks|kcna)\b",
    Provider.LINUX: r"\b(linux|lpic|rhcsa)\b",
}
LEVELS = {Level.ASSOCIATE: r"\bassociate\b", Level.PROFESSIONAL: r"\b(professional|specialty|expert)\b"}
NOT_THE_EXAMS_NAME = re.compile(
    r"\s*[-\u2013:|]?\s*\b((study|exam|revision) )?(notes?|guides?|course|prep(aration)?|practice (exams?|tests?))\b", re.IGNORECASE
)
SECONDS_A_QUESTION = 90
SUMMARY_CHARACTERS = 200
_exam_code = re.compile(r"\s*\(([A-Z]{2,6}-[A-Z]?\d{2,4})\)\s*$")
_heading = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_bullet = re.compile(r"(\s*)(?:[-*+]|\d+[.)])\s+(.*)")
_number = re.compile(r"(\d+)")


@dataclass(slots=True)
class Page:
    """A Markdown file: its title, the lines below the title, and the number of the first of them."""

    path: str
    title: str
    lines: list[str]
    first_line: int

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return posixpath.dirname(self.path)


@dataclass(slots=True)
class Index:
    """What a README says about its folder."""

    page: Page
    order: list[str] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def index_of(source: Source) -> str:
    """Return the path of the folder's README, or the empty text."""
    return next((name for name in source.files if name.lower() in INDEX_NAMES), "")


def recognises(source: Source) -> bool:
    """Whether the folder is a Markdown course: a README with lessons beside or below it."""
    index = index_of(source)
    return bool(index) and any(name != index and "/" in name for name in source.under("", ".md"))


def read_markdown_course(source: Source) -> CourseDoc:
    """Return the course that a folder of Markdown describes.

    Raises:
        SourceError: with file and line, for whatever makes a question or a text unusable.
    """
    index = _read_index(source)
    course = _described(index)
    pictures = collect_pictures(source, course)
    lessons, assessments = _sorted_pages(source, index, course)
    resolver = _Links(source, course, pictures, {page.path for page in [*lessons, *assessments]})
    for section in _grouped(lessons, index):
        section.lessons = [_article(page, resolver) for page in lessons if _group(page, index, lessons) == section.key]
        course.sections.append(section)
    for folder in dict.fromkeys(page.folder for page in assessments):
        pages = [page for page in assessments if page.folder == folder]
        course.sections.append(_assessed(folder, pages, resolver))
    course.said["description"] = resolver.rewrite(course.said["description"], index.page.path)[0]
    for path in source.files:
        if not path.lower().endswith((".md", *ENDINGS)) and path not in resolver.used and not course.has_skipped(path):
            course.skip(path, _("no lesson links to it"))
    if not any(section.lessons for section in course.sections):
        raise SourceError(_("The folder holds no lessons: put Markdown files into folders below it."), file=index.page.path)
    return course


# -- the README --------------------------------------------------------------------------------------------------------------------


def _read_index(source: Source) -> Index:
    page = _read_page(source, index_of(source))
    index = Index(page)
    heading, parents, labels = "", list[tuple[int, str]](), set[str]()
    for line in page.lines:
        if found := _heading.match(line):
            heading, parents = found[2], []
        bullet = _bullet.match(line)
        paths = [
            path for target in links.targets(line) if (path := links.path_of(target, base="")) and path.lower().endswith(".md")
        ]
        if bullet:
            parents = [parent for parent in parents if parent[0] < len(bullet[1])]
        group = parents[-1][1] if parents else heading
        for path in paths:
            labels.add(group)
            if not source.has(path):
                index.missing.append(path)
            elif path not in index.groups:
                index.groups[path] = group
                index.order.append(path)
        if bullet and not paths:
            parents.append((len(bullet[1]), _words(bullet[2])))
    if len(labels) == 1:
        index.groups = {}
    return index


def _described(index: Index) -> CourseDoc:
    title = index.page.title
    code = _exam_code.search(title)
    name = title[: code.start()] if code else title
    until = next((n for n, line in enumerate(index.page.lines) if _heading.match(line)), len(index.page.lines))
    intro = "\n".join(line for line in index.page.lines[:until] if not _is_only_pictures(line)).strip()
    provider = _matching(PROVIDERS, title) or Provider.OTHER
    course = CourseDoc(
        source_key=f"markdown:{slugify(title)}"[:200],
        said={"title": name[:200], "description": intro, "provider": provider},
        first={
            "slug": slugify(title)[:100],
            "level": _matching(LEVELS, title) or Level.FOUNDATIONAL,
            "summary": _first_sentences(_words(intro)),
        },
        sections=[],
    )
    if code:
        certification = NOT_THE_EXAMS_NAME.sub("", name).strip() or name
        course.exam = ExamDoc(code[1], certification={"name": certification[:200], "provider": provider})
    for path in index.missing:
        course.skip(index.page.path, _("links to %(path)s, which is not there") % {"path": path})
    if any(line.strip() for line in index.page.lines[until:]):
        course.skip(index.page.path, _("what follows the introduction describes the folder; only the order of its links is used"))
    return course


def _first_sentences(text: str) -> str:
    """Return as many whole sentences as a summary may have; of a longer first one as many words."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    taken = sentences[0]
    for sentence in sentences[1:]:
        if len(taken) + 1 + len(sentence) > SUMMARY_CHARACTERS:
            break
        taken += f" {sentence}"
    if len(taken) <= SUMMARY_CHARACTERS:
        return taken
    return f"{taken[: SUMMARY_CHARACTERS - 1].rpartition(' ')[0]}\u2026"


def _matching(rules: dict[Level, str] | dict[Provider, str], title: str) -> str:
    return next((str(name) for name, pattern in rules.items() if re.search(pattern, title, re.IGNORECASE)), "")


def _is_only_pictures(line: str) -> bool:
    return bool(line.strip()) and not re.sub(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>|&nbsp;", "", line).strip()


def _words(markdown: str) -> str:
    """Return a text's words without markup, on one line."""
    text = re.sub(r"<[^>]+>", "", markdown_to_html(markdown))
    for entity, character in {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " "}.items():
        text = text.replace(entity, character)
    return " ".join(text.split())


# -- the files ---------------------------------------------------------------------------------------------------------------------


def _read_page(source: Source, path: str) -> Page:
    lines = source.lines(path)
    start, title = 0, ""
    if lines[0].strip() == "---" and "---" in (rest := [line.strip() for line in lines[1:]]):
        start = rest.index("---") + 2
        title = next((line.partition(":")[2].strip(" '\"") for line in lines[1:start] if line.startswith("title:")), "")
    for number, line in enumerate(lines[start:], start=start):
        found = _heading.match(line)
        if found and len(found[1]) == 1:
            title, start = title or _words(found[2]), number + 1
            break
        if line.strip():
            break
    return Page(path, (title or _humanised(posixpath.basename(path)))[:200], lines[start:], start + 1)


def _humanised(name: str) -> str:
    """Return a title made of a file's or folder's name: `02-load_balancing.md` is "Load balancing"."""
    words = re.sub(r"^\d+[\s_.-]+(?=\D)", "", name.removesuffix(".md")).replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _natural(path: str) -> list[tuple[bool, int | str]]:
    return [(part.isdigit(), int(part) if part.isdigit() else part.lower()) for part in _number.split(path) if part]


def _kind(folder: str) -> str:
    names = folder.lower()
    return LessonKind.EXAM if "exam" in names else LessonKind.QUIZ if "quiz" in names else LessonKind.ARTICLE


def _sorted_pages(source: Source, index: Index, course: CourseDoc) -> tuple[list[Page], list[Page]]:
    """Return the pages that teach and those that ask, both in the course's order; list the files that are neither."""
    lessons, assessments, order = [], [], list(index.order)
    for path in _pages(source, index, course):
        page = _read_page(source, path)
        if _kind(page.folder) == LessonKind.ARTICLE:
            lessons.append(page)
        elif first_question(page.lines) is not None:
            assessments.append(page)
        else:
            course.skip(path, _("an index page: no numbered questions with lettered options in it"))
            order += _linked(source, page, course)
    places = {path: place for place, path in reversed(list(enumerate(order)))}

    def place(page: Page) -> tuple[int, list[tuple[bool, int | str]]]:
        return places.get(page.path, len(order)), _natural(page.path)

    return sorted(lessons, key=place), sorted(assessments, key=place)


def _pages(source: Source, index: Index, course: CourseDoc) -> Iterator[str]:
    """Yield the Markdown files that belong to the course; list those that do not."""
    for path in source.files:
        if path == index.page.path or path.lower().endswith(ENDINGS):
            continue
        if "/" not in path and ABOUT_THE_FOLDER.fullmatch(path):
            course.skip(path, _("about the folder, not part of the course"))
        elif path.lower().endswith(".md"):
            if "/" in path or path in index.order:
                yield path
            else:
                course.skip(path, _("the README does not link to it"))


def _linked(source: Source, page: Page, course: CourseDoc) -> list[str]:
    """Return the files that a page links to, in order; list the links that lead nowhere."""
    targets = links.targets("\n".join(page.lines))
    found = dict.fromkeys(path for target in targets if (path := links.path_of(target, base=page.folder)))
    for path in found:
        if not source.has(path):
            course.skip(page.path, _("links to %(path)s, which is not there") % {"path": path})
    return [path for path in found if source.has(path)]


def _group(page: Page, index: Index, lessons: list[Page]) -> str:
    """Return the key of the section that a lesson belongs to."""
    if index.groups:
        return slugify(index.groups.get(page.path, "")) or "more"
    several = len({lesson.folder for lesson in lessons if lesson.folder}) > 1
    return page.folder if several and page.folder else "lessons"


def _grouped(lessons: list[Page], index: Index) -> list[SectionDoc]:
    """Return the sections of the lessons, still empty."""
    sections: dict[str, SectionDoc] = {}
    for page in lessons:
        key = _group(page, index, lessons)
        if index.groups:
            title = index.groups.get(page.path) or "More"
        else:
            title = _humanised(posixpath.basename(page.folder)) if key != "lessons" else "Lessons"
        sections.setdefault(key, SectionDoc(key=key, said={"title": title[:200]}, lessons=[]))
    return list(sections.values())


def _article(page: Page, resolver: "_Links") -> LessonDoc:
    body, resources = resolver.rewrite("\n".join(_without_root_entry(page)).strip("\n"), page.path)
    return LessonDoc(
        key=page.path,
        said={"title": page.title, "kind": LessonKind.ARTICLE, "body": body},
        first={"slug": slugify(page.title)[:100] or "lesson"},
        resources=resources,
    )


def _without_root_entry(page: Page) -> list[str]:
    """Return a page's lines; a table of contents whose only top entry is the page itself starts one level lower."""
    lines = list(page.lines)
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    end = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    contents = lines[first:end]
    if (
        len(contents) > 1
        and re.match(r"[-*+] \[.*\]\(#.*\)\s*$", contents[0])
        and all(re.match(r"\s+[-*+] ", line) for line in contents[1:])
    ):
        indent = min(len(line) - len(line.lstrip()) for line in contents[1:])
        lines[first:end] = [line[indent:] for line in contents[1:]]
    return lines


def _assessed(folder: str, pages: list[Page], resolver: "_Links") -> SectionDoc:
    kind = _kind(folder)
    title = {LessonKind.EXAM: "Practice exams", LessonKind.QUIZ: "Quizzes"}[LessonKind(kind)]
    section = SectionDoc(key=folder, said={"title": title}, lessons=[])
    for page in pages:
        start = first_question(page.lines) or 0
        introduction, resources = resolver.rewrite("\n".join(page.lines[:start]).strip("\n"), page.path)
        questions = parse_questions(page.lines[start:], file=page.path, first_line=page.first_line + start)
        for question in questions:
            for texts in [question.said, *[option.said for option in question.options]]:
                for name in {"stem", "text", "explanation"} & texts.keys():
                    texts[name], found = resolver.rewrite(texts[name], page.path)
                    resources += [resource for resource in found if resource not in resources]
        resolver.course.pools.append(PoolDoc(key=page.path, said={"title": page.title}, questions=questions))
        section.lessons.append(
            LessonDoc(
                key=page.path,
                said={"title": page.title, "kind": kind, "body": introduction},
                first={
                    "slug": slugify(page.title)[:100] or "exam",
                    "time_limit_minutes": _minutes(resolver.course.exam, len(questions)) if kind == LessonKind.EXAM else None,
                },
                pool_key=page.path,
                resources=resources,
            )
        )
    return section


def _minutes(exam: ExamDoc | None, count: int) -> int:
    """Return the minutes for a number of questions at the real exam's pace."""
    if exam:
        # An exam that the school does not know yet gets the model's usual length.
        known = ExamVersion.objects.filter(code=exam.code).first() or ExamVersion()
        return math.ceil(count * known.minutes / (known.question_count or 1))
    return math.ceil(count * SECONDS_A_QUESTION / 60)


class _Links:
    """Resolves the links of a course's pages."""

    def __init__(self, source: Source, course: CourseDoc, pictures: set[str], pages: set[str]) -> None:
        self.source = source
        self.course = course
        self.pictures = pictures
        self.pages = pages
        self.used: set[str] = set()

    def rewrite(self, text: str, path: str) -> tuple[str, list[ResourceDoc]]:
        """Return a page's text with its links resolved, and the files that it links to."""
        resources: dict[str, ResourceDoc] = {}

        def resolve(target: str) -> str | None:
            if links.is_elsewhere(target) and target.lower().partition("?")[0].endswith(ENDINGS):
                self.course.skip(path, _("a picture on another site is not shown: %(target)s") % {"target": target})
            meant = links.path_of(target, base=posixpath.dirname(path))
            if meant is None:
                return None
            if meant in self.pictures:
                return links.picture_key(meant)
            if meant in self.pages:
                return links.LESSON.format(meant)
            if self.source.has(meant) and not meant.lower().endswith(".md"):
                self.used.add(meant)
                resources[meant] = ResourceDoc(title=posixpath.basename(meant)[:200], file=self.source.file(meant))
                return ""
            self.course.skip(path, _("links to %(path)s, which is not part of the course") % {"path": meant})
            return None

        for reason in dropped_markup(links.prose(text)):
            self.course.skip(path, reason)
        return links.rewrite(text, resolve), list(resources.values())
