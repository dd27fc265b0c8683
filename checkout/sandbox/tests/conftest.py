import pytest
import stripe

from checkout.sandbox.models import StripeObject
from checkout.sandbox.tests.test_sandbox import paid_intent


@pytest.fixture
def api(live_server):
    """The official library, pointed at the sandbox."""
    return stripe.StripeClient("sk_test_x", base_addresses={"api": f"{live_server.url}/_stripe"}, max_network_retries=0).v1


@pytest.fixture
def press(client):
    """Press a button of an object on the sandbox's page; return the types of events that it made, oldest first."""

    def act(key, name):
        before = set(StripeObject.objects.values_list("id", flat=True))
        assert client.post(f"/_stripe/objects/{key}/act/", {"act": name}).status_code == 302
        made = StripeObject.objects.filter(object="event").exclude(id__in=before).order_by("sequence")
        return [event.data["type"] for event in made]

    return act


@pytest.fixture
def intent(api, client):
    return api.payment_intents.retrieve(paid_intent(api, client))
