"""The pure heart: what an order is, from what Stripe holds. No database."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.gateways.protocol import StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.services.deriving import OrderFacts, StripeObjects, derive

OURS = {"order": "order-1", "instance": "school"}
ORDER = OrderFacts("order-1", "school", 4900, "USD", "open", has_buyer=False)
SESSION = StripeSession("cs_1", "complete", "paid", 4900, "USD", order="order-1", metadata=OURS, payment_id="pi_1", email="A@b.co")
PAYMENT = StripePayment("pi_1", "succeeded", 4900, 4900, "USD", OURS)
REFUND = StripeRefund("re_1", "succeeded", 4900, "USD", "pi_1")
DISPUTE = StripeDispute("du_1", "needs_response", 4900, "USD", "pi_1", "fraudulent", is_withdrawn=True)
change = dataclasses.replace


def state(order=ORDER, sessions=(SESSION,), payments=(PAYMENT,), refunds=(), disputes=()):
    derived = derive(order, StripeObjects(tuple(sessions), tuple(payments), tuple(refunds), tuple(disputes)))
    return derived.state, derived.review_reason


def test_paid():
    derived = derive(ORDER, StripeObjects((SESSION,), (PAYMENT,)))
    assert (derived.state, derived.email, derived.session_id, derived.payment_id) == ("settled", "a@b.co", "cs_1", "pi_1")
    assert [(m.kind, m.stripe_id, m.amount_minor) for m in derived.movements] == [("payment", "pi_1", 4900)]


@pytest.mark.parametrize(
    ("session", "payment", "expected"),
    [
        ({"status": "open", "payment_status": "unpaid", "payment_id": ""}, None, "open"),
        ({"status": "open", "payment_status": "unpaid"}, {"status": "requires_payment_method"}, "open"),
        ({"status": "open", "payment_status": "unpaid"}, {"status": "requires_action"}, "open"),
        ({"status": "expired", "payment_status": "unpaid", "payment_id": ""}, None, "expired"),
        ({"status": "expired", "payment_status": "unpaid"}, {"status": "canceled"}, "expired"),
        ({"payment_status": "unpaid"}, {"status": "processing"}, "awaiting"),
        ({"payment_status": "unpaid"}, {"status": "a_word_of_2031"}, "awaiting"),
        ({"payment_status": "unpaid"}, None, "awaiting"),
        ({"payment_status": "unpaid"}, {"status": "requires_payment_method"}, "canceled"),
        ({"payment_status": "unpaid"}, {"status": "canceled"}, "canceled"),
        ({"status": "a_word_of_2031", "payment_status": "odd", "payment_id": ""}, None, "open"),
        ({"status": "expired", "payment_status": "unpaid"}, {}, "settled"),  # expired, then paid: paid wins
    ],
)
def test_the_words_of_stripe(session, payment, expected):
    payments = () if payment is None else (change(PAYMENT, **({"amount_received": 0} if payment else {}), **payment),)
    assert state(sessions=[change(SESSION, **session)], payments=payments) == (expected, "")


def test_without_objects_it_stays_what_it_was():
    for word in ("open", "settled", "canceled"):
        assert state(change(ORDER, state=word), (), ()) == (word, "")


@pytest.mark.parametrize("status", ["paid", "no_payment_required"])
def test_called_paid_without_a_payment_is_looked_at(status):
    assert state(sessions=[change(SESSION, payment_status=status, payment_id="")], payments=())[0] == "needs_review"


@pytest.mark.parametrize(
    ("session", "payment"),
    [
        ({}, {"amount_received": 4899}),
        ({}, {"amount_received": 4901}),
        ({}, {"currency": "EUR"}),
        ({"order": "order-2"}, {}),
        ({"metadata": {**OURS, "order": "order-2"}}, {}),
        ({"metadata": {**OURS, "instance": "shop"}}, {}),
        ({"metadata": {}}, {}),
        ({}, {"metadata": {**OURS, "order": "order-2"}}),
        ({"email": ""}, {}),
        ({"email": "no address"}, {}),
        ({"email": "a" * 250 + "@b.co"}, {}),
    ],
)
def test_money_in_doubt_is_looked_at_and_kept(session, payment):
    sessions, payments = (change(SESSION, **session),), (change(PAYMENT, **payment),)
    derived = derive(ORDER, StripeObjects(sessions, payments))
    assert (derived.state, bool(derived.review_reason), len(derived.movements)) == ("needs_review", True, 1)
    # What was given is not taken because a label changed later; a person is told all the same.
    after = derive(change(ORDER, state="settled", was_settled=True), StripeObjects(sessions, payments))
    assert (after.state, after.review_reason) == ("settled", derived.review_reason)


def test_an_account_needs_no_address():
    assert state(change(ORDER, has_buyer=True), [change(SESSION, email="")]) == ("settled", "")


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        ([REFUND], "refunded"),
        ([change(REFUND, amount=4899)], "settled"),
        ([change(REFUND, amount=4000), change(REFUND, id="re_2", amount=900)], "refunded"),
        ([change(REFUND, status="pending")], "refunded"),
        ([change(REFUND, status="requires_action")], "refunded"),
        ([change(REFUND, status="a_word_of_2031")], "refunded"),
        ([change(REFUND, status="failed")], "settled"),
        ([change(REFUND, status="canceled")], "settled"),
        ([change(REFUND, status="failed"), change(REFUND, id="re_2")], "refunded"),
    ],
)
def test_refunds(refunds, expected):
    assert state(refunds=refunds) == (expected, "")


def test_the_same_order_paid_twice_is_told_and_one_refund_leaves_it_paid():
    second = change(PAYMENT, id="pi_2")
    assert state(payments=[PAYMENT, second]) == ("settled", "Paid more than once.")
    assert state(payments=[PAYMENT, second], refunds=[change(REFUND, payment_id="pi_2")]) == ("settled", "")
    assert state(payments=[PAYMENT, second], refunds=[REFUND, change(REFUND, id="re_2", payment_id="pi_2")]) == ("refunded", "")


@pytest.mark.parametrize(
    ("status", "moved", "expected", "rows"),
    [
        ("needs_response", (True, False), "disputed", [-4900]),
        ("needs_response", (False, False), "disputed", [-4900]),  # a server that lists no movements is still understood
        ("under_review", (True, False), "disputed", [-4900]),
        ("appeal_needs_response", (True, False), "disputed", [-4900]),
        ("appeal_under_review", (True, False), "disputed", [-4900]),
        ("warning_needs_response", (False, False), "disputed", []),
        ("warning_under_review", (False, False), "disputed", []),
        ("warning_closed", (False, False), "settled", []),
        ("won", (True, True), "settled", [-4900, 4900]),
        ("won", (True, False), "settled", [-4900, 4900]),
        ("won", (False, False), "settled", [-4900, 4900]),
        ("prevented", (False, False), "settled", []),
        ("prevented", (True, True), "settled", [-4900, 4900]),
        ("lost", (True, False), "lost", [-4900]),
        ("lost", (False, False), "lost", [-4900]),
    ],
)
def test_the_ten_words_of_a_dispute(status, moved, expected, rows):
    dispute = change(DISPUTE, status=status, is_withdrawn=moved[0], is_reinstated=moved[1])
    for order in (ORDER, change(ORDER, state="settled", was_settled=True)):
        derived = derive(order, StripeObjects((SESSION,), (PAYMENT,), (), (dispute,)))
        assert (derived.state, derived.review_reason) == (expected, "")
        assert [m.amount_minor for m in derived.movements[1:]] == rows


@pytest.mark.parametrize(
    ("moved", "was_settled", "expected"),
    [
        ((True, False), True, "disputed"),
        ((False, False), True, "settled"),
        ((True, True), True, "settled"),
        ((False, False), False, "needs_review"),
    ],
)
def test_a_new_word_of_a_dispute_is_survived_by_following_the_money_and_told(moved, was_settled, expected):
    dispute = change(DISPUTE, status="a_word_of_2031", is_withdrawn=moved[0], is_reinstated=moved[1])
    order = change(ORDER, was_settled=was_settled)
    assert state(order, disputes=[dispute]) == (expected, "Stripe has a new word for the state of a dispute.")


def test_disputes_beside_refunds_and_other_payments():
    assert state(refunds=[REFUND], disputes=[change(DISPUTE, status="lost", is_withdrawn=False)]) == ("refunded", "")
    assert state(disputes=[change(DISPUTE, status="lost", amount=1000)]) == ("settled", "")
    assert state(disputes=[change(DISPUTE, amount=1000)]) == ("disputed", "")
    twice = [PAYMENT, change(PAYMENT, id="pi_2")]
    assert state(payments=twice, disputes=[DISPUTE]) == ("settled", "")
    both = [change(DISPUTE, status="lost"), change(DISPUTE, id="du_2", payment_id="pi_2")]
    assert state(payments=twice, disputes=both) == ("disputed", "")


def test_a_dispute_that_is_won_makes_no_money_good_that_was_in_doubt():
    wrong = [change(PAYMENT, amount_received=100)]
    assert state(payments=wrong, disputes=[change(DISPUTE, amount=100)])[0] == "disputed"
    assert state(payments=wrong, disputes=[change(DISPUTE, amount=100, status="won")])[0] == "needs_review"


# -- properties --------------------------------------------------------------------------------------------------------------------

numbers = st.integers(1, 3)
amounts = st.sampled_from([4900, 4900, 4900, 1000, 0])
labels = st.sampled_from([OURS, OURS, OURS, {}, {"order": "order-2", "instance": "school"}])
sessions = st.builds(
    StripeSession,
    id=numbers.map("cs_{}".format),
    status=st.sampled_from(["open", "complete", "expired", "new_word"]),
    payment_status=st.sampled_from(["paid", "unpaid", "no_payment_required", "new_word"]),
    order=st.sampled_from(["order-1", "order-1", "order-2"]),
    metadata=labels,
    payment_id=numbers.map("pi_{}".format),
    email=st.sampled_from(["", "a@b.co", "x"]),
)
payments = st.builds(
    StripePayment,
    id=numbers.map("pi_{}".format),
    status=st.sampled_from(["succeeded", "succeeded", "processing", "canceled", "requires_payment_method", "new_word"]),
    amount=amounts,
    amount_received=amounts,
    currency=st.sampled_from(["USD", "USD", "EUR"]),
    metadata=labels,
)
refunds = st.builds(
    StripeRefund,
    id=numbers.map("re_{}".format),
    status=st.sampled_from(["succeeded", "pending", "failed", "canceled", "new_word"]),
    amount=amounts,
    currency=st.just("USD"),
    payment_id=numbers.map("pi_{}".format),
)

disputes = st.builds(
    StripeDispute,
    id=numbers.map("du_{}".format),
    status=st.sampled_from(["needs_response", "under_review", "warning_needs_response", "won", "lost", "prevented", "new_word"]),
    amount=amounts,
    currency=st.just("USD"),
    payment_id=numbers.map("pi_{}".format),
    is_withdrawn=st.booleans(),
    is_reinstated=st.booleans(),
)


def unique(things):
    return st.lists(things, max_size=3, unique_by=lambda thing: thing.id)


orders = st.builds(
    OrderFacts,
    public_id=st.just("order-1"),
    instance=st.just("school"),
    total_minor=st.just(4900),
    currency=st.just("USD"),
    state=st.sampled_from(["open", "awaiting", "settled", "expired", "canceled", "refunded", "needs_review"]),
    has_buyer=st.booleans(),
    was_settled=st.booleans(),
)
everything = st.tuples(unique(sessions), unique(payments), unique(refunds), unique(disputes))


@given(order=orders, objects=everything, data=st.data())
def test_sequence_and_repetition_make_no_difference(order, objects, data):
    straight = derive(order, StripeObjects(*map(tuple, objects)))
    shuffled = [data.draw(st.permutations(things + things[:1])) for things in objects]
    assert derive(order, StripeObjects(*map(tuple, shuffled))) == straight


@given(order=orders, objects=everything)
def test_nobody_learns_for_free_and_nobody_pays_for_nothing(order, objects):
    derived = derive(order, StripeObjects(*map(tuple, objects)))
    held = sum(m.amount_minor for m in derived.movements)
    paid = [p for p in objects[1] if p.status == "succeeded"]
    if derived.state == "settled" and order.state != "settled" and not order.was_settled:
        assert held > 0
        assert {(p.amount_received, p.currency) for p in paid} == {(4900, "USD")}
    if held > 0 and paid:
        assert derived.state in {"settled", "needs_review", "disputed"}
    if derived.state == "settled" and paid:
        assert held > 0
    keys = [(m.kind, m.stripe_id) for m in derived.movements]
    assert len(keys) == len(set(keys))


@given(order=orders, objects=everything)
def test_deriving_again_from_the_same_changes_nothing(order, objects):
    once = derive(order, StripeObjects(*map(tuple, objects)))
    was_settled = order.was_settled or once.state == "settled"
    again = derive(change(order, state=once.state, was_settled=was_settled), StripeObjects(*map(tuple, objects)))
    assert dataclasses.replace(again, review_reason="") == dataclasses.replace(once, review_reason="")
