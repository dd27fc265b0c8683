"""A machine that does anything in any order to the real services, and looks after each step whether the promises still hold.

`pytest acg/tests/test_money_machine.py --hypothesis-profile=proof` plays 400 games of 30 steps, as `make chaos` does.
"""

import contextlib

import hypothesis
import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from acg.auditing import audit
from acg.chaos.workers import pass_time
from acg.events.models import OutboxEvent
from acg.schedule import run_minute
from acg.shared.errors import DomainError
from acg.users.models import Role, User
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import Coupon, CouponRedemption, LedgerEntry, Order, StripeEventSource
from checkout.services import claim_orders, receive_event, reconcile, request_refund, settle, start_checkout
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.stripe_double import GONE_WRONG, StripeDouble
from students.models import Grant

pytestmark = pytest.mark.django_db

URLS = {"success_url": "https://school.test/done/{order}", "cancel_url": "https://school.test/back/{order}"}
ADDRESSES = ("new@example.com", "newer@example.com", "buyer0@example.com")
AT_STAKE = {"needs_response", "warning_needs_response"}
REFUSALS = {"already_owned", "coupon_used_up", "payment_under_way", "nothing_to_refund", "amount_invalid", "refund_refused"}
index = st.integers(0, 50)
crashes = st.one_of(st.just(0), st.just(0), st.just(0), st.integers(1, 60))  # at which statement, mostly at none


class Crash(BaseException):
    """What a killed worker leaves of itself: nothing after the statement that it was at."""


@contextlib.contextmanager
def dying(number):
    """Let the worker die at its n-th statement, or live.

    What it had committed stays. A write outside any transaction of its own dies alone: only here, inside the game's transaction, Django
    believes that more must be rolled back.
    """
    left = [number]

    def run(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            raise Crash
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(run):
            yield
    except Crash:
        transaction.set_rollback(False)


class Money(RuleBasedStateMachine):
    """Buyers, Stripe, staff, the clock and crashes, over a handful of orders."""

    @initialize()
    def open_school(self):
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.stripe = StripeDouble()
        self.original, gateways.gateway = gateways.gateway, lambda: self.stripe
        self.buyers = [UserFactory(email=f"buyer{number}@example.com") for number in range(2)]
        EmailAddress.objects.bulk_create(
            [EmailAddress(user=buyer, email=buyer.email, verified=True, primary=True) for buyer in self.buyers],
            update_conflicts=True,
            unique_fields=["user", "email"],
            update_fields=["verified"],
        )
        self.staff = UserFactory(role=Role.STAFF)
        self.offers = [OfferFactory() for _number in range(2)]
        CouponFactory(code="LESS", max_redemptions=2)
        self.ledger, self.refusals = {}, set()

    def teardown(self):
        if not hasattr(self, "rollback"):
            return
        try:
            self.calm_down()
        finally:
            gateways.gateway = self.original
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

    # -- buyers --------------------------------------------------------------------------------------------------------------------

    @rule(who=st.integers(0, 3), offer=st.integers(0, 1), coupon=st.sampled_from(["", "", "LESS"]), crash=crashes)
    def buy(self, who, offer, coupon, crash):
        """Click, in one tab or another; perhaps the worker dies of it."""
        buyer = self.buyers[who] if who < len(self.buyers) else None
        wish = {"offer": self.offers[offer], "buyer": buyer, "visitor_key": f"browser-{who}", "coupon_code": coupon}
        try:
            with dying(crash):
                start_checkout(currency="USD", **wish, **URLS)
        except DomainError as refused:
            self.refusals.add(refused.code)

    @rule(which=index, address=st.sampled_from(ADDRESSES))
    @precondition(lambda self: self.open_sessions())
    def pay(self, which, address):
        self.stripe.pay(self.pick(self.open_sessions(), which), email=address)

    @rule(who=st.integers(0, 3), offer=st.integers(0, 1), address=st.sampled_from(ADDRESSES), is_heard=st.booleans())
    def buy_and_pay(self, who, offer, address, is_heard):
        """What most people do."""
        self.buy(who=who, offer=offer, coupon="", crash=0)
        if self.open_sessions():
            self.stripe.pay(self.open_sessions()[-1], email=address)
            if is_heard:
                self.deliver(which=len(self.stripe.told) - 1, times=1, crash=0)

    @rule(which=index)
    @precondition(lambda self: self.open_sessions())
    def decline(self, which):
        self.stripe.decline(self.pick(self.open_sessions(), which))

    @rule(which=index)
    @precondition(lambda self: self.open_sessions())
    def expire(self, which):
        self.stripe.expire(self.pick(self.open_sessions(), which))

    @rule(which=index, address=st.sampled_from(ADDRESSES))
    @precondition(lambda self: self.open_sessions())
    def pay_by_bank(self, which, address):
        self.stripe.bank_debit(self.pick(self.open_sessions(), which), email=address)

    @rule(which=index, ok=st.booleans())
    @precondition(lambda self: self.debits())
    def bank_answers(self, which, ok):
        self.stripe.bank_answers(self.pick(self.debits(), which), ok=ok)

    @rule(who=st.integers(0, 50))
    def sign_in(self, who):
        user = self.pick(list(User.objects.filter(role=Role.STUDENT).order_by("pk")), who)
        EmailAddress.objects.filter(user=user).update(verified=True)
        claim_orders(user=user)

    # -- staff and banks -----------------------------------------------------------------------------------------------------------

    @rule(which=index, share=st.sampled_from([1, 2, 3]), in_dashboard=st.booleans())
    @precondition(lambda self: self.refundable())
    def refund(self, which, share, in_dashboard):
        payment = self.pick(self.refundable(), which)
        amount = max(self.left(payment) // share, 1)
        if in_dashboard:
            self.stripe.refund(payment.id, amount)
            return
        order = Order.objects.get(public_id=payment.metadata["order"])
        try:
            request_refund(order=order, by=self.staff, reason="Asked for.", amount_minor=amount)
        except DomainError as refused:
            self.refusals.add(refused.code)

    @rule(which=index)
    @precondition(lambda self: self.sent_back())
    def refund_fails(self, which):
        self.stripe.move_refund(self.pick(self.sent_back(), which), "failed")

    @rule(which=index, word=st.sampled_from(sorted(AT_STAKE)))
    @precondition(lambda self: self.disputable())
    def dispute(self, which, word):
        self.stripe.dispute(self.pick(self.disputable(), which).id, status=word)

    @rule(which=index, is_won=st.booleans())
    @precondition(lambda self: self.disputed())
    def decide(self, which, is_won):
        dispute = self.stripe.disputes_held[self.pick(self.disputed(), which)]
        if dispute.status == "warning_needs_response":
            self.stripe.move_dispute(dispute.id, "warning_closed")
        elif is_won:
            self.stripe.move_dispute(dispute.id, "won", is_reinstated=True)
        else:
            self.stripe.move_dispute(dispute.id, "lost")

    # -- news ----------------------------------------------------------------------------------------------------------------------

    @rule(which=index, times=st.integers(1, 3), crash=crashes)
    @precondition(lambda self: self.stripe.told)
    def deliver(self, which, times, crash):
        """Deliver any event there ever was, any number of times; what is never chosen is lost."""
        body = self.pick(self.stripe.told, which)
        for _time in range(times):
            with dying(crash):
                settle(receive_event(body=body, source=StripeEventSource.WEBHOOK))

    @rule(crash=crashes)
    def timer(self, crash):
        pass_time()
        with dying(crash):
            run_minute()

    # -- what must hold ------------------------------------------------------------------------------------------------------------

    @invariant()
    def promises_hold(self):
        if not hasattr(self, "rollback"):
            return
        assert [str(breach) for breach in audit().breaches if breach.invariant != "I8"] == []
        assert self.refusals <= REFUSALS
        rows = {row[0]: row for row in LedgerEntry.objects.values_list("pk", "order_id", "kind", "stripe_id", "amount_minor")}
        assert {pk: rows.get(pk) for pk in self.ledger} == self.ledger  # I10
        self.ledger = rows
        assert set(self.moved().items()) >= {((row[2], row[3]), row[4]) for row in rows.values()}  # I3, I4
        assert Coupon.objects.get().redeemed_count == CouponRedemption.objects.count() <= 2
        for grant in Grant.objects.live().filter(cause="order"):  # I1
            order = Order.objects.get(public_id=grant.cause_id)
            assert (order.buyer_id, order.state) == (grant.user_id, "settled")
            assert LedgerEntry.objects.filter(order=order, kind="payment").exists()

    def calm_down(self):
        """Let the night pass: everything that was lost is found, and a second night finds nothing."""
        reconcile()
        for _minute in range(3):
            pass_time()
            assert run_minute() == []
        reconcile()
        assert reconcile().fixed == {}  # I7
        self.promises_hold()
        for order in Order.objects.exclude(checkout_session_id=None):
            state = self.state_of(order)
            assert order.state == state, f"{order} is {order.state} and must be {state}"
            is_given = state == "settled" and order.buyer_id is not None
            assert Grant.objects.live().filter(cause_id=str(order.public_id)).count() == is_given  # I2
            facts = OutboxEvent.objects.filter(subject=f"order:{order.public_id}", type="ReceiptDue")
            assert facts.count() == (order.settled_at is not None)  # I5

    # -- what Stripe knows ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def pick(things, which):
        return things[which % len(things)]

    def open_sessions(self):
        return [key for key, session in self.stripe.sessions.items() if session.status == "open"]

    def debits(self):
        held = self.stripe.payments
        return [key for key, s in self.stripe.sessions.items() if s.payment_id and held[s.payment_id].status == "processing"]

    def left(self, payment):
        back = [r.amount for r in self.stripe.refunds_held.values() if r.payment_id == payment.id and r.status not in GONE_WRONG]
        return payment.amount_received - sum(back)

    def disputes_of(self, payment):
        return [d for d in self.stripe.disputes_held.values() if d.payment_id == payment.id]

    def refundable(self):
        return [p for p in self.stripe.payments.values() if self.left(p) > 0 and not self.disputes_of(p)]

    def sent_back(self):
        return [key for key, refund in self.stripe.refunds_held.items() if refund.status not in GONE_WRONG]

    def disputable(self):
        return [p for p in self.refundable() if self.left(p) == p.amount_received]

    def disputed(self):
        return [key for key, dispute in self.stripe.disputes_held.items() if dispute.status in AT_STAKE]

    def moved(self):
        """Return every movement of money there ever was, by kind and id."""
        found = {("payment", p.id): p.amount_received for p in self.stripe.payments.values() if p.status == "succeeded"}
        for refund in self.stripe.refunds_held.values():
            found["refund", refund.id] = -refund.amount
            if refund.status in GONE_WRONG:
                found["refund_failed", refund.id] = refund.amount
        for dispute in self.stripe.disputes_held.values():
            if dispute.is_withdrawn or dispute.is_reinstated:
                found["dispute", dispute.id] = -dispute.amount
            if dispute.is_reinstated:
                found["dispute_won", dispute.id] = dispute.amount
        return found

    def state_of(self, order):
        """Return where an order must stand, from Stripe's objects alone."""
        session = self.stripe.sessions[order.checkout_session_id]
        payments = [p for p in self.stripe.payments.values() if p.metadata.get("order") == str(order.public_id)]
        paid = [p for p in payments if p.status == "succeeded"]
        if not paid:
            words = {"complete": "awaiting", "open": "open", "expired": "expired"}
            is_refused = session.status == "complete" and self.stripe.payments[session.payment_id].status != "processing"
            return "canceled" if is_refused else words[session.status]
        if sum(self.left(p) for p in paid) <= 0:
            return "refunded"
        words = {dispute.status for p in paid for dispute in self.disputes_of(p)}
        return "disputed" if words & AT_STAKE else "lost" if "lost" in words else "settled"


@pytest.mark.usefixtures("db")
def test_whatever_happens_the_promises_hold(request):
    is_proof = request.config.getoption("--hypothesis-profile", default=None) == "proof"
    sizes = {"max_examples": 400, "stateful_step_count": 30} if is_proof else {"max_examples": 15, "stateful_step_count": 20}
    checks = list(hypothesis.HealthCheck)
    run_state_machine_as_test(
        Money, settings=hypothesis.settings(deadline=None, suppress_health_check=checks, database=None, **sizes)
    )
