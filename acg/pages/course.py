"""How a viewer stands to a course: what its page offers them to do."""

from acg.pages.cards import Card, Viewer, list_price
from acg.shared.money import Money
from acg.shared.values import frozen
from acg.users.models import User
from checkout.models import Offer, Price
from checkout.selectors import live_offers, offer_for_course
from courses.models import Course, LearningPath
from courses.selectors import CoursePage, LessonLine
from students.selectors import course_progress, may_learn
from videos.selectors import PUBLIC_VIEWER, Playback, playback


@frozen
class Standing:
    """What a viewer may do with a course.

    Args:
        may_learn: whether all lessons are open to them.
        is_enrolled: whether they take part.
        percent: how far they are, 0 to 100.
        completed: primary keys of the lessons they have done.
        next_lesson: where the button leads those who may learn, or could for nothing; None for a course without lessons.
        offer: what sells the course; None when they need none, or it is not on sale.
        price: what it costs.
    """

    may_learn: bool
    is_enrolled: bool
    percent: int
    completed: frozenset[int]
    next_lesson: LessonLine | None
    offer: Offer | None
    price: Money | None


def standing(*, page: CoursePage, viewer: Viewer, currency: str = "") -> Standing:
    """Return how a viewer, who prefers a currency, stands to a course.

    It takes two statements for a visitor, up to three for someone signed in; and one for the lessons of a course that is open to them.
    """
    course = page.course
    allowed = may_learn(user=viewer, course=course)
    progress = course_progress(user=viewer, course=course) if isinstance(viewer, User) else None
    enrollment = progress.enrollment if progress else None
    last = enrollment.last_lesson_id if enrollment else None
    offer = None if allowed or course.is_free else offer_for_course(course.pk)
    return Standing(
        may_learn=allowed,
        is_enrolled=enrollment is not None,
        percent=progress.percent if progress else 0,
        completed=progress.completed if progress else frozenset(),
        next_lesson=_lesson_to_open(page, last) if allowed or course.is_free else None,
        offer=offer,
        price=_price(offer, currency) if offer else None,
    )


def _lesson_to_open(page: CoursePage, last: int | None) -> LessonLine | None:
    """Return the lesson that was opened last, else the first."""
    return next((lesson for lesson in page.lessons if lesson.pk == last), None) or next(iter(page.lessons), None)


def _price(offer: Offer, currency: str) -> Money | None:
    """Return the price that is paid once, in the preferred currency where there is one."""
    once: list[Price] = [price for price in getattr(offer, "live_prices", ()) if not price.interval]
    return list_price({price.currency: price.amount_minor for price in once}, currency)


def trailer_of(course: Course) -> Playback | None:
    """Return how everyone plays a course's trailer; None without one. Two statements when there is one."""
    return playback(video=course.trailer, viewer_key=PUBLIC_VIEWER) if course.trailer else None


def bundle(*, path: LearningPath, cards: list[Card], currency: str = "") -> dict[str, Offer | Money | None]:
    """Return what a learning path costs as one: its offer, its price, and what its courses cost one by one in the same currency.

    Args:
        path: the path.
        currency: what the viewer prefers.
        cards: of its courses; one without a price in that currency leaves nothing to compare.
    """
    offer = live_offers().filter(path=path).first()
    price = _price(offer, currency) if offer else None
    if price is None:
        return {"offer": None, "price": None, "separately": None}
    paid = [card.row["list_prices"].get(price.currency) for card in cards if not card.row["is_free"]]
    separately = Money(sum(paid), price.currency) if paid and None not in paid else None
    return {"offer": offer, "price": price, "separately": separately}
