"""Facts of the learning."""

from acg.shared.values import frozen


@frozen
class StudentEnrolled:
    """A student takes part in a course.

    Args:
        course_id: the course's primary key.
    """

    course_id: int


@frozen
class CourseCompleted:
    """A student has completed every lesson of a course, for the first time.

    Args:
        enrollment_id: the enrolment's public id.
    """

    enrollment_id: str
