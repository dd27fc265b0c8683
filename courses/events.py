"""Facts of the catalogue."""

from acg.shared.values import frozen


@frozen
class CoursePublished:
    """A course can be seen by everyone."""

    course_id: str


@frozen
class CourseChanged:
    """What others keep of a course is other than it was, or new. It says all of that, so that the newest alone is enough.

    Args:
        course_id: the course's primary key.
        public_id: its name outside.
        exam_code: of the exam that it prepares for; empty for none.
        duration_seconds: of all lessons.
        is_published: whether everyone may see it.
    """

    course_id: int
    public_id: str
    slug: str
    title: str
    provider: str
    exam_code: str
    lesson_count: int
    duration_seconds: int
    is_published: bool


@frozen
class CourseRemoved:
    """A course is gone, with all that was in it.

    Args:
        course_id: what was its primary key.
        public_id: its name outside.
    """

    course_id: int
    public_id: str
