"""`manage.py why USER COURSE`: may they learn it, and why. It sees both sides, the right and the money behind it."""

import uuid
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.users.models import User
from checkout.models import Order
from courses.models import Course
from students.models import Cause, Grant
from students.selectors import Access, explain_access
from students.selectors.explaining import Because, Standing

REASONS = {
    Because.DISABLED: "no, because the account is disabled",
    Because.FREE: "yes, because the course is free for everyone who signs in",
    Because.ROLE: "yes, because {role} may enter every course",
    Because.TEACHES: "yes, because it is their own course",
    Because.GRANT: "yes, because {cause} holds",
    Because.NOTHING: "no, because nothing that holds gives it",
}
CAUSES = {
    Cause.ORDER: "a purchase",
    Cause.MEMBERSHIP: "a membership",
    Cause.SEAT: "a seat",
    Cause.GIFT: "a gift",
    Cause.STAFF: "a decision of the staff",
    Cause.MIGRATION: "a move from another school",
}
STANDINGS = {
    Standing.HOLDS: "holds",
    Standing.REVOKED: "was taken back on {revoked}",
    Standing.ENDED: "ended on {until}",
    Standing.LATER: "begins on {begins}",
    Standing.DRAFT: "does not reach this course, which is not published",
}


class Command(BaseCommand):
    """Says whether someone may learn a course, and lists every right that was ever given."""

    help = "Explain why somebody may learn a course, or may not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the person and the course."""
        parser.add_argument("user", help="e-mail address or public id")
        parser.add_argument("course", help="slug or public id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer and its causes.

        Raises:
            CommandError: there is no such person or course.
        """
        user = User.objects.filter(**_named("email", options["user"].lower())).first()
        if user is None:
            raise CommandError(f"there is no user {options['user']}")
        course = Course.objects.select_related("instructor").filter(**_named("slug", options["course"])).first()
        if course is None:
            raise CommandError(f"there is no course {options['course']}")
        access = explain_access(user=user, course=course)
        self.stdout.write(f"{user.email} and {course.slug} ({course.title})")
        self.stdout.write(f"may learn: {_reason(access, user)}")
        for grant, standing in access.grants:
            self.stdout.write(f"- {_story(grant, standing)}")
        if not access.grants:
            self.stdout.write("- no right was ever given")
        if access.enrollment is not None:
            done = access.enrollment.completed_lesson_count
            begun = _day(access.enrollment.started_at)
            self.stdout.write(f"enrolled since {begun}, lessons done: {done} (this gives no right)")


def _named(field: str, name: str) -> dict[str, object]:
    """Return the look-up of a name that may be a public id."""
    try:
        return {"public_id": uuid.UUID(name)}
    except ValueError:
        return {field: name}


def _reason(access: Access, user: User) -> str:
    holding = next((grant for grant, standing in access.grants if standing == Standing.HOLDS), None)
    cause = CAUSES[Cause(holding.cause)] if holding else ""
    return REASONS[access.because].format(role=user.get_role_display().lower(), cause=cause)


def _story(grant: Grant, standing: Standing) -> str:
    what = "this course" if grant.course_id else "all courses"
    became = STANDINGS[standing].format(revoked=_day(grant.revoked_at), until=_day(grant.until_at), begins=_day(grant.from_at))
    words = f"{CAUSES[Cause(grant.cause)]} of {_day(grant.from_at)} for {what} {became}"
    if standing == Standing.HOLDS and grant.until_at is not None:
        words += f" until {_day(grant.until_at)}"
    return words + _money(grant) + (f"; reason: {grant.reason}" if grant.reason else "")


def _money(grant: Grant) -> str:
    """Return what the money behind a right says: its order, what was charged and what became of it."""
    if grant.cause != Cause.ORDER:
        return f"; {grant.cause} {grant.cause_id}" if grant.cause_id else ""
    order = Order.objects.filter(**_named("checkout_session_id", grant.cause_id)).first()
    if order is None:
        return f"; order {grant.cause_id}, which does not exist"
    return f"; order {order.public_id}, {order.total}, {order.state}"


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
