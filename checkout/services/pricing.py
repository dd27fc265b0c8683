"""What is sold and for how much. A price is replaced, never edited: orders point at the one they froze."""

import itertools
import re
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from checkout.events import PricesChanged
from checkout.models import Interval, Offer, OfferKind, Price
from courses.models import Course, LearningPath

LARGEST_AMOUNT = 99_999_999  # https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
LONGEST_TRIAL = 730  # https://docs.stripe.com/api/checkout/sessions/create
is_currency = re.compile(r"[A-Z]{3}").fullmatch


@transaction.atomic
def offer_course(*, course: Course) -> Offer:
    """Put a course on sale, without a price yet, and return its offer; the one there is, when it is on sale already."""
    return _offer(OfferKind.COURSE, slug=course.slug, title=course.title, course=course)


@transaction.atomic
def offer_path(*, path: LearningPath) -> Offer:
    """Put a learning path on sale as a bundle, without a price yet, and return its offer."""
    return _offer(OfferKind.PATH, slug=f"path-{path.slug}", title=path.title, path=path)


@transaction.atomic
def offer_membership(*, title: str) -> Offer:
    """Put a membership of all courses on sale, without a price yet, and return its offer."""
    existing = Offer.objects.filter(kind=OfferKind.MEMBERSHIP, title=title, is_active=True).first()
    return existing or _offer(OfferKind.MEMBERSHIP, slug=slugify(title)[:100] or "membership", title=title)


@transaction.atomic
def offer_team(*, title: str) -> Offer:
    """Put seats of all courses for teams on sale, without a price for a seat yet, and return their offer."""
    existing = Offer.objects.filter(kind=OfferKind.TEAM, title=title, is_active=True).first()
    return existing or _offer(OfferKind.TEAM, slug=slugify(title)[:100] or "team", title=title)


@transaction.atomic
def withdraw_offer(*, offer: Offer) -> None:
    """Take an offer from sale; orders that are open keep their frozen price."""
    Offer.objects.filter(pk=offer.pk).update(is_active=False)
    offer.is_active = False
    _tell_prices(offer)


@transaction.atomic
def add_price(*, offer: Offer, currency: str, amount_minor: int, interval: str = "", trial_days: int = 0) -> Price:
    """Make this the offer's live price in a currency; the former one is retired and stays with the orders that froze it.

    Args:
        offer: what is sold.
        currency: ISO 4217, in any case.
        amount_minor: in the currency's smallest unit; 0 gives it away to those who are signed in. Of a team what a seat costs.
        interval: `month` or `year` for a membership or a team, empty for what is paid once.
        trial_days: days before the first charge, only where there is an interval.

    Raises:
        DomainError: `currency_invalid`, `amount_invalid`, `interval_invalid`, `interval_missing` for a team, `trial_invalid`.
    """
    currency = currency.upper()
    if not is_currency(currency):
        raise DomainError("currency_invalid", _("A currency has three letters, such as USD."), field="currency")
    if not 0 <= amount_minor <= LARGEST_AMOUNT:
        raise DomainError("amount_invalid", _("The amount is out of range."), field="amount_minor")
    if interval and (interval not in Interval.values or not offer.is_renewed):
        raise DomainError("interval_invalid", _("Only a membership is paid by month or year."), field="interval")
    if offer.is_for_team and not interval:
        raise DomainError("interval_missing", _("Seats are paid by month or year."), field="interval")
    if not 0 <= trial_days <= LONGEST_TRIAL or (trial_days and not interval):
        raise DomainError("trial_invalid", _("A trial lasts at most 730 days, and only a membership has one."), field="trial_days")
    Offer.objects.select_for_update().get(pk=offer.pk)
    live = Price.objects.filter(offer=offer, currency=currency, interval=interval, is_active=True)
    if same := live.filter(amount_minor=amount_minor, trial_days=trial_days).first():
        return same
    live.update(is_active=False)
    price = Price.objects.create(
        offer=offer, currency=currency, interval=interval, amount_minor=amount_minor, trial_days=trial_days
    )
    _tell_prices(offer)
    return price


@transaction.atomic
def retire_price(*, price: Price) -> None:
    """Stop selling at a price; orders that are open keep it."""
    if Price.objects.filter(pk=price.pk, is_active=True).update(is_active=False):
        price.is_active = False
        _tell_prices(price.offer)


def _tell_prices(offer: Offer) -> None:
    """Say what the course of this offer costs now."""
    if offer.course_id is None:
        return
    live = Price.objects.filter(offer=offer, offer__is_active=True, is_active=True, interval="")
    fact = PricesChanged(course_id=offer.course_id, prices=dict(live.values_list("currency", "amount_minor")))
    PricesChanged.signal.send(sender=PricesChanged, fact=fact)


def _offer(kind: OfferKind, *, slug: str, title: str, course: Course | None = None, path: LearningPath | None = None) -> Offer:
    """Return the live offer of a course or path, made when there is none; one of a membership is always made."""
    if course or path:
        defaults: dict[str, Any] = {"kind": kind, "title": title, "slug": lambda: _free_slug(slug)}
        return Offer.objects.get_or_create(course=course, path=path, is_active=True, defaults=defaults)[0]
    return Offer.objects.create(kind=kind, title=title, slug=_free_slug(slug))


def _free_slug(slug: str) -> str:
    """Return the slug, with a number when an offer, on sale or withdrawn, has it."""
    taken = set(Offer.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(name for number in itertools.count(1) if (name := f"{slug}-{number}" if number > 1 else slug) not in taken)
