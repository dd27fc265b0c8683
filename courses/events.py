"""Facts of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoursePublished:
    """A course can be seen by everyone."""

    course_id: str
