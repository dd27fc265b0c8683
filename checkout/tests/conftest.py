import pytest

from checkout import gateways
from checkout.events import (
    CheckoutStarting,
    GiftClaimed,
    GiftClaiming,
    MembershipChanged,
    OrderRevoked,
    OrderSettled,
    PricesChanged,
    SeatsChanged,
)
from checkout.tests.stripe_double import StripeDouble, signature_of


@pytest.fixture
def stripe(monkeypatch):
    """Stripe in memory."""
    double = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: double)
    return double


@pytest.fixture
def deliver(client):
    """Post a body to the webhook, signed unless told otherwise."""

    def post(body, signature=None, **extra):
        header = signature_of(body) if signature is None else signature
        return client.post(
            "/webhooks/stripe/", body, content_type="application/json", headers={"stripe-signature": header}, **extra
        )

    return post


class Heard:
    """The TOGETHER facts that were sent, in order."""

    def __init__(self):
        self.facts = []

    def __call__(self, sender, fact, **kwargs):  # noqa: ARG002 -- a receiver's signature
        self.facts.append(fact)

    @property
    def names(self):
        return [type(fact).__name__ for fact in self.facts]


TOGETHER = (CheckoutStarting, GiftClaimed, GiftClaiming, OrderSettled, OrderRevoked, MembershipChanged, SeatsChanged, PricesChanged)


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """Test checkout by itself: what other contexts do about its facts is tested where they meet, in `acg/tests`."""
    for fact in TOGETHER:
        monkeypatch.setattr(fact.signal, "receivers", [])


@pytest.fixture
def heard(_alone):
    """Listen to every TOGETHER fact of checkout."""
    listener = Heard()
    for fact in TOGETHER:
        fact.signal.connect(listener, weak=False)
    return listener
