"""Giving, paying in another currency and making out a receipt, in a real browser on a desk and on a phone."""

import pytest
from django.core import mail
from django.urls import reverse

from acg.tests.test_journey_browser import Visitor
from acg.users.models import User
from checkout.models import Gift, Order
from checkout.services import claim_gift
from students.models import Grant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(chromium, demo_school, client, settings, request):
    """Sam Rivera, signed in, with Stripe Tax switched on."""
    settings.STRIPE_TAX = True
    client.force_login(User.objects.get(email="student@example.com"))
    context = chromium.new_context(viewport={"width": request.param, "height": 844}, locale="en-IE")
    context.add_cookies([{"name": "sessionid", "value": client.session.session_key, "url": demo_school.url}])
    visitor = Visitor(context, demo_school.url)
    yield visitor
    context.close()
    assert [text for text in visitor.complaints if "status of 4" not in text] == []  # what was refused on purpose


@pytest.mark.parametrize("visitor", [1280, 390, 320], indirect=True)
def test_a_gift_in_euros_from_the_form_to_the_receipt(visitor, chromium):
    page = visitor.page
    visitor.go("/checkout/path-aws-from-zero/")
    visitor.look("bundle")
    visitor.go("/checkout/azure-fundamentals/")
    page.get_by_role("button", name="Pay €36").wait_for()
    visitor.click("button", "USD", exact=True)
    page.get_by_role("button", name="Pay $39").wait_for()
    visitor.click("button", "EUR", exact=True)
    visitor.click("link", "Buy as a gift")
    visitor.look("gift form")
    page.get_by_label("Who is it for?").fill("Lena")
    page.get_by_label("Their e-mail").fill("lena@example")  # enough for the browser, not for us
    visitor.click("button", "Pay €36")
    page.get_by_role("alert").wait_for()
    visitor.look("refused gift form")
    page.get_by_label("Their e-mail").fill("lena@example.com")
    visitor.click("button", "Pay €36")
    visitor.look("hosted page with tax")
    page.get_by_label("Company").fill("Nubes S.L.")
    visitor.click("button", "Pay", exact=True)
    page.get_by_text("Your gift is ready").wait_for(timeout=20_000)
    visitor.look("gift is ready")
    gift = Gift.objects.get()
    assert (gift.order.currency, gift.order.total_minor, gift.order.tax_minor) == ("EUR", 3600, 625)
    assert f"/gifts/{gift.code}/" in next(message.body for message in mail.outbox if message.to == ["lena@example.com"])
    visitor.go("/orders/")
    visitor.look("orders")
    visitor.click("link", "Receipt, or money back")
    page.get_by_text("Make it out to a company").click()
    visitor.look("receipt")
    page.get_by_label("Tax number").fill("ESB12345678")
    visitor.click("button", "Put it on the receipt")
    page.get_by_text("Tax number ESB12345678").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Receipt as PDF").click()
    assert download.value.suggested_filename == f"receipt-{Order.objects.get(pk=gift.order_id).receipt}.pdf"
    address = reverse("checkout:gift", args=[gift.code])
    visitor.go(address)
    visitor.look("gift, seen by its buyer")
    look_as_a_stranger(chromium, visitor, address)
    claim_gift(code=gift.code, user=User.objects.get(email="paul@example.com"))
    assert Grant.objects.get(cause="gift").user.email == "paul@example.com"
    visitor.go(address)
    page.get_by_text("Somebody has claimed this gift already").wait_for()
    visitor.look("claimed gift")


def look_as_a_stranger(chromium, visitor, address):
    """See the gift as whoever got the mail, without an account."""
    context = chromium.new_context(viewport=visitor.page.viewport_size)
    stranger = Visitor(context, visitor.url)
    stranger.go(address)
    stranger.look("gift")
    stranger.click("link", "Sign in to claim it")
    assert f"next={address}" in stranger.page.url
    context.close()
    assert stranger.complaints == []
