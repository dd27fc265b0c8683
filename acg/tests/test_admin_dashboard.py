import datetime as dt
import json

import pytest
from django.utils import timezone

from acg import admin_dashboard
from acg.users.tests.factories import UserFactory
from checkout.models import LedgerEntry, Offer, Order
from courses.models import Course
from courses.tests.factories import CourseFactory, InstructorFactory, LearningPathFactory
from students.models import Enrollment

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)  # a Wednesday


def enrol(course, *, started=None, completed=False):
    row = Enrollment.objects.create(user=UserFactory(), course=course, completed_at=timezone.now() if completed else None)
    if started:
        Enrollment.objects.filter(pk=row.pk).update(started_at=started)


def sell(*, course=None, path=None, amount, currency="USD", on, kind="payment"):
    number = LedgerEntry.objects.count()
    what = {"kind": "course", "course": course} if course else {"kind": "path", "path": path}
    offer, _is_new = Offer.objects.get_or_create(**what, defaults={"slug": f"offer-{number}", "title": "Offer"})
    order = Order.objects.create(buyer=UserFactory(), offer=offer, currency=currency, total_minor=abs(amount))
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    LedgerEntry.objects.create(
        order=order, kind=kind, stripe_id=f"pi_{number}", amount_minor=amount, currency=currency, recorded_at=at
    )


@pytest.fixture
def teacher():
    return UserFactory(role="instructor")


@pytest.fixture
def mine(teacher):
    return CourseFactory(instructor=InstructorFactory(user=teacher), title="Mine", published=True)


@pytest.fixture
def theirs():
    return CourseFactory(title="Theirs")


def at(year, month, day, hour=12):
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


def test_enrolments_are_counted_by_weeks_that_begin_on_monday(mine, theirs):
    enrol(mine, started=at(2026, 11, 23, 0))
    enrol(mine, started=at(2026, 11, 22, 23))
    enrol(mine, started=at(2026, 9, 7, 0))
    enrol(mine, started=at(2026, 9, 6, 23))
    enrol(theirs, started=at(2026, 11, 24))
    chart = admin_dashboard.enrolments_per_week(courses=Course.objects.filter(pk=mine.pk), today=TODAY)
    assert chart.labels[0] == "7 Sep"
    assert chart.labels[-1] == "23 Nov"
    assert chart.series == {"Enrolments": [1.0, *[0.0] * 9, 1.0, 1.0]}
    assert chart.cells[-1] == ("23 Nov", ["1"])
    assert json.loads(chart.data)["datasets"][0]["data"][-1] == 1.0


def test_staff_see_all_revenue_by_month_and_currency_less_what_went_back(mine, theirs):
    sell(course=mine, amount=4900, on=dt.date(2026, 11, 1))
    sell(course=theirs, amount=10050, on=dt.date(2026, 11, 20))
    sell(course=theirs, amount=-10050, on=dt.date(2026, 11, 21), kind="refund")
    sell(course=theirs, amount=3000, currency="JPY", on=dt.date(2025, 12, 1))
    sell(course=theirs, amount=999, on=dt.date(2025, 11, 30))
    chart = admin_dashboard.revenue_per_month(viewer=UserFactory(role="staff"), today=TODAY)
    assert chart.labels[0] == "Dec 2025"
    assert chart.series == {"JPY": [3000.0, *[0.0] * 11], "USD": [*[0.0] * 11, 49.0]}
    assert chart.cells[-1] == ("Nov 2026", ["¥0", "$49"])


def test_an_instructor_sees_the_sales_of_their_own_courses_only(teacher, mine, theirs):
    sell(course=mine, amount=4900, on=TODAY)
    sell(course=theirs, amount=7700, on=TODAY)
    path = LearningPathFactory()
    path.steps.create(course=mine, position=1)
    sell(path=path, amount=9900, on=TODAY)
    chart = admin_dashboard.revenue_per_month(viewer=teacher, today=TODAY)
    assert chart.series["USD"][-1] == 49.0


def test_completion_is_the_share_of_learners_who_finished(mine, theirs):
    for completed in (True, False, False):
        enrol(mine, completed=completed)
    assert admin_dashboard.completion_per_course(courses=Course.objects.filter(pk__in=[mine.pk, theirs.pk])) == [
        {"pk": mine.pk, "title": "Mine", "learners": 3, "finished": 1, "percent": 33}
    ]


def test_a_chart_of_nothing_says_so(mine):
    assert admin_dashboard.enrolments_per_week(courses=Course.objects.all(), today=TODAY).is_empty
    assert admin_dashboard.revenue_per_month(viewer=UserFactory(role="staff"), today=TODAY).is_empty


@pytest.mark.parametrize(("role", "sees_revenue"), [("staff", True), ("editor", False)])
def test_editors_see_no_money(client, mine, role, sees_revenue):
    sell(course=mine, amount=4900, on=timezone.localdate())
    client.force_login(UserFactory(role=role))
    page = client.get("/admin/").content.decode()
    assert ("Revenue a month" in page) is sees_revenue
    assert ("$49" in page) is sees_revenue


def test_the_page_costs_the_same_whatever_there_is(client, teacher, mine, django_assert_num_queries):
    client.force_login(teacher)
    client.get("/admin/")

    def queries():
        with django_assert_num_queries(7):  # session with viewer, their profile, five for the figures
            assert client.get("/admin/").status_code == 200

    queries()
    for course in [mine, *[CourseFactory(instructor=mine.instructor) for _ in range(5)]]:
        enrol(course)
        sell(course=course, amount=100, on=timezone.localdate())
    queries()
