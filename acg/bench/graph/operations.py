"""What is measured: three reads, one text each for every way to answer it."""

from dataclasses import dataclass, field
from typing import Any

CATALOGUE = """
query Catalogue($first: Int! = 20) {
  courses(first: $first) {
    edges { node {
      slug title summary provider level lessonCount durationSeconds isFree ratingAverage ratingCount
      instructor { name slug } tags { name slug } prices { amountMinor currency }
    } }
    pageInfo { hasNextPage }
  }
}
"""
COURSE_PAGE = """
query CoursePage($slug: String!) {
  course(slug: $slug) {
    slug title summary descriptionHtml outcomes requirements lessonCount durationSeconds
    instructor { name headline } prices { amountMinor currency }
    sections { title lessons { slug title kind durationSeconds isFreePreview } }
  }
}
"""
LIBRARY = """
query Library($first: Int! = 20) {
  viewer {
    enrollments(first: $first) {
      edges { node {
        percent completedLessonCount lastSeenAt
        course { slug title lessonCount instructor { name } } lastLesson { slug title }
      } }
      pageInfo { hasNextPage }
    }
  }
}
"""
SLUG = "course-77"


@dataclass(frozen=True, slots=True)
class Operation:
    """A read.

    Args:
        name: of the read, and of the hand-written view.
        query: the text for every graph.
        variables: of the text.
        is_own: whether it is asked by somebody who is signed in.
    """

    name: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    is_own: bool = False


OPERATIONS = (
    Operation("catalogue", CATALOGUE),
    Operation("course page", COURSE_PAGE, {"slug": SLUG}),
    Operation("library", LIBRARY, is_own=True),
)
