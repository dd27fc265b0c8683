"""What a course points to and shares with others: its exam, its teacher, its tags. An import adds to these and changes none."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from acg.shared.rich_text import markdown_to_html
from acg.users.models import User
from courses.importing.documents import CourseDoc, ExamDoc, Fields
from courses.importing.source import SourceError
from courses.models import Certification, Domain, ExamVersion, Instructor, Tag, TaskStatement
from courses.services.slugs import free_slug

TEAM = {"slug": "editorial-team", "name": "Editorial team"}
"""Who teaches a course that names nobody."""


def exam_version_of(exam: ExamDoc) -> ExamVersion:
    """Return the exam of a code; what the school does not know of it is added."""
    version = ExamVersion.objects.filter(code=exam.code).first()
    if version is None:
        version = ExamVersion.objects.create(code=exam.code, certification=_certification_of(exam.certification), **exam.said)
    for domain in exam.domains:
        values = {name: value for name, value in domain.items() if name != "task_statements"}
        row, _is_new = Domain.objects.get_or_create(exam_version=version, position=values.pop("position"), defaults=values)
        for task in domain["task_statements"]:
            TaskStatement.objects.get_or_create(domain=row, code=task["code"], defaults={"text": task["text"]})
    return version


def _certification_of(fields: Fields) -> Certification:
    certification = Certification.objects.filter(name=fields["name"]).first()
    if certification is None:
        slug = fields.get("slug") or slugify(fields["name"])
        slug = free_slug(text=slug, taken=Certification.objects.all(), max_length=50, fallback="certification")
        certification = Certification.objects.create(**{**fields, "slug": slug})
    return certification


def tasks_by_name(codes: set[str]) -> dict[str, TaskStatement]:
    """Return the task statements of some exams by their full names: exam code, position of the domain, number."""
    tasks = TaskStatement.objects.filter(domain__exam_version__code__in=codes).select_related("domain__exam_version")
    return {task_name(task): task for task in tasks}


def task_name(task: TaskStatement) -> str:
    """Return a task statement's full name: `CLF-C02/1/1.1`."""
    return f"{task.domain.exam_version.code}/{task.domain.position}/{task.code}"


def instructor_of(course: CourseDoc, *, slug: str, owner: User | None) -> Instructor | None:
    """Return who teaches: the one asked for by slug or account, else whom the source names; None when neither says.

    Raises:
        SourceError: when there is no instructor of that slug.
    """
    if slug:
        instructor = Instructor.objects.filter(slug=slug).first()
        if instructor is None:
            raise SourceError(_("There is no instructor “%(slug)s”.") % {"slug": slug})
        return instructor
    if owner:
        return Instructor.objects.filter(user=owner).first() or _made({"name": owner.display_name}, user=owner)
    if course.instructor:
        return Instructor.objects.filter(slug=course.instructor["slug"]).first() or _made(course.instructor)
    return None


def team() -> Instructor:
    """Return who teaches the courses that name nobody."""
    return Instructor.objects.filter(slug=TEAM["slug"]).first() or _made(TEAM)


def _made(fields: Fields, user: User | None = None) -> Instructor:
    slug = free_slug(
        text=fields.get("slug") or fields["name"], taken=Instructor.objects.all(), max_length=50, fallback="instructor"
    )
    bio = fields.get("bio", "")
    return Instructor.objects.create(**{**fields, "slug": slug}, user=user, bio_html=markdown_to_html(bio) if bio else "")


def tags_of(course: CourseDoc) -> list[Tag] | None:
    """Return the course's tags, or None when the source does not say."""
    if course.tags is None:
        return None
    return [Tag.objects.get_or_create(slug=tag["slug"], defaults={"name": tag["name"]})[0] for tag in course.tags]
