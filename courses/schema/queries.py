from typing import Any

import graphene
from django.db.models import QuerySet, SlugField

from acg.shared.graph import PUBLIC, Field, Row, Selection, connection_field, not_found, page, row_of
from acg.shared.keyset import Order
from acg.shared.prepared import Read, Slot
from acg.users.models import Role
from courses.models import Certification, Course, Instructor, LearningPath
from courses.schema.enums import CourseOrderEnum, LevelEnum, ProviderEnum
from courses.schema.types import (
    CertificationType,
    CourseConnection,
    CourseType,
    InstructorConnection,
    InstructorType,
    LearningPathConnection,
    LearningPathType,
)
from courses.selectors import Filters, catalogue_read

BY_NAME = Order("name", ("name", "slug"), (str, str), descending=False)
BY_TITLE = Order("title", ("title", "slug"), (str, str), descending=False)


class CourseFilter(graphene.InputObjectType):
    """Which courses: of several values of one kind any is enough, of several kinds all must hold."""

    provider = graphene.List(graphene.NonNull(ProviderEnum), description="Whose cloud they are about.")
    level = graphene.List(graphene.NonNull(LevelEnum), description="How much they presume.")
    certification = graphene.List(graphene.NonNull(graphene.String), description="Slugs of certifications that they prepare for.")
    tag = graphene.List(graphene.NonNull(graphene.String), description="Slugs of subjects.")
    free = graphene.Boolean(description="True for the free ones, false for those that are sold.")


def _filters(chosen: dict[str, Any] | None) -> Filters:
    chosen = dict(chosen or {})
    free = chosen.pop("free", None)
    price = () if free is None else ("free" if free else "paid",)
    return Filters(price=price, **{name: tuple(values or ()) for name, values in chosen.items()})


def _courses(
    _root: Any,
    info: graphene.ResolveInfo,
    *,
    search: str = "",
    filter: dict[str, Any] | None = None,  # noqa: A002 -- the argument's name in the graph
    order: str | None = None,
    **part: Any,
) -> Row:
    found, chosen = catalogue_read(search=search or "", filters=_filters(filter), order=order or "")
    return page(CourseType, found, chosen, info, **part)


def _course(_root: Any, info: graphene.ResolveInfo, *, slug: str) -> Row:
    viewer = info.context.viewer
    if viewer is None or viewer.role == Role.STUDENT:  # who writes nothing sees what everyone sees
        return _only(info, CourseType, Read(_published, (), {"slug": slug}))
    return _only(info, CourseType, Course.objects.visible_to(viewer).filter(slug=slug))


def _published() -> "QuerySet[Course]":
    return Course.objects.published().filter(slug=Slot("slug", SlugField())).order_by()


def _certification(_root: Any, info: graphene.ResolveInfo, *, code: str) -> Row:
    return _only(info, CertificationType, Certification.objects.filter(exam_versions__code=code.strip().upper()))


def _only(info: graphene.ResolveInfo, type_: Any, queryset: Any) -> Row:
    row = row_of(type_, queryset, Selection.of(info), info)
    if row is None:
        raise not_found()
    return row


def _learning_paths(_root: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(LearningPathType, LearningPath.objects.filter(is_published=True), BY_TITLE, info, **part)


def _instructors(_root: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(InstructorType, Instructor.objects.all(), BY_NAME, info, **part)


class Query:
    """The root fields of what can be taught."""

    courses = connection_field(
        CourseConnection,
        "The catalogue: published courses.",
        access=PUBLIC,
        weights=(("search", 5),),
        resolver=_courses,
        search=graphene.String(description="Words as a web search takes them; an exam's code finds its courses."),
        filter=CourseFilter(description="Which of them."),
        order=graphene.Argument(
            CourseOrderEnum, description="By default the best fitting with a search, else the most popular first."
        ),
    )
    course = Field(
        CourseType,
        "A course: a published one, or a draft of one's own.",
        access=PUBLIC,
        nullable=True,
        resolver=_course,
        slug=graphene.String(required=True, description="Its name in addresses."),
    )
    learning_paths = connection_field(
        LearningPathConnection, "The published learning paths, by title.", access=PUBLIC, resolver=_learning_paths
    )
    certification = Field(
        CertificationType,
        "What an exam certifies.",
        access=PUBLIC,
        nullable=True,
        resolver=_certification,
        code=graphene.String(required=True, description="The code of one of its exams, in any case: CLF-C02."),
    )
    instructors = connection_field(InstructorConnection, "Those who teach, by name.", access=PUBLIC, resolver=_instructors)
