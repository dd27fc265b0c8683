import datetime as dt

import pytest
from django.utils import timezone

from acg.events.models import OutboxEvent
from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.gateways.protocol import GatewayRefused, GatewayUnavailable
from checkout.models import LedgerEntry, Order, Refund
from checkout.services import request_refund, return_order, settle_order
from checkout.tests.at_once import at_once
from checkout.tests.factories import OfferFactory
from checkout.tests.test_settling import hear, ledger, outbox, started
from checkout.tests.test_starting import fail

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(db):
    return UserFactory(role=Role.STAFF)


@pytest.fixture
def paid(stripe, db):
    """Return an order that was paid."""
    order = started(buyer=UserFactory())
    stripe.pay(order.checkout_session_id)
    hear(stripe)
    order.refresh_from_db()
    return order


@pytest.mark.fault(34, "a full refund, also one made in Stripe's dashboard", "access ends, the buyer is told")
def test_fault_34_a_full_refund_revokes_and_tells_the_buyer(stripe, heard, paid, staff):
    order = request_refund(order=paid, by=staff, reason=" Bought twice ")
    assert (order.state, order.settled_at is not None) == ("refunded", True)
    refund = Refund.objects.get()
    assert (refund.state, refund.amount_minor, refund.reason, refund.requested_by, refund.payment.stripe_id) == (
        "succeeded",
        4900,
        "Bought twice",
        staff,
        paid.payment_intent_id,
    )
    assert ledger() == [("payment", paid.payment_intent_id, 4900, "USD"), ("refund", refund.stripe_id, -4900, "USD")]
    assert heard.names == ["CheckoutStarting", "OrderSettled", "OrderRevoked"]
    assert (heard.facts[-1].order_id, heard.facts[-1].reason) == (str(paid.public_id), "refunded")
    assert outbox() == ["ReceiptDue", "RefundNoticeDue"]
    assert OutboxEvent.objects.last().payload == {
        "order_id": str(paid.public_id),
        "amount_minor": 4900,
        "currency": "USD",
        "is_access_over": True,
        "is_twice": False,
        "refund_id": next(iter(stripe.refunds_held)),
    }
    assert hear(stripe) == [True, True]  # what Stripe tells about it changes nothing more
    assert (len(ledger()), len(outbox()), len(heard.facts)) == (2, 2, 3)


def test_a_buyer_sends_the_order_back_within_thirty_days(stripe, heard, paid):
    order = return_order(order=paid, buyer=paid.buyer)
    refund = Refund.objects.get()
    assert (order.state, refund.amount_minor, refund.reason, refund.requested_by) == (
        "refunded",
        4900,
        "Returned by the buyer.",
        paid.buyer,
    )
    assert (heard.names[-1], outbox()) == ("OrderRevoked", ["ReceiptDue", "RefundNoticeDue"])
    with pytest.raises(DomainError) as again:
        return_order(order=order, buyer=paid.buyer)
    assert (again.value.code, Refund.objects.count()) == ("not_returnable", 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"settled_at": timezone.now() - dt.timedelta(days=31)}, "not_returnable"),
        ({"total_minor": 0}, "not_returnable"),
        ({"state": "needs_review"}, "not_returnable"),
        ({"offer": "membership"}, "not_returnable"),
        ({"buyer": None}, "not_yours"),
    ],
)
def test_what_is_old_free_doubtful_or_not_the_askers_is_not_returned(stripe, paid, change, code):
    buyer = paid.buyer
    for name, value in change.items():
        setattr(paid, name, OfferFactory(kind="membership", course=None) if value == "membership" else value)
    with pytest.raises(DomainError) as refused:
        return_order(order=paid, buyer=buyer)
    assert (refused.value.code, Refund.objects.count(), len(ledger())) == (code, 0, 1)


@pytest.mark.fault(33, "a partial refund", "access stays, the ledger tells")
def test_fault_33_a_partial_refund_keeps_access(stripe, heard, paid, staff):
    order = request_refund(order=paid, by=staff, reason="Late", amount_minor=900)
    assert (order.state, "OrderRevoked" in heard.names) == ("settled", False)
    assert OutboxEvent.objects.last().payload["is_access_over"] is False
    order = request_refund(order=paid, by=staff, reason="The rest")
    assert (order.state, sorted(Refund.objects.values_list("amount_minor", flat=True))) == ("refunded", [900, 4000])


def test_fault_34_a_refund_in_the_dashboard_takes_the_same_road(stripe, heard, paid):
    stripe.refund(paid.payment_intent_id)
    assert hear(stripe) == [True, True]
    paid.refresh_from_db()
    assert (paid.state, heard.names[-1], outbox()) == ("refunded", "OrderRevoked", ["ReceiptDue", "RefundNoticeDue"])
    assert (Refund.objects.get().reason, Refund.objects.get().requested_by) == ("", None)


@pytest.mark.fault(
    35, "a refund that waits, fails or is cancelled", "access ends with the request and comes back with the failure, which rings"
)
def test_fault_35_a_refund_that_fails_gives_access_back_and_no_second_receipt(stripe, heard, paid, staff):
    request_refund(order=paid, by=staff, reason="Bought twice")
    refund = Refund.objects.get()
    stripe.move_refund(refund.stripe_id, "failed")
    hear(stripe)
    paid.refresh_from_db()
    refund.refresh_from_db()
    assert (paid.state, refund.state) == ("settled", "failed")
    assert ledger()[-1] == ("refund_failed", refund.stripe_id, 4900, "USD")
    assert sum(LedgerEntry.objects.values_list("amount_minor", flat=True)) == 4900
    assert heard.names == ["CheckoutStarting", "OrderSettled", "OrderRevoked", "OrderSettled"]
    assert outbox() == ["ReceiptDue", "RefundNoticeDue"]
    again = request_refund(order=paid, by=staff, reason="Again")
    assert (again.state, Refund.objects.count()) == ("refunded", 2)


def test_a_refund_that_had_failed_before_it_was_seen_is_in_the_ledger_twice_and_nobody_is_told(stripe, heard, paid):
    refund = stripe.refund(paid.payment_intent_id, status="failed")
    hear(stripe)
    assert [row[0] for row in ledger()] == ["payment", "refund", "refund_failed"]
    assert (outbox(), heard.names[-1], Refund.objects.get().stripe_id) == (["ReceiptDue"], "OrderSettled", refund.id)


def test_odd_metadata_of_a_dashboard_refund_are_survived(stripe, paid):
    stripe.refunds_held["re_odd"] = stripe.refund(paid.payment_intent_id).__class__(
        "re_odd", "pending", 1, "USD", paid.payment_intent_id, {"by": "the boss"}
    )
    assert all(hear(stripe))
    assert set(Refund.objects.values_list("requested_by", flat=True)) == {None}


@pytest.mark.parametrize("role", [Role.STUDENT, Role.INSTRUCTOR, Role.EDITOR])
def test_only_staff_refund(stripe, paid, role):
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=UserFactory(role=role), reason="Mine")
    assert (refused.value.code, stripe.calls["create_refund"]) == ("not_allowed", 0)


def test_staff_that_left_refund_nothing(stripe, paid):
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=UserFactory(role=Role.STAFF, is_active=False), reason="Mine")
    assert refused.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"reason": "  "}, ("reason_missing", "reason")),
        ({"amount_minor": 0}, ("amount_invalid", "amount_minor")),
        ({"amount_minor": -1}, ("amount_invalid", "amount_minor")),
        ({"amount_minor": 4901}, ("amount_invalid", "amount_minor")),
    ],
)
def test_an_odd_request_sends_nothing(stripe, paid, staff, wish, refusal):
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=staff, **({"reason": "Why"} | wish))
    assert ((refused.value.code, refused.value.field), stripe.calls["create_refund"]) == (refusal, 0)


def test_an_order_without_money_has_nothing_to_refund(stripe, staff):
    with pytest.raises(DomainError) as refused:
        request_refund(order=started(), by=staff, reason="Why")
    assert (refused.value.code, stripe.calls["create_refund"]) == ("nothing_to_refund", 0)


def test_what_was_refunded_is_not_refunded_again(stripe, paid, staff):
    request_refund(order=paid, by=staff, reason="Once")
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=staff, reason="Twice")
    assert (refused.value.code, stripe.calls["create_refund"]) == ("nothing_to_refund", 1)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_the_money_once(stripe, paid, staff):
    results = at_once(*[lambda: request_refund(order=Order.objects.get(pk=paid.pk), by=staff, reason="Once")] * 4)
    assert {getattr(result, "code", "") or result.state for result in results} <= {"refunded", "nothing_to_refund"}
    assert (len(stripe.refunds_held), sum(LedgerEntry.objects.values_list("amount_minor", flat=True))) == (1, 0)


def test_stripe_is_down(stripe, paid, staff):
    stripe.before["create_refund"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=staff, reason="Why")
    paid.refresh_from_db()
    assert (refused.value.code, paid.state) == ("payments_unavailable", "settled")


def test_stripe_goes_down_after_it_accepted(stripe, paid, staff):
    stripe.before["session"] = fail(GatewayUnavailable("unreachable", is_answered=False))
    assert request_refund(order=paid, by=staff, reason="Why").state == "settled"
    del stripe.before["session"]
    hear(stripe)
    paid.refresh_from_db()
    assert (paid.state, Refund.objects.get().reason) == ("refunded", "Why")


def test_the_dashboard_was_faster(stripe, paid, staff):
    stripe.refund(paid.payment_intent_id)
    assert request_refund(order=paid, by=staff, reason="Why").state == "refunded"
    assert len(stripe.refunds_held) == 1


def test_stripe_refuses(stripe, paid, staff):
    stripe.before["create_refund"] = fail(GatewayRefused("charge_disputed", is_answered=True))
    with pytest.raises(DomainError) as refused:
        request_refund(order=paid, by=staff, reason="Why")
    paid.refresh_from_db()
    assert (refused.value.code, paid.state) == ("refund_refused", "settled")


def test_an_order_that_was_paid_twice_gives_both_back(stripe, paid, staff):
    stripe.pay(paid.checkout_session_id)
    order = settle_order(order_id=paid.pk)
    assert (order.state, order.review_reason) == ("settled", "Paid more than once.")
    order = request_refund(order=order, by=staff, reason="Second payment", amount_minor=4900)
    assert order.state == "settled"
    order = request_refund(order=order, by=staff, reason="All of it")
    assert (order.state, Refund.objects.count()) == ("refunded", 2)
