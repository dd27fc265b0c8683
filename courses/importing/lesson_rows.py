"""Sections, lessons and what lies in them."""

from collections.abc import Sequence

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.importing.documents import CourseDoc, LessonDoc
from courses.importing.files import is_stored
from courses.importing.rows import identity, is_new, refuse_foreign
from courses.importing.source import SourceError
from courses.importing.work import Work, matching
from courses.models import Lesson, LessonResource, QuestionPool, Section, TaskStatement
from courses.services.durations import lesson_seconds
from videos.models import Video


def plan_addresses(work: Work, *, course_slug: str) -> None:
    """Decide the addresses of the lessons, so that texts can link to them before they are stored.

    Raises:
        SourceError: when the source states an address that a lesson has which the source does not hold.
    """
    docs = work.doc.lessons()
    stored = dict(zip([doc.key for doc in docs], _stored_lessons(work, docs), strict=True))
    others = (
        work.course.lessons.exclude(pk__in=[row.pk for row in stored.values() if row])
        if not is_new(work.course)
        else Lesson.objects.none()
    )
    taken = set(others.values_list("slug", flat=True))
    if clash := taken & {doc.said.get("slug", "") for doc in docs}:
        raise SourceError(_("An author's lesson has the address “%(slug)s” already.") % {"slug": clash.pop()})
    taken |= {row.slug for row in stored.values() if row}
    for doc in docs:
        lesson = stored[doc.key]
        slug = doc.said.get("slug") or (lesson.slug if lesson else _free(doc.first.get("slug", ""), taken))
        taken.add(slug)
        doc.said["slug"] = slug
        work.addresses[doc.key] = f"/learn/{course_slug}/{slug}/"


def _free(wanted: str, taken: set[str]) -> str:
    base, number = slugify(wanted)[:95] or "lesson", 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _stored_lessons(work: Work, docs: list[LessonDoc]) -> list[Lesson | None]:
    stored = list(work.course.lessons.order_by("section__position", "position")) if not is_new(work.course) else []
    return matching(
        stored, docs, (lambda row: str(row.public_id), lambda doc: doc.public_id), (lambda row: row.key, lambda doc: doc.key)
    )


def write_sections(work: Work) -> dict[str, Section]:
    """Write the sections in their order, those of authors after them; return them by key."""
    docs = work.doc.sections
    stored = list(work.course.sections.order_by("position"))
    found = matching(
        stored, docs, (lambda row: str(row.public_id), lambda doc: doc.public_id), (lambda row: row.key, lambda doc: doc.key)
    )
    rows = work.rows(Section)
    sections = {}
    for position, (doc, row) in enumerate(zip(docs, found, strict=True), start=1):
        section = row or Section(course=work.course, **identity(doc.public_id))
        sections[doc.key] = section
        rows.put(section, {**doc.said, "key": doc.key, "position": position})
    refuse_foreign(Section, rows.new)
    _move_behind([row for row in stored if row not in found], len(docs))
    rows.write()
    return sections


def write_lessons(
    work: Work, sections: dict[str, Section], pools: dict[str, QuestionPool], films: dict[str, Video]
) -> dict[str, Lesson]:
    """Write the lessons in their order; return them by key."""
    docs = work.doc.lessons()
    found = iter(_stored_lessons(work, docs))
    rows = work.rows(Lesson)
    lessons: dict[str, Lesson] = {}
    for section_doc in work.watch(work.doc.sections, _("sections")):
        section = sections[section_doc.key]
        for position, doc in enumerate(section_doc.lessons, start=1):
            row = next(found)
            lesson = row or Lesson(course=work.course, **identity(doc.public_id))
            lessons[doc.key] = lesson
            values = {
                **({} if row else doc.first),
                **doc.said,
                "key": doc.key,
                "section": section,
                "position": position,
            }
            if doc.says_media or doc.video_key:
                values["video"] = films.get(doc.video_key)
            if doc.says_media or doc.pool_key:
                values["pool"] = pools.get(doc.pool_key)
            values = work.with_texts(values, "body")
            if "duration_seconds" not in doc.said:
                values["duration_seconds"] = lesson_seconds(_as_if(lesson, values))
            rows.put(lesson, values)
    refuse_foreign(Lesson, rows.new)
    kept = [row for row in work.course.lessons.order_by("position") if row not in lessons.values()]
    for key, section in sections.items():
        count = len(next(doc.lessons for doc in work.doc.sections if doc.key == key))
        _move_behind([row for row in kept if row.section_id == section.pk], count)
    # A slug is unique at every moment: two lessons that swap theirs would collide.
    Lesson.objects.filter(pk__in=[row.pk for row in rows.changed]).update(slug=Concat(Value("-"), Cast("pk", CharField())))
    rows.write()
    return lessons


def _as_if(lesson: Lesson, values: dict[str, object]) -> Lesson:
    """Return a lesson of these values, to be asked and not stored."""
    known = {name: getattr(lesson, name) for name in ("duration_seconds", "time_limit_minutes", "kind", "body_html")}
    return Lesson(**{**known, **{name: value for name, value in values.items() if name in {*known, "video"}}})


def _move_behind(rows: Sequence[Section | Lesson], count: int) -> None:
    """Give rows that the source does not hold the places after those that it does."""
    for position, row in enumerate(rows, start=count + 1):
        if row.position != position:
            type(row).objects.filter(pk=row.pk).update(position=position)


def write_resources(work: Work, lessons: dict[str, Lesson]) -> None:
    """Write what the lessons give along."""
    stored: dict[int, list[LessonResource]] = {}
    for resource in LessonResource.objects.filter(lesson__course=work.course).order_by("pk"):
        stored.setdefault(resource.lesson_id, []).append(resource)
    rows = work.rows(LessonResource)
    gone: list[LessonResource] = []
    for doc in work.doc.lessons():
        lesson = lessons[doc.key]
        before = stored.get(lesson.pk, [])
        found = matching(
            before,
            doc.resources,
            (lambda row: str(row.public_id), lambda part: part.public_id),
            (lambda row: row.title, lambda part: part.title),
        )
        for part, row in zip(doc.resources, found, strict=True):
            resource = row or LessonResource(lesson=lesson, **identity(part.public_id))
            is_changed = False
            if part.file and not is_stored(resource.file, part.file):
                work.files.put(resource.file, part.file)
                is_changed = True
            rows.put(resource, {"title": part.title, "url": part.url}, is_changed=is_changed)
        if doc.says_resources:
            gone += [row for row in before if row not in found]
    refuse_foreign(LessonResource, rows.new)
    rows.write()
    for resource in gone:
        if resource.file:
            work.files.drop_after_commit(resource.file)
        resource.delete()


def write_task_statements(doc: CourseDoc, lessons: dict[str, Lesson], tasks: dict[str, TaskStatement]) -> None:
    """Tag the lessons to what they teach, where the source says.

    Raises:
        SourceError: for a task statement that the course's exams do not have.
    """
    through = Lesson.task_statements.through
    docs = [part for part in doc.lessons() if part.tasks is not None]
    before: dict[int, set[int]] = {}
    for lesson_id, task_id in through.objects.filter(lesson__in=[lessons[part.key] for part in docs]).values_list(
        "lesson_id", "taskstatement_id"
    ):
        before.setdefault(lesson_id, set()).add(task_id)
    for part in docs:
        lesson = lessons[part.key]
        wanted = [task_of(tasks, name) for name in part.tasks or []]
        if {task.pk for task in wanted} != before.get(lesson.pk, set()):
            lesson.task_statements.set(wanted)


def task_of(tasks: dict[str, TaskStatement], name: str) -> TaskStatement:
    """Return a task statement by its full name.

    Raises:
        SourceError: when the exams do not have it.
    """
    if name not in tasks:
        raise SourceError(_("There is no task statement %(name)s in the course's exams.") % {"name": name})
    return tasks[name]
