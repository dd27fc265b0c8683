"""A course as its source says it becomes rows, in one transaction.

What is stored already is found again, so that a second import of the same source changes nothing: rows keep their identities, and
progress and answers stay where they are. A row is known by the identity that the source states, else by its key; questions without
either by their words, then by their place. What the source no longer holds goes, unless an author added it here or learners have
worked on it: then it stays, and the report says so.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.importing.documents import CourseDoc, Fields
from courses.importing.files import is_stored, keeping_files
from courses.importing.films import store_films
from courses.importing.leftovers import remove_leftovers
from courses.importing.lesson_rows import plan_addresses, write_lessons, write_resources, write_sections, write_task_statements
from courses.importing.question_rows import write_pools, write_questions
from courses.importing.references import exam_version_of, instructor_of, tags_of, tasks_by_name, team
from courses.importing.rows import Tally, identity, is_new, refuse_foreign
from courses.importing.source import SourceError
from courses.importing.work import Watch, Work, unwatched
from courses.models import Course, CourseImage, Instructor
from courses.services import recount_course
from courses.services.changing import tell_change, touch_course
from courses.services.slugs import free_slug
from videos.models import Video


def store(
    doc: CourseDoc, *, by: User | None = None, instructor: str = "", owner: User | None = None, watch: Watch = unwatched
) -> tuple[Course, Tally]:
    """Make the stored course say what its source says.

    Args:
        doc: the course as read.
        by: who imports: their own courses only, unless they author all; None for the operator of the machine.
        instructor: slug of who teaches; with `owner` empty as well, whom the source names, or the editorial team.
        owner: the account whose instructor teaches.
        watch: shows the progress.

    Raises:
        SourceError: for what the source states and the school cannot have.
        DomainError: `course_elsewhere` when the course is another author's.
    """
    with keeping_files() as files, transaction.atomic():
        course = _found(doc) or Course()
        if by and not is_new(course) and not Course.objects.authored_by(by).filter(pk=course.pk).exists():
            raise DomainError("course_elsewhere", _("This course belongs to another author."))
        work = Work(doc=doc, course=course, files=files, by=by, watch=watch)
        _write(work, instructor_of(doc, slug=instructor, owner=owner))
    return course, work.tally


def _found(doc: CourseDoc) -> Course | None:
    """Return the stored course, locked."""
    courses = Course.objects.select_for_update(of=("self",))
    course = courses.filter(public_id=doc.public_id).first() if doc.public_id else None
    return course or (courses.filter(source_key=doc.source_key).first() if doc.source_key else None)


def _write(work: Work, instructor: Instructor | None) -> None:
    doc, course = work.doc, work.course
    values = _values(work, instructor)
    plan_addresses(work, course_slug=values.get("slug", course.slug))
    images = _planned_images(work)
    teacher = values.get("instructor") or course.instructor
    films = store_films(work, owner=teacher.user)
    _write_course(work, values, films)
    _write_images(work, images)
    pools = write_pools(work)
    sections = write_sections(work)
    lessons = write_lessons(work, sections, pools, films)
    write_resources(work, lessons)
    tasks = tasks_by_name(doc.exam_codes())
    write_task_statements(doc, lessons, tasks)
    questions = write_questions(work, pools, lessons, tasks)
    remove_leftovers(work, sections, lessons, pools, questions)
    is_told = recount_course(course=course)
    if "content_updated_at" in doc.said:
        Course.objects.filter(pk=course.pk).update(content_updated_at=doc.said["content_updated_at"])
    elif work.tally.is_changed:
        touch_course(course)
    if work.tally.is_changed and not is_told:
        tell_change(course)
    course.refresh_from_db()


def _values(work: Work, instructor: Instructor | None) -> Fields:
    """Return the course's fields but its texts and files."""
    doc, course = work.doc, work.course
    values = {name: value for name, value in doc.said.items() if name != "content_updated_at"}
    if is_new(course):
        values = {"source_key": doc.source_key or None, **doc.first, **values, **identity(doc.public_id)}
        values["instructor"] = instructor or team()
    elif instructor:
        values["instructor"] = instructor
    if "slug" in values:
        others = Course.objects.exclude(pk=course.pk)
        if "slug" in doc.said and others.filter(slug=values["slug"]).exists():
            raise SourceError(_("Another course has the address “%(slug)s”.") % {"slug": values["slug"]})
        values["slug"] = free_slug(text=values["slug"], taken=others, max_length=100, fallback="course")
    versions = {exam.code: exam_version_of(exam) for exam in [*doc.other_exams, *([doc.exam] if doc.exam else [])]}
    if doc.exam:
        values["exam_version"] = versions[doc.exam.code]
    elif doc.says_exam:
        values["exam_version"] = None
    return values


def _write_course(work: Work, values: Fields, films: dict[str, Video]) -> None:
    doc, course = work.doc, work.course
    if doc.says_trailer:
        values["trailer"] = films.get(doc.trailer_key)
    values = work.with_texts(values, "description")
    tags = tags_of(doc)
    is_changed = tags is not None and not is_new(course) and set(tags) != set(course.tags.all())
    for name, value in identity(doc.public_id).items():
        if is_new(course):  # the cover's path has the identity in it
            setattr(course, name, value)
    if (doc.says_cover and bool(doc.cover) != bool(course.cover)) or (doc.cover and not is_stored(course.cover, doc.cover)):
        is_changed = True
        if doc.cover:
            work.files.put(course.cover, doc.cover)
        else:
            work.files.drop_after_commit(course.cover)
            course.cover = None
    rows = work.rows(Course)
    rows.put(course, values, is_changed=is_changed)
    rows.write()
    if tags is not None:
        course.tags.set(tags)


def _planned_images(work: Work) -> list[tuple[CourseImage, Any]]:
    """Return the pictures' rows, new ones not stored yet; the texts can name them from now on."""
    stored = {image.key: image for image in work.course.images.all()} if not is_new(work.course) else {}
    planned = []
    for doc in work.doc.images:
        image = stored.get(doc.key) or CourseImage(course=work.course, key=doc.key, **identity(doc.public_id))
        work.pictures[doc.key] = str(image.public_id)
        planned.append((image, doc))
    refuse_foreign(CourseImage, [image for image, _doc in planned])
    return planned


def _write_images(work: Work, planned: list[tuple[CourseImage, Any]]) -> None:
    rows = work.rows(CourseImage)
    for image, doc in work.watch(planned, _("pictures")):
        image.course = work.course
        if image.sha256 != doc.file.sha256:
            work.files.put(image.file, doc.file)
        rows.put(image, {"sha256": doc.file.sha256})
    rows.write()
