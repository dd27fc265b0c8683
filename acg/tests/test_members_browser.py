"""A membership and a team's seats, in a real browser on a desk and on a phone: bought, looked at, changed, cancelled."""

import pytest

from acg.tests.test_journey_browser import Visitor
from acg.users.models import User
from checkout.models import Subscription
from students.models import Grant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(chromium, demo_school, client, request):
    """Sam Rivera, signed in."""
    client.force_login(User.objects.get(email="student@example.com"))
    context = chromium.new_context(viewport={"width": request.param, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": client.session.session_key, "url": demo_school.url}])
    visitor = Visitor(context, demo_school.url)
    yield visitor
    context.close()
    assert visitor.complaints == []


@pytest.mark.parametrize("visitor", [1280, 390], indirect=True)
def test_a_membership_from_the_plans_to_its_end_and_a_team(visitor):
    page = visitor.page
    visitor.go("/membership/")
    visitor.look("plans")
    page.get_by_role("link", name="Choose this plan").first.click()
    visitor.look("membership before the button")
    visitor.click("button", "Start the trial")
    visitor.click("button", "Pay", exact=True)
    page.get_by_text("You are in").wait_for(timeout=20_000)
    visitor.go("/membership/")
    page.get_by_text("Your trial lasts until").wait_for()
    visitor.look("membership")
    visitor.click("button", "Cancel the membership")
    page.get_by_text("Cancelled. All courses stay open until").wait_for()
    visitor.look("cancelled membership")
    visitor.go("/team/")
    visitor.look("no team")
    visitor.click("link", "Get seats for your team")
    visitor.look("seats")
    page.get_by_role("link", name="Choose this plan").first.click()
    page.get_by_label("Seats").fill("3")
    visitor.click("button", "Work out the price")
    visitor.look("seats before the button")
    visitor.click("button", "Pay $60")
    visitor.click("button", "Pay", exact=True)
    page.get_by_text("Your seats are ready").wait_for(timeout=20_000)
    visitor.look("seats are ready")
    visitor.click("link", "Invite people")
    page.get_by_label("E-mail addresses, one a line").fill("student@example.com\nlena@example.com")
    visitor.click("button", "Give them a seat")
    page.get_by_text("2 people are invited.").wait_for()
    visitor.look("team")
    visitor.click("link", "Seats, payments and invoices")
    page.get_by_label("Seats", exact=True).fill("1")
    visitor.click("button", "Change the seats")
    page.get_by_text("The number of seats is changed.").wait_for()
    visitor.look("seats and invoices")
    visitor.go("/team/")
    page.get_by_text("Rests: there are more people than seats").wait_for()
    visitor.look("team with more people than seats")
    assert Subscription.objects.get(offer__kind="team").quantity == 1
    assert [grant.user.email for grant in Grant.objects.live().filter(cause="seat")] == ["student@example.com"]
