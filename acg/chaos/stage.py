"""The school that the buyers find: courses with prices, and people with accounts who are signed in."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.utils import timezone

from acg.chaos.truth import Cast
from acg.users.models import User
from acg.users.sessions import SessionStore
from checkout.services import add_price, offer_course
from courses.models import Course, Instructor, Provider

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OFFERS = 20
FIRST_PRICE = 1_900


def build(*, accounts: int, is_empty: bool) -> Cast:
    """Make the school's rows and return who may buy what.

    Args:
        accounts: how many people have an account.
        is_empty: whether the database has no tables yet.
    """
    if is_empty:
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    instructor = Instructor.objects.create(name="Chaos", slug="chaos")
    offers = []
    for number in range(OFFERS):
        course = Course.objects.create(
            title=f"Course {number}",
            slug=f"course-{number}",
            provider=Provider.AWS,
            instructor=instructor,
            published_at=timezone.now(),
        )
        offer = offer_course(course=course)
        price = add_price(offer=offer, currency="USD", amount_minor=FIRST_PRICE + 100 * number)
        offers.append((offer.slug, course.pk, price.amount_minor))
    return Cast(offers=offers, accounts=[_account(number) for number in range(accounts)])


def _account(number: int) -> tuple[str, str]:
    user = User.objects.create_user(f"account-{number}@chaos.example")
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return user.email, f"sessionid={session.session_key}"
