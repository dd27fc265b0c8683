"""What other contexts keep of a course."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from courses.events import CourseChanged
from courses.models import Course


def course_facts(*, course_id: int | None = None) -> Iterator[CourseChanged]:
    """Yield what others keep of each course, as it is now, by primary key; of one course only when it is named."""
    rows = (
        Course.objects.order_by("pk")
        .annotate(exam_code=Coalesce("exam_version__code", Value("")))
        .values(
            "public_id",
            "slug",
            "title",
            "provider",
            "exam_code",
            "lesson_count",
            "duration_seconds",
            "published_at",
            course_id=F("pk"),
        )
    )
    chosen = rows if course_id is None else rows.filter(pk=course_id)
    for row in chosen.iterator(chunk_size=1000):
        values: dict[str, Any] = {**row, "public_id": str(row["public_id"])}
        yield CourseChanged(is_published=values.pop("published_at") is not None, **values)
