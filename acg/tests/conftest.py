import pytest
from django.core import mail
from django.core.management import call_command

from acg.tests.browser import let_threads_finish
from acg.tests.snapshots import Snapshot


@pytest.fixture(scope="session")
def snapshots():
    """What tests keep for those that come after them, by name."""
    return {}


@pytest.fixture
def demo_school(live_server, settings, snapshots, tmp_path_factory):
    """The demo school at the address of this test, with Stripe played by itself."""
    settings.SITE_URL = live_server.url
    settings.STRIPE_API_BASE = f"{live_server.url}/_stripe"
    settings.STRIPE_SANDBOX_DELIVERS = True
    if "demo" in snapshots:
        snapshots["demo"].restore()
    else:
        call_command("load_demo", verbosity=0)
        let_threads_finish()
        snapshots["demo"] = Snapshot(tmp_path_factory.mktemp("demo") / "media")
    mail.outbox.clear()
    yield live_server
    let_threads_finish()
