"""The pages around a gift: buying one, what the buyer sees of it, and claiming it. The rules are in `test_gifts`."""

import datetime as dt

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from checkout.models import Gift, Order, OrderState
from checkout.tests.factories import GiftFactory, OfferFactory
from checkout.tests.test_pages import text
from courses.tests.factories import LearningPathFactory, LearningPathStepFactory
from students.models import Grant
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db

FORM = {"gift": "1", "receiver_name": "Ben", "receiver_email": "ben@example.com", "message": "Enjoy", "currency": "USD"}


@pytest.fixture
def _alone():
    """Let the other contexts react: these pages say what came of it."""


@pytest.fixture
def gift():
    return GiftFactory(order__offer__title="Networks", order__buyer__name="Ana")


def test_a_gift_is_bought_on_a_form_of_its_own(client, stripe):
    OfferFactory(slug="clf", title="Cloud Practitioner")
    page = text(client.get("/checkout/clf/"))
    assert 'href="?gift=1"' in page
    assert "receiver_email" not in page
    page = text(client.get("/checkout/clf/?gift=1&coupon=less"))
    assert "Who is it for?" in page
    assert f'min="{timezone.now().date():%Y-%m-%d}"' in page
    assert 'value="less"' in page
    answer = client.post("/checkout/clf/", FORM | {"deliver_on": f"{timezone.now().date() + dt.timedelta(days=3)}"})
    assert answer["Location"] == "https://checkout.stripe.test/pay"
    assert Gift.objects.get().deliver_on == timezone.now().date() + dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"receiver_name": ""}, "Say who the gift is for."),
        ({"receiver_email": "ben"}, "Type the e-mail address of the receiver."),
        ({"deliver_on": "someday"}, "Choose a day from today on, within a year."),
    ],
)
def test_what_was_typed_survives_a_refusal(client, stripe, wrong, words):
    OfferFactory(slug="clf")
    answer = client.post("/checkout/clf/", FORM | wrong)
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert page.count('aria-invalid="true"') == 1
    assert "Enjoy</textarea>" in page
    assert (Order.objects.count(), stripe.calls.total()) == (0, 0)


def test_whoever_owns_it_may_give_it(client, stripe):
    offer, user = OfferFactory(slug="clf"), UserFactory()
    GrantFactory(user=user, course=offer.course)
    client.force_login(user)
    refused = client.post("/checkout/clf/")
    assert refused.status_code == 422
    assert "Buy it as a gift" in text(refused)
    assert client.post("/checkout/clf/", FORM).status_code == 302


def test_a_membership_has_no_gift_form(client):
    OfferFactory(slug="all", kind="membership", course=None)
    assert "Buy as a gift" not in text(client.get("/checkout/all/?gift=1"))


def test_whoever_has_the_code_sees_what_it_is_and_signs_in_to_claim(client, gift, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = text(client.get(f"/gifts/{gift.code}/"))
    for words in ("Networks", "For Ben, from Ana", "For your exam", "Sign in to claim it"):
        assert words in page
    assert f"next=/gifts/{gift.code}/" in page
    assert client.post(f"/gifts/{gift.code}/")["Location"] == f"/accounts/login/?next=/gifts/{gift.code}/"
    assert Grant.objects.count() == 0


def test_claiming_gives_the_course(client, gift):
    user = UserFactory()
    client.force_login(user)
    assert "Claim it" in text(client.get(f"/gifts/{gift.code}/"))
    page = text(client.post(f"/gifts/{gift.code}/"))
    assert "It is yours." in page
    assert Grant.objects.get().user == user
    assert f"/learn/{gift.order.offer.course.slug}/" in page


def test_a_gift_of_several_lists_them(client):
    step = LearningPathStepFactory(path=LearningPathFactory(), course__title="First of two")
    second = LearningPathStepFactory(path=step.path, course__title="Second of two")
    offer = OfferFactory(kind="path", course=None, path=step.path, title="Both")
    gift = GiftFactory(order__offer=offer)
    gift.order.lines.update(course_ids=[step.course_id, second.course_id])
    page = text(client.get(f"/gifts/{gift.code}/"))
    assert page.index("First of two") < page.index("Second of two")


def test_why_it_cannot_be_claimed_is_told(client, gift):
    user = UserFactory()
    GrantFactory(user=user, course=gift.order.offer.course)
    client.force_login(user)
    refused = client.post(f"/gifts/{gift.code}/")
    assert refused.status_code == 422
    assert "The gift stays as it is" in text(refused)
    client.force_login(UserFactory())
    Gift.objects.update(claimed_by=user, claimed_at=timezone.now())
    assert "Somebody has claimed this gift already" in text(client.get(f"/gifts/{gift.code}/"))
    Order.objects.update(state=OrderState.REFUNDED)
    assert "This gift has ended" in text(client.get(f"/gifts/{gift.code}/"))
    assert client.post(f"/gifts/{gift.code}/").status_code == 422


def test_a_guess_and_what_was_never_paid_have_no_page(client, gift):
    Order.objects.update(settled_at=None, state=OrderState.OPEN)
    for code in (gift.code, "nothing", "a%00b"):
        assert client.get(f"/gifts/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "The gift for Ben goes to ben@example.com"),
        ({"delivered_at": timezone.now()}, "and waits to be opened"),
        ({"claimed_at": timezone.now()}, "was claimed on"),
    ],
)
def test_the_buyer_sees_what_became_of_it(client, gift, fields, words):
    Gift.objects.update(**fields)
    client.force_login(gift.order.buyer)
    page = text(client.get(f"/checkout/done/{gift.order.public_id}/"))
    assert words in page
    assert ("To hand it over yourself" in page) == ("claimed_at" not in fields)
