from django.db import transaction
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Course, Review
from courses.services.counting import recount_course

MOST_STARS = 5


@transaction.atomic
def write_review(*, course: Course, author: User, stars: int, text: str) -> Review:
    """Make this the author's one review of the course, and the course's rating count it.

    That the author takes the course is known above: the edge asks for it.

    Args:
        course: what is reviewed.
        author: who reviews; an earlier review of theirs is replaced.
        stars: one to five.
        text: plain text, may be empty.

    Raises:
        DomainError: `stars_out_of_range`.
    """
    if not 1 <= stars <= MOST_STARS:
        raise DomainError("stars_out_of_range", _("Give one to five stars."), field="stars")
    review, _is_new = Review.objects.update_or_create(course=course, author=author, defaults={"stars": stars, "text": text.strip()})
    recount_course(course=course)
    return review


@transaction.atomic
def delete_review(*, review: Review) -> None:
    """Take a review away, and out of the course's rating."""
    course = review.course
    review.delete()
    recount_course(course=course)
