"""The admin's first page: how many begin, what comes in, who finishes.

It shows learning and money side by side, so it stands above both. Five queries whoever looks, however many courses there are.
"""

import datetime as dt
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django.db.models import Avg, Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acg.shared.money import Money
from acg.shared.values import frozen
from acg.users.models import Role, User
from checkout.models import LedgerEntry, OfferKind
from courses.models import Course
from students.models import Enrollment

WEEKS = 12
MONTHS = 12
COURSES_SHOWN = 12
COLOURS = ("var(--color-primary-600)", "var(--color-accent)", "var(--color-base-400)", "var(--color-primary-300)")

LETTERS = {"family": "ui-sans-serif, system-ui, sans-serif", "size": 14}
QUIET = "#6b7872"
OPTIONS = json.dumps(
    {
        "responsive": True,
        "maintainAspectRatio": False,
        "animation": False,
        "maxBarThickness": 28,
        "plugins": {"legend": {"align": "end", "labels": {"boxWidth": 12, "boxHeight": 12, "color": QUIET, "font": LETTERS}}},
        "scales": {
            "x": {
                "grid": {"display": False},
                "ticks": {"color": QUIET, "font": LETTERS, "maxRotation": 0, "autoSkip": True, "autoSkipPadding": 16},
            },
            "y": {
                "beginAtZero": True,
                "border": {"display": False},
                "grid": {},
                "ticks": {"color": QUIET, "font": LETTERS, "precision": 0, "maxTicksLimit": 6},
            },
        },
    }
)


@frozen
class Chart:
    """Figures over time, drawn as bars and told as a table.

    Args:
        labels: a text for each point in time.
        series: for each name, a figure for each label.
        cells: for each label, the figures as texts, in the order of the series.
    """

    labels: list[str]
    series: dict[str, list[float]]
    cells: list[tuple[str, list[str]]]

    @property
    def data(self) -> str:
        """The chart as Chart.js takes it."""
        datasets = [
            {
                "label": name,
                "data": figures,
                "backgroundColor": COLOURS[number % len(COLOURS)],
                "borderRadius": 4,
                "displayYAxis": True,
            }
            for number, (name, figures) in enumerate(self.series.items())
        ]
        return json.dumps({"labels": self.labels, "datasets": datasets})

    @property
    def options(self) -> str:
        """How Chart.js draws it: in the school's letters, quiet but for the bars."""
        return OPTIONS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but zeros."""
        return not any(any(figures) for figures in self.series.values())


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the figures of the courses that the viewer authors; revenue for staff and for instructors, of their own courses."""
    user = request.user
    if not isinstance(user, User):
        return context
    courses = Course.objects.authored_by(user)
    today = timezone.localdate()
    return {
        **context,
        "title": _("Overview"),
        "figures": _figures(courses),
        "enrolments": enrolments_per_week(courses=courses, today=today),
        "revenue": None if user.role == Role.EDITOR else revenue_per_month(viewer=user, today=today),
        "completion": completion_per_course(courses=courses),
        "is_instructor": user.role == Role.INSTRUCTOR,
    }


def _figures(courses: QuerySet[Course]) -> list[tuple[str, str]]:
    counted = courses.order_by().aggregate(
        published=Count("pk", filter=Q(published_at__isnull=False)),
        drafts=Count("pk", filter=Q(published_at__isnull=True)),
        rating=Avg("rating_average", filter=Q(rating_count__gt=0)),
        reviews=Sum("rating_count"),
    )
    learners = Enrollment.objects.filter(course__in=courses.order_by().values("pk")).aggregate(people=Count("user", distinct=True))
    rating = f"{counted['rating']:.1f}" if counted["rating"] else "-"
    return [
        (str(learners["people"]), _("people learning")),
        (str(counted["published"]), _("courses published")),
        (str(counted["drafts"]), _("drafts")),
        (rating, _("stars on average, of %(count)d reviews") % {"count": counted["reviews"] or 0}),
    ]


def enrolments_per_week(*, courses: QuerySet[Course], today: dt.date) -> Chart:
    """Return how many began in each of the last twelve weeks, this one last.

    Args:
        courses: whose enrolments.
        today: in the viewer's time zone.
    """
    monday = today - dt.timedelta(days=today.weekday())
    weeks = [monday - dt.timedelta(weeks=back) for back in reversed(range(WEEKS))]
    rows = (
        Enrollment.objects.filter(course__in=courses.order_by().values("pk"), started_at__gte=_midnight(weeks[0]))
        .annotate(week=TruncWeek("started_at"))
        .values_list("week")
        .annotate(count=Count("pk"))
        .order_by("week")
    )
    counts = {week.date(): count for week, count in rows}
    figures = [counts.get(week, 0) for week in weeks]
    labels = [date_format(week, "j M") for week in weeks]
    return Chart(
        labels=labels,
        series={_("Enrolments"): [float(figure) for figure in figures]},
        cells=[(label, [str(figure)]) for label, figure in zip(labels, figures, strict=True)],
    )


def revenue_per_month(*, viewer: User, today: dt.date) -> Chart:
    """Return what came in less what went back in each of the last twelve months, by currency, this month last.

    Staff see all of it. An instructor sees the sales of their own courses; bundles and memberships are nobody's share until the school
    divides them, so they are not in it.

    Args:
        viewer: staff or an instructor.
        today: in the viewer's time zone.
    """
    first = today.replace(day=1)
    months = [_months_back(first, back) for back in reversed(range(MONTHS))]
    entries = LedgerEntry.objects.filter(recorded_at__gte=_midnight(months[0]))
    if viewer.role != Role.STAFF:
        entries = entries.filter(
            order__offer__kind=OfferKind.COURSE, order__offer__course__in=Course.objects.authored_by(viewer).order_by().values("pk")
        )
    rows = (
        entries.annotate(month=TruncMonth("recorded_at"))
        .values_list("month", "currency")
        .annotate(sum=Sum("amount_minor"))
        .order_by("currency", "month")
    )
    sums: dict[str, dict[dt.date, int]] = defaultdict(dict)
    for month, currency, amount in rows:
        sums[currency][month.date()] = amount
    labels = [date_format(month, "M Y") for month in months]
    return Chart(
        labels=labels,
        series={currency: [_major(found.get(month, 0), currency) for month in months] for currency, found in sums.items()},
        cells=[
            (label, [str(Money(found.get(month, 0), currency)) for currency, found in sums.items()])
            for label, month in zip(labels, months, strict=True)
        ],
    )


def completion_per_course(*, courses: QuerySet[Course]) -> list[dict[str, Any]]:
    """Return the courses with most learners, with how many of them finished, in per cent."""
    rows = (
        courses.annotate(
            learners=Count("enrollments"), finished=Count("enrollments", filter=Q(enrollments__completed_at__isnull=False))
        )
        .filter(learners__gt=0)
        .order_by("-learners", "title")
        .values("pk", "title", "learners", "finished")[:COURSES_SHOWN]
    )
    return [{**row, "percent": round(100 * row["finished"] / row["learners"])} for row in rows]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _months_back(first: dt.date, back: int) -> dt.date:
    month = first.year * 12 + first.month - 1 - back
    return dt.date(month // 12, month % 12 + 1, 1)


def _major(amount_minor: int, currency: str) -> float:
    """Return an amount as a chart draws it; what is read as money is made by `Money`."""
    return float(Decimal(amount_minor).scaleb(-get_currency_precision(currency)))
