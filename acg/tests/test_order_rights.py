"""The rights in an order's story, and what is done to rights by hand in the log."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from acg.events.models import LogEntry
from acg.events.services import note
from acg.order_rights import rights_of_order
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from acg.wiring import AFTERWARDS
from checkout.story import FACTS, story_of
from checkout.tests.factories import OrderFactory
from courses.tests.factories import CourseFactory
from students.models import Grant
from students.services import allow_extra_time, enrol, grant_by_staff, grant_for_order, revoke_by_staff, revoke_for_order

pytestmark = pytest.mark.django_db


def test_rights_are_told_with_their_end():
    course = CourseFactory(published=True, title="Networks")
    order = OrderFactory()
    grant_for_order(order_id=str(order.public_id), buyer_id=order.buyer_id, course_ids=[course.pk])
    grant_for_order(order_id="another", buyer_id=order.buyer_id, course_ids=[course.pk])
    Grant.objects.filter(cause_id=str(order.public_id)).update(until_at=dt.datetime(2030, 1, 2, tzinfo=dt.UTC))
    assert [(moment.title, moment.detail) for moment in rights_of_order(order)] == [
        ("Right to learn given", f"Networks · {order.buyer.email} · until Jan. 2, 2030")
    ]
    revoke_for_order(order_id=str(order.public_id), reason="refunded")
    assert [(moment.title, moment.detail) for moment in rights_of_order(order)][1:] == [
        ("Right to learn ended", "Networks · refunded")
    ]
    titles = [moment.title for moment in story_of(order)]
    assert titles.count("Right to learn given") == 1


def test_every_fact_about_orders_has_words_in_the_story():
    about_orders = {fact.__name__ for fact, _name, _handler in AFTERWARDS if "order_id" in fact.__dataclass_fields__}
    assert about_orders <= set(FACTS)


def test_a_right_to_all_courses_says_so():
    order = OrderFactory()
    grant_for_order(order_id=str(order.public_id), buyer_id=order.buyer_id, course_ids=[], all_courses=True)
    assert [moment.detail for moment in rights_of_order(order)] == [f"All courses · {order.buyer.email}"]


def test_what_staff_do_to_rights_is_logged_with_who_and_why():
    staff, student = UserFactory(role=Role.STAFF), UserFactory()
    course = CourseFactory(published=True, slug="networks")
    grant = grant_by_staff(user=student, course=course, by=staff, reason=" Press ")
    revoke_by_staff(grant=grant, by=staff, reason="Over")
    revoke_by_staff(grant=grant, by=staff, reason="Again")
    grant_by_staff(user=student, course=None, by=staff, reason="All of it", until_at=timezone.now() + dt.timedelta(days=1))
    allow_extra_time(enrollment=enrol(user=student, course=course), by=staff, percent=25)
    entries = LogEntry.objects.order_by("id")
    assert {(entry.subject, entry.by) for entry in entries} == {(f"user:{student.public_id}", staff.public_id)}
    assert [(entry.action, entry.reason, entry.details["course"]) for entry in entries] == [
        ("right.given", "Press", "networks"),
        ("right.taken", "Over", "networks"),
        ("right.given", "All of it", "*"),
        ("exam.extra_time", "", "networks"),
    ]
    told = [(moment.title, moment.who) for moment in story_of(OrderFactory(buyer=student))]
    assert ("Right to learn given by hand", staff.email) in told


def _truncate(rows):
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {rows.model._meta.db_table}")


@pytest.mark.parametrize("change", [lambda rows: rows.update(reason="another"), lambda rows: rows.delete(), _truncate])
def test_the_log_only_grows(change):
    note(subject="order:1", action="order.refund")
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        change(LogEntry.objects.all())
    assert LogEntry.objects.get().reason == ""


@pytest.mark.parametrize("role", [Role.STAFF, Role.INSTRUCTOR, Role.EDITOR])
def test_only_staff_read_the_log_and_nobody_writes_it(client, role):
    entry = note(subject="order:1", action="order.refund", reason="Late")
    client.force_login(UserFactory(role=role))
    page = client.get("/admin/events/logentry/")
    assert (page.status_code, "Late" in page.content.decode()) == ((200, True) if role == Role.STAFF else (403, False))
    address = f"/admin/events/logentry/{entry.pk}/"
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{address}change/", {"reason": "x"}).status_code == 403
    assert client.get("/admin/events/logentry/add/").status_code == 403
