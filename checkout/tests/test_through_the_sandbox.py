"""The same roads with nothing replaced: the official library, over HTTP, against the sandbox, which calls the webhook back."""

import datetime as dt
import json
from collections import Counter
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.models import Order, Payment, Refund, StripeEvent
from checkout.sandbox import account, acts, paying
from checkout.sandbox.delivering import deliver_due
from checkout.sandbox.models import Delivery, Faults, StripeObject
from checkout.services import request_refund, settle_due, settle_order, watch_orders
from checkout.tests.at_once import at_once
from checkout.tests.factories import CouponFactory, OfferFactory
from checkout.tests.test_settling import ledger, outbox, started
from checkout.tests.yesterday import lose_today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _sandbox(live_server, settings):
    """Let the product find the sandbox where it serves."""
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"


@pytest.fixture
def pay(live_server):
    """Pay a session, as the hosted page does."""

    def act(order, email="buyer@example.com"):
        account.pay(order.checkout_session_id, email=email, name="Ana Buyer", endpoint=f"{live_server.url}/webhooks/stripe/")

    return act


def break_it(**faults):
    """Set the fault panel's switches."""
    panel = Faults.now()
    for name, value in faults.items():
        setattr(panel, name, value)
    panel.save()


@pytest.fixture
def paid(pay, heard):
    """Return an order that was paid and settled."""
    order = started(buyer=UserFactory())
    pay(order)
    deliver_due()
    order.refresh_from_db()
    return order


def test_a_purchase_without_an_account(pay, heard):
    order = started(visitor_key="browser")
    assert order.checkout_url.endswith(f"/_stripe/pay/{order.checkout_session_id}")
    pay(order, email="New@Example.com")
    assert deliver_due() == 3
    order.refresh_from_db()
    payment = Payment.objects.get()
    assert (order.state, order.buyer.email, payment.state) == ("settled", "new@example.com", "succeeded")
    assert (ledger(), outbox()) == ([("payment", payment.stripe_id, 4900, "USD")], ["ReceiptDue"])
    assert Counter(StripeEvent.objects.values_list("state", flat=True)) == {"done": 3}
    assert heard.names == ["OrderSettled"]


def test_fault_01_every_event_five_times_and_shuffled(pay, heard):
    break_it(copies=5, shuffle=True)
    order = started(visitor_key="browser")
    pay(order)
    assert deliver_due() == 15
    order.refresh_from_db()
    assert (order.state, StripeEvent.objects.count(), len(ledger()), outbox()) == ("settled", 3, 1, ["ReceiptDue"])


@pytest.mark.parametrize("fault", [{"wrong_secret": True}, {"old_timestamp": True}])
def test_fault_13_and_17_what_is_signed_wrongly_is_not_taken(pay, fault):
    break_it(**fault)
    order = started(visitor_key="browser")
    pay(order)
    assert deliver_due() == 0
    order.refresh_from_db()
    assert (order.state, StripeEvent.objects.count()) == ("open", 0)
    assert set(Delivery.objects.values_list("last_answer", flat=True)) == {"400 Bad Request"}


def test_fault_30_two_tabs_open_one_session():
    offer = OfferFactory()
    orders = at_once(*[partial(started, offer=offer, visitor_key="browser")] * 4)
    assert len({order.checkout_session_id for order in orders}) == 1
    assert StripeObject.objects.filter(object="checkout.session").count() == 1


def test_thin_events_take_the_same_roads(pay, press, heard):
    """They name an object and nothing else: everything is fetched."""
    break_it(thin=True)
    order = started(visitor_key="browser")
    pay(order)
    assert deliver_due() == 3
    order.refresh_from_db()
    assert (order.state, heard.names) == ("settled", ["OrderSettled"])
    assert press("charge", "refund_half") == 2
    assert press("charge", "dispute") == 2
    order.refresh_from_db()
    assert (order.state, len(ledger())) == ("disputed", 3)
    assert press("dispute", "win") == 2
    order.refresh_from_db()
    assert (order.state, sum(row[2] for row in ledger())) == ("settled", 2450)
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"done"}


def test_a_declined_card_leaves_the_order_open_and_another_pays_it(live_server, pay):
    order = started(visitor_key="browser")
    account.decline(order.checkout_session_id, endpoint=f"{live_server.url}/webhooks/stripe/")
    assert deliver_due() == 1
    order.refresh_from_db()
    assert (order.state, Payment.objects.get().state, ledger()) == ("open", "failed", [])
    pay(order)
    assert deliver_due() == 3
    order.refresh_from_db()
    assert (order.state, Payment.objects.get().state, len(ledger())) == ("settled", "succeeded", 1)


def test_another_coupon_closes_the_former_page_and_lowers_the_price(pay):
    offer = OfferFactory()
    CouponFactory(code="LESS", percent_off=20)
    first, second = started(offer=offer), started(offer=offer, coupon_code="less")
    deliver_due()
    first.refresh_from_db()
    pay(second)
    deliver_due()
    second.refresh_from_db()
    assert (first.state, second.state, ledger()[0][2]) == ("expired", "settled", 3920)


def test_a_session_whose_time_is_over_makes_room(pay):
    offer = OfferFactory()
    first = started(offer=offer)
    session = StripeObject.objects.get(object="checkout.session")
    StripeObject.objects.update(data=session.data | {"expires_at": 0})
    Order.objects.update(expires_at=timezone.now())
    second = started(offer=offer)
    first.refresh_from_db()
    assert (first.state, second.state, first.pk == second.pk) == ("expired", "open", False)


def test_money_goes_back_in_two_parts(paid, heard):
    staff = UserFactory(role=Role.STAFF)
    assert request_refund(order=paid, by=staff, reason="Late", amount_minor=900).state == "settled"
    assert request_refund(order=paid, by=staff, reason="The rest").state == "refunded"
    assert deliver_due() == 4
    assert sorted(Refund.objects.values_list("amount_minor", "reason")) == [(900, "Late"), (4000, "The rest")]
    assert (sum(row[2] for row in ledger()), outbox()) == (0, ["ReceiptDue", "RefundNoticeDue", "RefundNoticeDue"])


def test_a_refund_in_the_dashboard(paid, live_server):
    account.create_refund({"payment_intent": paid.payment_intent_id}, endpoint=f"{live_server.url}/webhooks/stripe/")
    assert deliver_due() == 2
    paid.refresh_from_db()
    assert (paid.state, Refund.objects.count()) == ("refunded", 1)


@pytest.mark.parametrize(
    ("answer", "state", "rows", "told"),
    [("bank_pays", "settled", 1, ["ReceiptDue"]), ("bank_refuses", "canceled", 0, ["PaymentFailed"])],
)
def test_fault_24_a_bank_debit_waits_for_the_bank(live_server, press, heard, answer, state, rows, told):
    order = started(visitor_key="browser")
    paying.pay_by_bank(order.checkout_session_id, email="a@example.com", name="Ana", endpoint=f"{live_server.url}/webhooks/stripe/")
    assert deliver_due() == 3
    order.refresh_from_db()
    assert (order.state, heard.names, outbox()) == ("awaiting", [], [])
    assert press("payment_intent", answer) == 3
    order.refresh_from_db()
    assert (order.state, len(ledger()), outbox(), len(heard.names)) == (state, rows, told, rows)


def test_a_card_that_must_be_confirmed_grants_nothing_until_it_is(live_server, pay):
    order = started(visitor_key="browser")
    paying.ask_confirmation(order.checkout_session_id, endpoint=f"{live_server.url}/webhooks/stripe/")
    assert deliver_due() == 1
    order.refresh_from_db()
    assert (order.state, list(StripeEvent.objects.values_list("state", flat=True)), ledger()) == ("open", ["ignored"], [])
    pay(order)
    assert deliver_due() == 3
    order.refresh_from_db()
    assert order.state == "settled"


@pytest.mark.parametrize(
    ("step", "state", "total"), [("succeed", "refunded", 0), ("fail", "settled", 4900), ("cancel", "settled", 4900)]
)
def test_fault_35_a_refund_that_waits_ends_access_and_one_that_fails_gives_it_back(paid, press, heard, step, state, total):
    break_it(refunds_wait=True)
    staff = UserFactory(role=Role.STAFF)
    assert request_refund(order=paid, by=staff, reason="Too late").state == "refunded"
    deliver_due()
    assert press("refund", step) >= 1
    paid.refresh_from_db()
    assert (paid.state, sum(row[2] for row in ledger())) == (state, total)
    assert heard.names == ["CheckoutStarting", "OrderSettled", "OrderRevoked", "OrderSettled"][: 3 if state == "refunded" else 4]
    assert outbox() == ["ReceiptDue", "RefundNoticeDue"]


def test_fault_33_and_34_and_35_refunds_in_the_dashboard_take_the_same_road(paid, press, heard):
    assert press("charge", "refund_half") == 2
    paid.refresh_from_db()
    assert (paid.state, heard.names) == ("settled", ["CheckoutStarting", "OrderSettled"])
    assert press("charge", "refund") == 2
    paid.refresh_from_db()
    assert (paid.state, heard.names[2:]) == ("refunded", ["OrderRevoked"])
    assert press("refund", "fail") == 2
    paid.refresh_from_db()
    assert (paid.state, heard.names[3:]) == ("settled", ["OrderSettled"])


@pytest.fixture
def press(live_server):
    """Press a button of the sandbox's page on the newest object of a kind, and deliver what it makes."""

    def act(kind, name):
        thing = StripeObject.objects.filter(object=kind).first().data
        acts.act(thing, name, endpoint=f"{live_server.url}/webhooks/stripe/")
        return deliver_due()

    return act


@pytest.mark.parametrize(
    ("begin", "steps", "states"),
    [
        ("dispute", ["answer", "win"], ["disputed", "disputed", "settled"]),
        ("dispute", ["lose", "appeal", "answer", "win"], ["disputed", "lost", "disputed", "disputed", "settled"]),
        ("dispute", ["prevent"], ["disputed", "settled"]),
        ("inquire", ["close"], ["disputed", "settled"]),
        ("inquire", ["escalate", "lose"], ["disputed", "disputed", "lost"]),
    ],
)
def test_fault_36_a_dispute_through_its_states(paid, press, begin, steps, states):
    seen = []
    for kind, name in [("charge", begin), *(("dispute", step) for step in steps)]:
        assert press(kind, name) >= 1
        paid.refresh_from_db()
        seen.append(paid.state)
    assert seen == states
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.fault(48, "Stripe answers 500, and the buyer tries again", "a new attempt number makes a new idempotency key")
@pytest.mark.parametrize("status", [429, 500])
def test_fault_48_stripe_is_down_while_buying(status, pay):
    break_it(api_answer=status)
    offer = OfferFactory()
    with pytest.raises(DomainError) as refused:
        started(offer=offer)
    assert refused.value.code == "payments_unavailable"
    break_it(api_answer=0)
    order = started(offer=offer)
    pay(order)
    deliver_due()
    order.refresh_from_db()
    assert (order.state, order.attempt, Order.objects.count()) == ("settled", 1 if status == 429 else 2, 1)


@pytest.mark.fault(47, "Stripe is down, or answers 429", "the row waits and does not count as failed; nothing is lost")
@pytest.mark.parametrize("status", [429, 500])
def test_fault_47_stripe_is_down_while_settling(status, pay):
    order = started(visitor_key="browser")
    pay(order)
    break_it(api_answer=status)
    assert deliver_due() == 3  # kept, and answered
    assert Counter(StripeEvent.objects.values_list("state", "attempts")) == {("new", 0): 3}
    break_it(api_answer=0)
    StripeEvent.objects.update(next_try_at=timezone.now())
    assert settle_due().finished == 3
    order.refresh_from_db()
    assert (order.state, outbox()) == ("settled", ["ReceiptDue"])


def test_an_event_that_never_came_is_made_up_for_by_looking(pay):
    break_it(drop=True)
    order = started(visitor_key="browser")
    pay(order)
    assert deliver_due() == 0
    assert settle_order(order_id=order.pk).state == "settled"
    assert (StripeEvent.objects.count(), outbox()) == (0, ["ReceiptDue"])


INTENT = {"object": "payment_intent", "created": 100, "status": "succeeded", "amount": 1, "currency": "usd", "metadata": {}}


# -- reconciling -------------------------------------------------------------------------------------------------------------------


def reconciled():
    """Run the command; return what it exits with."""
    try:
        call_command("reconcile")
    except SystemExit as end:
        return end.code
    return 0


def test_fault_08_every_webhook_is_dropped_and_reconcile_puts_it_right(pay, heard, capsys):
    break_it(drop=True)
    order = started(visitor_key="browser")
    pay(order)
    assert deliver_due() == 0
    assert reconciled() == 1
    order.refresh_from_db()
    assert (order.state, outbox(), heard.names) == ("settled", ["ReceiptDue"], ["OrderSettled"])
    assert capsys.readouterr().out.splitlines()[-1] == "reconcile: checked=5 fixed=1 needs_review=0"
    assert reconciled() == 0
    assert capsys.readouterr().out == "reconcile: checked=5 fixed=0 needs_review=0\n"


def test_fault_09_no_event_is_ever_made_and_reconcile_puts_it_right(pay, live_server, capsys):
    order = started(visitor_key="browser")
    pay(order)
    account.create_refund(
        {"payment_intent": StripeObject.objects.get(object="payment_intent").id, "amount": "900"},
        endpoint=f"{live_server.url}/webhooks/stripe/",
    )
    StripeObject.objects.filter(object="event").delete()
    assert reconciled() == 1
    order.refresh_from_db()
    assert (order.state, [row[2] for row in ledger()], StripeEvent.objects.count()) == ("settled", [4900, -900], 0)
    assert capsys.readouterr().out.splitlines()[-1] == "reconcile: checked=3 fixed=1 needs_review=0"


def test_with_every_webhook_dropped_the_timer_finds_the_purchase(pay, heard):
    break_it(drop=True)
    order = started(visitor_key="browser")
    pay(order)
    assert (deliver_due(), watch_orders()) == (0, 0)
    Order.objects.update(created_at=timezone.now() - dt.timedelta(seconds=31))
    assert watch_orders() == 1
    order.refresh_from_db()
    assert (order.state, heard.names, StripeEvent.objects.count()) == ("settled", ["OrderSettled"], 0)


def test_an_order_that_was_lost_is_rebuilt_from_stripe(paid, heard):
    before = (paid.public_id, paid.buyer, paid.total_minor, paid.lines.get().course_ids, ledger())
    lose_today()
    StripeObject.objects.filter(object="event").delete()
    assert reconciled() == 1
    order = Order.objects.get()
    assert (order.public_id, order.buyer, order.total_minor, order.lines.get().course_ids, ledger()) == before
    assert (order.state, reconciled()) == ("settled", 0)


def test_more_than_a_page_of_everything(live_server):
    """Stripe gives a hundred at a time; the newest and the oldest are both seen, once each."""
    for number in range(105):
        account.keep({"id": f"cs_{number}", "object": "checkout.session", "created": 100, "status": "open", "metadata": {}})
        account.keep(INTENT | {"id": f"pi_{number}"})
        account.keep(INTENT | {"id": f"re_{number}", "object": "refund", "payment_intent": f"pi_{number}"})
        account.keep({"id": f"evt_{number}", "object": "event", "created": 100, "type": "charge.succeeded", "data": {}})
    stripe = gateways.gateway()
    for listed in (stripe.list_sessions(since=100), stripe.list_payments(since=100), stripe.list_refunds(since=100)):
        assert len({thing.id for thing in listed}) == 105
    events = list(stripe.list_events(since=100, types=["charge.succeeded"]))
    assert {json.loads(body)["id"] for body in events} == {f"evt_{number}" for number in range(105)}
    assert list(stripe.list_sessions(since=101)) == []
    assert list(stripe.list_events(since=100, types=["refund.created"])) == []
    assert len(list(stripe.list_events(since=100, types=[*(f"a.{n}" for n in range(20)), "charge.succeeded"]))) == 105


@pytest.fixture
def hosted_page(client, live_server):
    """Post a form of the hosted page, under the address where the site is served."""

    def post(order, **form):
        name, port = live_server.url.removeprefix("http://").split(":")
        where = {"SERVER_NAME": name, "SERVER_PORT": port}
        return client.post(f"/_stripe/pay/{order.checkout_session_id}", {"email": "ana@example.com"} | form, **where)

    return post


@pytest.mark.parametrize(
    ("billing", "tax", "number"),
    [
        ({"country": "ES", "company": "", "tax_id": ""}, 850, ""),
        ({"country": "DE", "company": "Wolken GmbH", "tax_id": "DE123456789"}, 0, "DE123456789"),
        ({"country": "GB", "company": "Clouds Ltd", "tax_id": "GB123456789"}, 817, "GB123456789"),
    ],
)
def test_the_tax_is_in_the_price_and_the_company_on_the_order(hosted_page, settings, billing, tax, number):
    settings.STRIPE_TAX = True
    order = started(visitor_key="browser")
    assert hosted_page(order, action="pay").status_code == 400  # without a country
    assert hosted_page(order, action="pay", **billing).status_code == 302
    deliver_due()
    order.refresh_from_db()
    assert (order.state, order.review_reason, ledger()[0][2], order.total_minor) == ("settled", "", 4900, 4900)
    assert (order.tax_minor, order.company_name, order.tax_number) == (tax, billing["company"], number)
    assert order.billing_address == billing["country"]


def test_without_tax_nobody_asks_for_a_country(hosted_page):
    order = started(visitor_key="browser")
    assert 'name="country"' not in hosted_page(order, action="decline").content.decode()
    assert hosted_page(order, action="pay", country="ES").status_code == 302
    deliver_due()
    order.refresh_from_db()
    assert (order.state, order.tax_minor) == ("settled", None)


def test_the_sandbox_refuses_tax_on_top_of_the_price(live_server):
    import stripe  # noqa: PLC0415 -- the library itself, as the gateway would use it

    client = stripe.StripeClient("sk_test_x", base_addresses={"api": f"{live_server.url}/_stripe"})
    line = {"price_data": {"currency": "usd", "unit_amount": 4900, "product_data": {"name": "X"}}, "quantity": 1}
    params = {"mode": "payment", "success_url": "https://x.test", "automatic_tax": {"enabled": True}, "line_items": [line]}
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(params)
