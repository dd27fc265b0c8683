import uuid
from typing import Any

import factory
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from checkout.models import Coupon, Gift, Offer, OfferKind, Order, OrderLine, OrderState, Price
from courses.tests.factories import CourseFactory


class OfferFactory(factory.django.DjangoModelFactory[Offer]):
    class Meta:
        model = Offer
        skip_postgeneration_save = True

    kind = OfferKind.COURSE
    course = factory.SubFactory(CourseFactory, published=True)
    title = factory.LazyAttribute(lambda offer: offer.course.title if offer.course else "All courses")
    slug = factory.Sequence(lambda n: f"offer-{n}")

    @factory.post_generation
    def price(self, create, extracted, **kwargs):
        """Sell for 49 dollars unless told otherwise; `price=None` leaves it without a price."""
        if create and "price" not in kwargs and extracted is not False:
            PriceFactory(offer=self, **kwargs)


class PriceFactory(factory.django.DjangoModelFactory[Price]):
    class Meta:
        model = Price

    offer = factory.SubFactory(OfferFactory, price=False)
    currency = "USD"
    amount_minor = 4900


class MembershipOfferFactory(OfferFactory):
    """All courses, for 25 dollars a month or 240 a year."""

    kind = OfferKind.MEMBERSHIP
    course: Any = factory.LazyAttribute(lambda _offer: None)
    title = factory.LazyAttribute(lambda _offer: "All courses")

    @factory.post_generation
    def price(self, create, extracted, **kwargs):
        """Sell by month and by year; `price__trial_days` gives both a trial."""
        if create and extracted is not False:
            PriceFactory(offer=self, interval="month", amount_minor=2500, **kwargs)
            PriceFactory(offer=self, interval="year", amount_minor=24000, **kwargs)


class TeamOfferFactory(OfferFactory):
    """All courses, for 20 dollars a seat and month or 192 a seat and year."""

    kind = OfferKind.TEAM
    course: Any = factory.LazyAttribute(lambda _offer: None)
    title = factory.LazyAttribute(lambda _offer: "Seats")

    @factory.post_generation
    def price(self, create, extracted, **kwargs):
        """Sell by month and by year."""
        if create and extracted is not False:
            PriceFactory(offer=self, interval="month", amount_minor=2000, **kwargs)
            PriceFactory(offer=self, interval="year", amount_minor=19200, **kwargs)


class CouponFactory(factory.django.DjangoModelFactory[Coupon]):
    class Meta:
        model = Coupon

    code = factory.Sequence(lambda n: f"SAVE{n}")
    percent_off = 20


class OrderFactory(factory.django.DjangoModelFactory[Order]):
    """An open order with its line, as `start_checkout` leaves it before Stripe is asked."""

    class Meta:
        model = Order
        skip_postgeneration_save = True

    buyer = factory.SubFactory(UserFactory)
    offer = factory.SubFactory(OfferFactory)
    email = factory.LazyAttribute(lambda order: order.buyer.email if order.buyer else "")
    visitor_key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    state = OrderState.OPEN
    currency = "USD"
    total_minor = 4900

    @factory.post_generation
    def line(self, *args, **kwargs):  # noqa: ARG002 -- the signature of factory-boy's hook
        """Sell what the offer sells."""
        OrderLine.objects.create(
            order=self,
            offer=self.offer,
            price=self.offer.prices.get(currency=self.currency),
            title=self.offer.title,
            kind=self.offer.kind,
            course_ids=[self.offer.course_id] if self.offer.course_id else [],
            amount_minor=self.total_minor,
        )


class GiftFactory(factory.django.DjangoModelFactory[Gift]):
    """A paid gift whose day has come."""

    class Meta:
        model = Gift

    order = factory.SubFactory(OrderFactory, state=OrderState.SETTLED, settled_at=factory.LazyFunction(timezone.now))
    receiver_name = "Ben"
    receiver_email = "ben@example.com"
    message = "For your exam"
    deliver_on = factory.LazyFunction(lambda: timezone.now().date())
