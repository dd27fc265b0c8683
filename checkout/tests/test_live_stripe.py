"""The gateway against a real test account: `STRIPE_TEST_KEY=sk_test_... pytest -m live_stripe --allow-hosts=...`.

Says "not run" without a key. No money moves with a test key; what is made there is left to the account's owner.
"""

import os
import time
import uuid

import pytest

from checkout.gateways.protocol import GatewayRefused
from checkout.gateways.stripe import StripeGateway

KEY = os.environ.get("STRIPE_TEST_KEY", "")
pytestmark = [
    pytest.mark.live_stripe,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not KEY.startswith(("sk_test_", "rk_test_")), reason="not run: STRIPE_TEST_KEY names no test account"),
]


@pytest.fixture
def gateway():
    return StripeGateway(api_key=KEY)


def wish(order):
    return {
        "order": order,
        "title": "A course",
        "amount_minor": 4900,
        "currency": "USD",
        "customer_email": "buyer@example.com",
        "success_url": "https://school.example.com/done/",
        "cancel_url": "https://school.example.com/",
        "expires_at": int(time.time()) + 3600,
        "locale": "en",
    }


def test_a_session_is_made_once_read_and_closed(gateway):
    order = str(uuid.uuid4())
    request = wish(order)
    session = gateway.create_session(request, idempotency_key=f"live-{order}")
    assert gateway.create_session(request, idempotency_key=f"live-{order}").id == session.id
    found, payment = gateway.session(session.id)
    assert (found.status, found.payment_status, found.amount_total, found.currency) == ("open", "unpaid", 4900, "USD")
    assert (found.order, found.metadata["order"], payment) == (order, order, None)
    gateway.expire_session(session.id)
    assert gateway.session(session.id)[0].status == "expired"


def test_what_is_not_there_is_refused(gateway):
    with pytest.raises(GatewayRefused) as refused:
        gateway.payment("pi_that_is_not_there")
    assert refused.value.code == "resource_missing"
