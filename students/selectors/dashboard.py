"""The student's own page: where to go on, what is theirs, and why."""

from acg.shared.values import frozen
from acg.users.models import User
from students.models import Attempt, Grant
from students.selectors.access import live_grants
from students.selectors.library import LibraryRow, library

RECENT_ATTEMPTS = 5


@frozen
class Dashboard:
    """What a student sees of their learning.

    Args:
        go_on: the course last seen that is not completed; None when there is none.
        started: the other courses that are not completed, last seen first.
        completed: the completed ones, last seen first.
        attempts: the last submitted exams and quizzes, newest first; without those of missed questions only.
        grants: the rights that hold now, newest first: why everything else is open.
    """

    go_on: LibraryRow | None
    started: list[LibraryRow]
    completed: list[LibraryRow]
    attempts: list[Attempt]
    grants: list[Grant]


def dashboard(*, user: User) -> Dashboard:
    """Return a student's page. Three statements, however much they learn."""
    rows = library(user=user)
    open_rows = [row for row in rows if row.completed_at is None]
    whole = Attempt.objects.filter(enrollment__user=user, submitted_at__isnull=False, is_missed_only=False)
    attempts = whole.select_related("lesson__course")
    return Dashboard(
        go_on=open_rows[0] if open_rows else None,
        started=open_rows[1:],
        completed=[row for row in rows if row.completed_at is not None],
        attempts=list(attempts.order_by("-submitted_at")[:RECENT_ATTEMPTS]),
        grants=list(live_grants(user=user)),
    )
