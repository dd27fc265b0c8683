"""Facts of the learning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CourseCompleted:
    """A student has completed every lesson of a course."""

    enrollment_id: str
