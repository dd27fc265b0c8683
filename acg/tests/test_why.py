import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.models import Subscription
from checkout.story import story_of
from checkout.tests.factories import OfferFactory, OrderFactory
from courses.tests.factories import CourseFactory, InstructorFactory
from students.models import Cause, Grant
from students.services import enrol, grant_by_staff, grant_for_membership, grant_for_order, revoke_for_order
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def why(user, course):
    out = StringIO()
    call_command("why", str(user), str(course), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def course():
    return CourseFactory(published=True, slug="clf", title="Cloud Practitioner")


@pytest.fixture
def student():
    return UserFactory(email="ada@example.com")


def test_a_purchase_names_its_order_and_what_became_of_the_money(course, student):
    order = OrderFactory(buyer=student, total_minor=4900, currency="USD", state="settled")
    grant_for_order(order_id=str(order.public_id), buyer_id=student.pk, course_ids=[course.pk])
    Grant.objects.update(from_at=FIRST)
    lines = why("Ada@example.com", "clf")
    assert lines[:3] == [
        "ada@example.com and clf (Cloud Practitioner)",
        "may learn: yes, because a purchase holds",
        f"- a purchase of 2026-03-01 for this course holds; order {order.public_id}, $49, settled, $0 in the ledger",
    ]
    assert lines[3].endswith("lessons done: 0 (this gives no right)")
    assert why(student.public_id, course.public_id) == lines


def test_a_refund_tells_why_it_is_closed(course, student):
    order = OrderFactory(buyer=student, total_minor=4900, currency="USD", state="refunded")
    grant_for_order(order_id=str(order.public_id), buyer_id=student.pk, course_ids=[course.pk])
    revoke_for_order(order_id=str(order.public_id), reason="asked for it")
    Grant.objects.update(from_at=FIRST, revoked_at=FIRST)
    money = f"order {order.public_id}, $49, refunded, $0 in the ledger; reason: asked for it"
    assert why(student, "clf")[1:3] == [
        "may learn: no, because nothing that holds gives it",
        f"- a purchase of 2026-03-01 for this course was taken back on 2026-03-01; {money}",
    ]


def test_a_purchase_that_waits_for_its_owner_to_sign_in_is_told(course, student):
    offer = OfferFactory(course=course)
    order = OrderFactory(buyer=None, email=student.email, offer=offer, total_minor=4900, state="settled", settled_at=FIRST)
    OrderFactory(buyer=None, email=student.email, state="settled", settled_at=FIRST)
    OrderFactory(buyer=None, email="else@example.com", offer=offer, state="settled", settled_at=FIRST)
    assert why(student, "clf")[1:] == [
        "may learn: no, because nothing that holds gives it",
        f"- a purchase of 2026-03-01 waits until they sign in with this address; order {order.public_id}, $49, settled",
    ]


def test_every_other_cause_is_named(course, student):
    grant_by_staff(user=student, course=None, by=UserFactory(role=Role.STAFF, email="s@example.com"), reason="press")
    GrantFactory(user=student, course=course, cause=Cause.GIFT, cause_id="g1", until_at=FIRST + dt.timedelta(days=36500))
    GrantFactory(user=student, course=course, cause=Cause.ORDER, cause_id="lost", until_at=FIRST)
    GrantFactory(user=student, course=course, cause=Cause.MIGRATION, cause_id="")
    Grant.objects.update(from_at=FIRST - dt.timedelta(days=1))
    text = "\n".join(why(student, "clf"))
    assert "- a decision of the staff of 2026-02-28 for all courses holds; reason: press (s@example.com)" in text
    assert "- a gift of 2026-02-28 for this course holds until 2126-02-05; order g1, which does not exist" in text
    assert "- a purchase of 2026-02-28 for this course ended on 2026-03-01; order lost, which does not exist" in text
    assert "- a move from another school of 2026-02-28 for this course holds" in text


def test_a_membership_names_the_order_that_began_it(course, student):
    order = OrderFactory(buyer=student, total_minor=2500, currency="USD", state="settled")
    line = order.lines.get()
    subscription = Subscription.objects.create(
        buyer=student, offer=order.offer, price=line.price, order=order, stripe_id="sub_1", status="active", is_live=True
    )
    grant_for_membership(membership_id=str(subscription.public_id), buyer_id=student.pk, until_at=None, is_live=True)
    Grant.objects.update(from_at=FIRST)
    money = f"order {order.public_id}, $25, settled, $0 in the ledger"
    assert why(student, "clf")[2] == f"- a membership of 2026-03-01 for all courses holds; {money}"
    assert [moment.title for moment in story_of(order)].count("Right to learn given") == 0  # an order that was paid once
    order.interval = "month"
    assert [moment.title for moment in story_of(order)].count("Right to learn given") == 1


def test_roles_and_free_courses_need_no_right(course):
    teacher = UserFactory(role=Role.INSTRUCTOR)
    own = CourseFactory(slug="own", instructor=InstructorFactory(user=teacher))
    assert why(teacher, "own")[1:] == ["may learn: yes, because it is their own course", "- no right was ever given"]
    assert why(UserFactory(role=Role.EDITOR), own.slug)[1] == "may learn: yes, because editor may enter every course"
    assert why(UserFactory(is_active=False), "clf")[1] == "may learn: no, because the account is disabled"
    CourseFactory(slug="free", published=True, is_free=True)
    assert why(UserFactory(), "free")[1] == "may learn: yes, because the course is free for everyone who signs in"


def test_taking_part_is_told_and_gives_nothing(course, student):
    enrol(user=student, course=course)
    lines = why(student, "clf")
    assert lines[1:3] == ["may learn: no, because nothing that holds gives it", "- no right was ever given"]
    assert lines[3].startswith("enrolled since ")


@pytest.mark.parametrize(("user", "slug"), [("nobody@example.com", "clf"), ("ada@example.com", "nothing")])
def test_the_unknown_exits_with_an_error(course, student, user, slug):
    with pytest.raises(CommandError, match="there is no"):
        why(user, slug)
