"""Each promise about money and rights, broken on purpose, and seen."""

import datetime as dt
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from acg.auditing import INVARIANTS, audit, rules
from acg.events.models import OutboxEvent
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import Coupon, LedgerEntry, Order, Payment, ReconcileRun, Refund, StripeEvent, Subscription
from checkout.services import reconcile
from checkout.tests.factories import CouponFactory, MembershipOfferFactory, OfferFactory, TeamOfferFactory
from checkout.tests.stripe_double import StripeDouble
from checkout.tests.test_settling import hear, started
from checkout.tests.test_starting import fail
from organisations.models import SeatAssignment, SeatPool
from organisations.services import fill_pool
from organisations.tests.factories import SeatAssignmentFactory
from students.models import Cause, Grant
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stripe(monkeypatch):
    """Stripe in memory."""
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    return double


@pytest.fixture
def order(stripe):
    """Return an order that was paid with a coupon and partly refunded; beside it others in every other state."""
    CouponFactory(code="LESS", percent_off=20)
    order = paid(stripe, coupon_code="LESS")
    stripe.refund(order.payment_intent_id, 900)
    back = paid(stripe)
    stripe.refund(back.payment_intent_id)
    failed = stripe.refund(paid(stripe).payment_intent_id)
    hear(stripe)
    stripe.move_refund(failed.id, "failed")
    lost = paid(stripe)
    stripe.dispute(lost.payment_intent_id)
    started(visitor_key="open")
    stripe.bank_debit(started(visitor_key="bank").checkout_session_id)
    stripe.expire(started(visitor_key="expired").checkout_session_id)
    CouponFactory(code="FREE", percent_off=100)
    started(buyer=UserFactory(), coupon_code="FREE")
    stripe.pay(started(visitor_key="wrong").checkout_session_id, amount=1)
    stripe.pay(started(visitor_key="guest").checkout_session_id, email=order.buyer.email)  # its owner has not signed in yet
    hear(stripe)
    order.refresh_from_db()
    return order


def paid(stripe, **wish):
    order = started(buyer=UserFactory(), offer=OfferFactory(title="Networks"), **wish)
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    return order


def found(**options):
    return [str(breach) for breach in audit(**options).breaches]


def forced(sql, *params):
    """Write what the database forbids."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_a_school_in_order_has_no_breach(order, capsys):
    assert set(Order.objects.values_list("state", flat=True)) == {
        "settled", "refunded", "disputed", "open", "awaiting", "expired", "needs_review"
    }  # fmt: skip
    assert found(with_stripe=True) == []
    call_command("audit_ledger")
    assert capsys.readouterr().out == f"audit_ledger: orders={Order.objects.count()} breaches=0\n"


def test_every_promise_has_a_statement():
    assert list(rules()) == list(INVARIANTS) == [f"I{number}" for number in range(1, 11)]


def test_it_takes_one_statement_for_each_promise(order, django_assert_num_queries):
    with django_assert_num_queries(11):  # and one that counts the orders
        audit()


@pytest.mark.parametrize("state", ["refunded", "disputed", "open", "needs_review"])
def test_i1_a_right_of_an_order_that_is_not_paid(order, state):
    Order.objects.filter(pk=order.pk).update(state=state)
    email = order.buyer.email
    assert f"I1 order {order.number} gives {email} a right, and is {state}" in found()


def test_i1_a_right_of_an_order_that_is_not_there(order):
    grant = GrantFactory(cause=Cause.ORDER, cause_id="5a0c7f6e")
    assert found() == [f"I1 order 5a0c7f6e gives {grant.user.email} a right, and is not there"]
    Grant.objects.filter(pk=grant.pk).update(revoked_at=timezone.now())
    assert found() == []


def test_i1_a_right_without_a_payment_in_the_ledger(order):
    forced("DELETE FROM checkout_ledgerentry WHERE order_id = %s", order.pk)
    assert f"I1 order {order.number} gives {order.buyer.email} a right, and is settled" in found()


def test_i2_paid_and_shut_out(order):
    Grant.objects.filter(cause_id=str(order.public_id)).update(revoked_at=timezone.now())
    assert found() == [f"I2 order {order.number} is paid, and gives no right to course {order.offer.course_id}"]


def test_i2_a_right_that_ended_or_is_another_courses_is_none(order):
    Grant.objects.filter(cause_id=str(order.public_id)).update(until_at=timezone.now())
    assert [line[:2] for line in found()] == ["I2"]
    Grant.objects.filter(cause_id=str(order.public_id)).update(until_at=None, course=OfferFactory().course)
    assert [line[:2] for line in found()] == ["I2"]


@pytest.fixture
def member(stripe, order):
    """Return a membership in its first paid month; beside it one in its trial."""
    for status in ("trialing", "active"):
        offer = MembershipOfferFactory(price__trial_days=14) if status == "trialing" else MembershipOfferFactory()
        began = started(offer=offer, buyer=UserFactory(), interval="month")
        stripe.begin(began.checkout_session_id, now=int(time.time()), status=status)
    hear(stripe)
    return Subscription.objects.select_related("order", "buyer").get(status="active")


def test_memberships_in_order_are_no_breach(member):
    assert set(Subscription.objects.values_list("status", "is_live", "order__state")) == {
        ("trialing", True, "settled"),
        ("active", True, "settled"),
    }
    assert found(with_stripe=True) == []


def test_i1_a_right_of_a_membership_that_is_over(member):
    Subscription.objects.filter(pk=member.pk).update(is_live=False, status="canceled")
    words = f"gives {member.buyer.email} all courses, and its membership is canceled"
    assert found() == [f"I1 order {member.order.number} {words}"]
    Subscription.objects.filter(pk=member.pk).update(is_live=True, status="active", until_at=timezone.now())
    assert [line[:2] for line in found()] == ["I1"]
    grant = GrantFactory(cause=Cause.MEMBERSHIP, cause_id="gone", course=None)
    assert f"I1 order gone gives {grant.user.email} all courses, and its membership is not there" in found()


def test_i2_a_membership_that_gives_nothing(member):
    Grant.objects.filter(cause_id=str(member.public_id)).update(revoked_at=timezone.now())
    assert found() == [f"I2 order {member.order.number} began a membership that is active, and gives no right"]


def test_i6_a_membership_without_its_subscription(member):
    forced("DELETE FROM checkout_invoice WHERE subscription_id = %s", member.pk)
    forced("DELETE FROM checkout_subscription WHERE id = %s", member.pk)
    assert sorted(line[:2] for line in found()) == ["I1", "I6"]


def test_i3_the_ledger_lacks_a_refund(order):
    forced("DELETE FROM checkout_ledgerentry WHERE stripe_id = %s", Refund.objects.get(order=order).stripe_id)
    assert found() == [f"I3 order {order.number} holds 3920 in the ledger, and 3020 in the copy of Stripe's objects"]


@pytest.mark.parametrize("where", ["payment", "refund", "dispute"])
def test_i3_stripe_holds_something_else(stripe, order, where):
    """The copy agrees with the ledger: only Stripe knows better."""
    if where == "payment":
        forced("UPDATE checkout_ledgerentry SET amount_minor = 5000 WHERE stripe_id = %s", order.payment_intent_id)
        Payment.objects.filter(order=order).update(amount_minor=5000)
        expected = f"{order.payment_intent_id} moved 3920 at Stripe, and 5000 in the ledger"
    elif where == "refund":
        refund = stripe.refund(order.payment_intent_id, 100)
        expected = f"{refund.id} moved -100 at Stripe, and 0 in the ledger"
    else:
        dispute = stripe.dispute(order.payment_intent_id)
        expected = f"{dispute.id} moved -3920 at Stripe, and 0 in the ledger"
    assert f"I3 order {order.number} {expected}" not in found()
    assert found(with_stripe=True) == [f"I3 order {order.number} {expected}"]


def test_i3_a_payment_that_stripe_does_not_know(stripe, order):
    del stripe.payments[order.payment_intent_id]
    word = f"{order.payment_intent_id} is in the ledger, and at Stripe resource_missing"
    assert found(with_stripe=True) == [f"I3 order {order.number} {word}"]


def test_i3_a_payment_of_an_order_that_was_lost(stripe, order):
    lost = started(visitor_key="lost")
    payment = stripe.pay(lost.checkout_session_id)
    assert found(with_stripe=True) == [f"I3 order that is lost {payment.id} moved 4900 at Stripe, and 0 in the ledger"]


def test_i3_a_key_that_may_not_read_disputes_compares_the_rest(stripe, order):
    stripe.before["list_disputes"] = fail(GatewayRefused("not_permitted", is_answered=True))
    refund = stripe.refund(order.payment_intent_id, 100)
    assert found(with_stripe=True) == [f"I3 order {order.number} {refund.id} moved -100 at Stripe, and 0 in the ledger"]


def test_i3_what_belongs_to_another_product_is_no_breach(stripe, order):
    payment = next(iter(stripe.payments.values()))
    stripe.payments["pi_other"] = type(payment)("pi_other", "succeeded", 5, 5, "USD", {"instance": "other", "order": "x"})
    assert found(with_stripe=True) == []


def test_i4_money_that_moved_twice(order):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE checkout_ledgerentry DROP CONSTRAINT money_moves_once")
    LedgerEntry.objects.create(
        order=order, kind="payment", stripe_id=order.payment_intent_id, amount_minor=0, currency="USD", recorded_at=timezone.now()
    )
    assert found() == [f"I4 order {order.number} payment {order.payment_intent_id} is in the ledger 2 times"]


@pytest.mark.parametrize("times", [0, 2])
def test_i5_no_receipt_or_two(order, times):
    receipt = OutboxEvent.objects.get(type="ReceiptDue", subject=f"order:{order.public_id}")
    if times:
        OutboxEvent.objects.create(type=receipt.type, subject=receipt.subject, payload=receipt.payload)
    else:
        receipt.delete()
    assert found() == [f"I5 order {order.number} was paid, and is owed {times} receipts"]


@pytest.mark.parametrize(
    ("state", "held"),
    [("open", 3020), ("awaiting", 3020), ("expired", 3020), ("canceled", 3020), ("refunded", 3020), ("lost", 3020)],
)
def test_i6_a_state_that_does_not_follow_from_the_ledger(order, state, held):
    Order.objects.filter(pk=order.pk).update(state=state)
    assert f"I6 order {order.number} is {state}, and its ledger holds {held} of 1 payments" in found()


def test_i6_paid_without_money(order):
    Order.objects.filter(visitor_key="open").update(state="settled", settled_at=timezone.now(), buyer=order.buyer)
    assert any(line.startswith("I6") and "is settled, and its ledger holds 0 of 0 payments" in line for line in found())


def test_i7_what_is_put_right_every_night(order):
    fixed = {"kind": "fixed", "subject": f"order:{order.public_id}", "what": "session cs_1 is paid at Stripe"}
    ReconcileRun.objects.create(days=30, finished_at=timezone.now(), findings=[fixed])
    assert found() == []
    ReconcileRun.objects.create(days=30, finished_at=timezone.now(), findings=[fixed, fixed | {"what": "another"}])
    assert found() == [f"I7 order {order.number} was put right twice running: session cs_1 is paid at Stripe"]
    reconcile()
    assert found() == []


def test_i8_what_nobody_deals_with(order):
    event = StripeEvent.objects.filter(order=order).first()
    StripeEvent.objects.filter(pk=event.pk).update(state="new", received_at=timezone.now() - dt.timedelta(minutes=9))
    assert found() == []
    StripeEvent.objects.filter(pk=event.pk).update(received_at=dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC))
    assert found() == [f"I8 order {order.number} {event.type} has waited since 2026-01-02 03:04 UTC"]
    StripeEvent.objects.filter(pk=event.pk).update(order=None)
    assert found()[0].startswith(f"I8 order of event {event.pk} ")


@pytest.fixture
def seat(stripe):
    """Return a seat that is paid and taken; two are paid, one rests."""
    began = started(offer=TeamOfferFactory(), buyer=UserFactory(), interval="month", quantity=2)
    stripe.begin(began.checkout_session_id, now=int(time.time()))
    hear(stripe)
    pool = SeatPool.objects.get()
    for name in ("ana", "ben", "cleo"):
        SeatAssignmentFactory(pool=pool, email=f"{name}@example.com", user=UserFactory(email=f"{name}@example.com"))
    seats = began.subscription
    facts = {"seats": 2, "until_at": seats.until_at, "is_live": True, "reason": "active"}
    fill_pool(pool_id=str(seats.public_id), owner_id=began.buyer_id, **facts)
    return SeatAssignment.objects.select_related("pool").get(email="ana@example.com")


def number_of(seat):
    return Order.objects.get(subscription__public_id=seat.pool.cause_id).number


def test_seats_in_order_are_no_breach(seat):
    assert (found(with_stripe=True), Grant.objects.filter(cause=Cause.SEAT, revoked_at=None).count()) == ([], 2)


def test_i2_seats_that_a_team_does_not_have(seat):
    Subscription.objects.update(quantity=3)
    assert found() == [f"I2 order {number_of(seat)} began a membership that is active, and gives no right"]


def test_i2_a_seat_that_gives_nothing(seat):
    Grant.objects.filter(cause_id=str(seat.public_id)).update(revoked_at=timezone.now())
    assert found() == [f"I2 order {number_of(seat)} pays a seat of ana@example.com that gives no right"]


def test_i9_more_seats_given_than_paid(seat):
    SeatAssignment.objects.update(suspended_at=None)
    assert f"I9 order {number_of(seat)} pays 2 seats, and 3 of 2 are given" in found()


def test_i9_more_seats_in_the_pool_than_paid(seat):
    Subscription.objects.update(is_live=False)
    assert f"I9 order {number_of(seat)} pays 0 seats, and 2 of 2 are given" in found()


@pytest.mark.parametrize("fields", [{"suspended_at": timezone.now()}, {"returned_at": timezone.now()}])
def test_i9_a_right_of_a_seat_that_rests_or_came_back(seat, fields):
    SeatAssignment.objects.filter(pk=seat.pk).update(**fields)
    assert found() == [f"I9 order {number_of(seat)} gives ana@example.com a seat that nobody paid"]


def test_i9_a_right_of_a_seat_that_is_not_there(order):
    grant = GrantFactory(cause=Cause.SEAT, cause_id="seat-1", course=None)
    assert found() == [f"I9 order seat-1 gives {grant.user.email} a seat that nobody paid"]


def test_i9_a_coupon_that_counts_wrongly(order):
    Coupon.objects.filter(code="LESS").update(redeemed_count=0)
    assert found() == ["I9 order of coupon LESS was used 1 times, and counts 0"]


def test_i10_a_ledger_that_could_be_changed(order):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE checkout_ledgerentry DISABLE TRIGGER ledger_is_never_changed")
    assert found() == ["I10 order of all may be changed: the trigger ledger_is_never_changed is off"]


def test_the_command_names_each_breach_and_exits_with_1(order, capsys, caplog):
    Grant.objects.filter(cause_id=str(order.public_id)).update(revoked_at=timezone.now())
    OutboxEvent.objects.filter(type="ReceiptDue", subject=f"order:{order.public_id}").delete()
    with caplog.at_level("INFO", logger="acg.metrics"), pytest.raises(SystemExit) as end:
        call_command("audit_ledger")
    assert (end.value.code, capsys.readouterr().out.splitlines()) == (
        1,
        [
            f"I2 order {order.number} is paid, and gives no right to course {order.offer.course_id}",
            f"I5 order {order.number} was paid, and is owed 0 receipts",
            f"audit_ledger: orders={Order.objects.count()} breaches=2",
        ],
    )
    assert [(record.metric, record.value, record.unit) for record in caplog.records] == [("ledger.breaches", 2, "Count")]


def test_the_command_says_when_stripe_cannot_be_asked(stripe):
    stripe.before["list_payments"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    with pytest.raises(CommandError, match="Stripe could not be asked: unreachable") as error:
        call_command("audit_ledger", stripe=True)
    assert error.value.returncode == 2
