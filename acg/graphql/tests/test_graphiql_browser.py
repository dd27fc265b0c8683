"""GraphiQL in a real browser: it works, it loads nothing from elsewhere, and the policy of the page lets it."""

import pytest

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_ask_and_are_answered(chromium, live_server, client):
    CourseFactory(published=True, title="Queues and topics")
    client.force_login(UserFactory(role=Role.STAFF))
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    complaints, strangers = [], []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith((live_server.url, "data:", "blob:")) or strangers.append(request.url))
    page.goto("/graphql")
    page.get_by_role("button", name="Execute query").click()
    page.locator(".result-window").get_by_text("Queues and topics").wait_for()
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="LearningPathConnection", exact=True).wait_for()
    context.close()
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []
    assert strangers == []
