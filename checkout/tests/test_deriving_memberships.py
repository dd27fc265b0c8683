"""The pure heart of memberships: what one is, from what Stripe holds. No database."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.gateways.billing import InvoicePaid, StripeInvoice, StripeSubscription
from checkout.gateways.protocol import StripeDispute, StripeRefund, StripeSession
from checkout.services.deriving import Movement, OrderFacts
from checkout.services.memberships.deriving import LATE, NEW_WORD, MembershipObjects, derive_membership

DAY = 24 * 60 * 60
START = 1_800_000_000
END = START + 30 * DAY
OURS = {"order": "order-1", "instance": "school"}
ORDER = OrderFacts("order-1", "school", 2500, "USD", "open", has_buyer=True)
SESSION = StripeSession(
    "cs_1", "complete", "paid", 2500, "USD", order="order-1", metadata=OURS, subscription_id="sub_1", email="A@b.co"
)
SUBSCRIPTION = StripeSubscription("sub_1", "active", period_start=START, period_end=END, metadata=OURS, created=START)
PAID = InvoicePaid("pi_1", "paid", 2500, 2500, "USD", START)
INVOICE = StripeInvoice(
    "in_1",
    "paid",
    "sub_1",
    2500,
    "USD",
    reason="subscription_create",
    amount_paid=2500,
    period_start=START,
    period_end=END,
    created=START,
    paid_at=START,
    payments=(PAID,),
)
SECOND = dataclasses.replace(
    INVOICE,
    id="in_2",
    reason="subscription_cycle",
    created=END,
    paid_at=END,
    period_start=END,
    period_end=END + 30 * DAY,
    payments=(InvoicePaid("pi_2", "paid", 2500, 2500, "USD", END),),
)
DISPUTE = StripeDispute("dp_1", "needs_response", 2500, "USD", "pi_1", is_withdrawn=True)
REFUND = StripeRefund("re_1", "succeeded", 2500, "USD", "pi_1")
change = dataclasses.replace


def derived(order=ORDER, subscription=SUBSCRIPTION, invoices=(INVOICE,), sessions=(SESSION,), **more):
    objects = MembershipObjects(tuple(sessions), subscription, tuple(invoices), **more)
    return derive_membership(order, objects)


def until(**wish):
    found = derived(**wish)
    assert found.is_live is (found.until_at is not None)
    return (found.until_at - dt.datetime.fromtimestamp(START, tz=dt.UTC)).days if found.until_at else None


def test_begun():
    found = derived()
    assert (found.order.state, found.order.review_reason, found.order.email, found.is_live) == ("settled", "", "a@b.co", True)
    assert [(m.kind, m.stripe_id, m.amount_minor) for m in found.order.movements] == [("payment", "pi_1", 2500)]
    assert found.order.payments[0][1] == "succeeded"


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, 37),
        ({"status": "trialing", "trial_end": END}, 37),
        ({"cancel_at_period_end": True}, 30),
        ({"cancel_at": START + 3 * DAY}, 3),
        ({"status": "trialing", "cancel_at_period_end": True}, 30),
        ({"status": "past_due"}, 7),
        ({"status": "past_due", "cancel_at_period_end": True, "period_end": START + 2 * DAY}, 2),
        ({"status": "unpaid"}, None),
        ({"status": "canceled", "ended_at": START}, None),
        ({"status": "incomplete_expired"}, None),
        ({"is_paused": True, "period_end": END + 30 * DAY}, 30),
        ({"status": "paused"}, 30),
        ({"status": "a_word_of_2031", "period_end": END + 30 * DAY}, 30),
    ],
)
def test_how_long_it_is_on(fields, days):
    assert until(subscription=change(SUBSCRIPTION, **fields)) == days


def test_the_grace_begins_with_the_oldest_open_invoice():
    late = change(SUBSCRIPTION, status="past_due", period_start=END + 30 * DAY, period_end=END + 60 * DAY)
    owed = [change(SECOND, id=f"in_{n + 8}", status="open", payments=(), period_start=END + n * 30 * DAY) for n in (0, 1)]
    assert until(subscription=late, invoices=[INVOICE, *owed]) == 37


@pytest.mark.parametrize(
    ("session", "state"),
    [
        ({"status": "open"}, "open"),
        ({"status": "expired"}, "expired"),
        ({"status": "complete"}, "awaiting"),
        ({"status": "a_word_of_2031"}, "open"),
    ],
)
def test_before_it_began(session, state):
    found = derived(subscription=None, invoices=(), sessions=[change(SESSION, **session)])
    assert (found.order.state, found.is_live, found.order.movements) == (state, False, ())


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        ("incomplete", "awaiting", ""),
        ("incomplete_expired", "canceled", ""),
        ("canceled", "canceled", ""),
        ("a_word_of_2031", "awaiting", NEW_WORD),
    ],
)
def test_never_paid(status, state, reason):
    waiting = change(INVOICE, status="open", amount_paid=0, paid_at=0, payments=(change(PAID, status="open", amount_paid=0),))
    found = derived(subscription=change(SUBSCRIPTION, status=status), invoices=[waiting])
    assert (found.order.state, found.order.review_reason, found.is_live, found.order.movements) == (state, reason, False, ())


@pytest.mark.parametrize(
    "wish",
    [
        {"invoices": [change(INVOICE, total=2400)]},
        {"invoices": [change(INVOICE, currency="EUR")]},
        {"subscription": change(SUBSCRIPTION, metadata={})},
        {"subscription": change(SUBSCRIPTION, metadata={**OURS, "instance": "shop"})},
        {"sessions": [change(SESSION, order="order-2")]},
        {"order": change(ORDER, has_buyer=False), "sessions": [change(SESSION, email="")]},
    ],
)
def test_what_is_in_doubt_is_looked_at(wish):
    found = derived(**wish)
    assert (found.order.state, bool(found.order.review_reason), found.is_live) == ("needs_review", True, False)
    order = change(wish.pop("order", ORDER), was_settled=True, has_buyer=True)
    assert derived(order=order, **wish).is_live  # access once given is not taken because a label changed later


def test_nothing_due_leaves_a_row_of_nothing():
    free = change(INVOICE, total=0, amount_paid=0, payments=())
    found = derived(order=change(ORDER, total_minor=0), invoices=[free])
    assert [(m.kind, m.stripe_id, m.amount_minor) for m in found.order.movements] == [("payment", "free-order-1", 0)]


@pytest.mark.parametrize(
    ("wish", "state", "is_live"),
    [
        ({"refunds": (REFUND,)}, "refunded", False),
        ({"refunds": (change(REFUND, amount=2499),)}, "settled", True),
        ({"refunds": (change(REFUND, status="failed"),)}, "settled", True),
        ({"disputes": (DISPUTE,)}, "disputed", False),
        ({"disputes": (change(DISPUTE, status="lost"),)}, "lost", False),
        ({"disputes": (change(DISPUTE, status="won", is_reinstated=True),)}, "settled", True),
        ({"disputes": (change(DISPUTE, status="warning_needs_response", is_withdrawn=False),)}, "settled", False),
        ({"invoices": [INVOICE, SECOND], "refunds": (REFUND,)}, "settled", True),
        ({"invoices": [INVOICE, SECOND], "refunds": (change(REFUND, payment_id="pi_2"),)}, "settled", False),
        ({"invoices": [INVOICE, SECOND], "booked": (Movement("refund", "re_9", -2500, "USD"),)}, "settled", True),
    ],
)
def test_money_that_went_back(wish, state, is_live):
    found = derived(**wish)
    assert (found.order.state, found.is_live) == (state, is_live)


@pytest.mark.parametrize(
    ("fields", "paid_at", "reason"),
    [
        ({"status": "canceled", "ended_at": END + DAY}, END + 2 * DAY, LATE),
        ({"status": "canceled", "ended_at": END + DAY}, END, ""),
        ({"status": "canceled", "canceled_at": END + DAY}, END + 2 * DAY, LATE),
        ({"status": "active"}, END + 2 * DAY, ""),
    ],
)
def test_paid_after_the_end(fields, paid_at, reason):
    order = change(ORDER, was_settled=True)
    found = derived(order=order, subscription=change(SUBSCRIPTION, **fields), invoices=[INVOICE, change(SECOND, paid_at=paid_at)])
    assert (found.order.state, found.order.review_reason) == ("settled", reason)
    unseen = derived(subscription=change(SUBSCRIPTION, **fields), invoices=[INVOICE, change(SECOND, paid_at=paid_at)])
    assert unseen.order.state == ("needs_review" if reason else "settled")


def test_an_older_invoice_paid_while_a_newer_is_open_is_looked_at():
    unpaid = change(SUBSCRIPTION, status="unpaid")
    newer = change(SECOND, status="open", payments=())
    found = derived(
        subscription=unpaid, invoices=[change(INVOICE, paid_at=END + DAY), newer], order=change(ORDER, was_settled=True)
    )
    assert (found.order.review_reason, found.is_live) == (LATE, False)


# -- properties --------------------------------------------------------------------------------------------------------------------

moments = st.sampled_from([0, START, START + DAY, END, END + DAY])
words = ["active", "trialing", "past_due", "unpaid", "canceled", "paused", "incomplete", "incomplete_expired", "new_word"]
payments = st.builds(
    InvoicePaid,
    id=st.integers(1, 4).map("pi_{}".format),
    status=st.sampled_from(["paid", "paid", "open", "canceled"]),
    amount=st.just(2500),
    amount_paid=st.sampled_from([2500, 2500, 0]),
    currency=st.just("USD"),
    created=moments,
)
invoices = st.builds(
    StripeInvoice,
    id=st.integers(1, 3).map("in_{}".format),
    status=st.sampled_from(["paid", "open", "void", "uncollectible", "new_word"]),
    subscription_id=st.just("sub_1"),
    total=st.sampled_from([2500, 2500, 0]),
    currency=st.sampled_from(["USD", "USD", "EUR"]),
    reason=st.sampled_from(["subscription_create", "subscription_cycle"]),
    period_start=moments,
    period_end=moments,
    created=moments,
    paid_at=moments,
    payments=st.lists(payments, max_size=1).map(tuple),
)
subscriptions = st.none() | st.builds(
    StripeSubscription,
    id=st.just("sub_1"),
    status=st.sampled_from(words),
    period_start=moments,
    period_end=moments,
    cancel_at=moments,
    cancel_at_period_end=st.booleans(),
    ended_at=moments,
    is_paused=st.booleans(),
    metadata=st.sampled_from([OURS, OURS, {}]),
)
sessions = st.builds(
    StripeSession,
    id=st.integers(1, 2).map("cs_{}".format),
    status=st.sampled_from(["open", "complete", "expired", "new_word"]),
    payment_status=st.just("paid"),
    order=st.sampled_from(["order-1", "order-1", "order-2"]),
    metadata=st.sampled_from([OURS, OURS, {}]),
    email=st.sampled_from(["", "a@b.co"]),
)
refunds = st.builds(
    StripeRefund,
    id=st.integers(1, 2).map("re_{}".format),
    status=st.sampled_from(["succeeded", "pending", "failed", "new_word"]),
    amount=st.sampled_from([2500, 100]),
    currency=st.just("USD"),
    payment_id=st.integers(1, 4).map("pi_{}".format),
)
orders = st.builds(
    OrderFacts,
    public_id=st.just("order-1"),
    instance=st.just("school"),
    total_minor=st.sampled_from([2500, 0]),
    currency=st.just("USD"),
    state=st.sampled_from(["open", "awaiting", "settled", "expired", "canceled", "refunded", "needs_review"]),
    has_buyer=st.booleans(),
    was_settled=st.booleans(),
)


def unique(things):
    return st.lists(things, max_size=3, unique_by=lambda thing: thing.id)


def one_payment_each(found):
    """Keep only invoices whose payments no other invoice names, as at Stripe."""
    ids = [payment.id for invoice in found for payment in invoice.payments]
    return len(ids) == len(set(ids))


everything = st.tuples(unique(sessions), subscriptions, unique(invoices).filter(one_payment_each), unique(refunds))


@given(order=orders, held=everything, data=st.data())
def test_sequence_and_repetition_make_no_difference(order, held, data):
    pages, subscription, bills, back = held
    straight = derive_membership(order, MembershipObjects(tuple(pages), subscription, tuple(bills), tuple(back)))
    shuffled = [tuple(data.draw(st.permutations(things + things[:1]))) for things in (pages, bills, back)]
    again = derive_membership(order, MembershipObjects(shuffled[0], subscription, shuffled[1], shuffled[2]))
    assert again == straight


@given(order=orders, held=everything)
def test_nobody_learns_without_a_live_subscription(order, held):
    pages, subscription, bills, back = held
    found = derive_membership(order, MembershipObjects(tuple(pages), subscription, tuple(bills), tuple(back)))
    if found.is_live:
        assert subscription is not None
        assert found.order.state == "settled"
        assert subscription.status not in {"unpaid", "canceled", "incomplete", "incomplete_expired"}
        assert [m for m in found.order.movements if m.kind == "payment"]
    keys = [(m.kind, m.stripe_id) for m in found.order.movements]
    assert len(keys) == len(set(keys))


@given(order=orders, held=everything)
def test_what_the_ledger_has_changes_nothing(order, held):
    pages, subscription, bills, back = held
    once = derive_membership(order, MembershipObjects(tuple(pages), subscription, tuple(bills), tuple(back)))
    booked = once.order.movements
    again = derive_membership(order, MembershipObjects(tuple(pages), subscription, tuple(bills), tuple(back), booked=booked))
    assert (again.order.state, again.until_at, again.is_live) == (once.order.state, once.until_at, once.is_live)
