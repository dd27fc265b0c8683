"""What follows from what, across contexts: the one file that knows.

Whoever asks "what happens when someone pays?" reads the lists below and has seen all of it.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.signals import user_logged_in

from acg.events.consumers import Copier, Handler, subscribe, subscribe_copy
from acg.events.envelopes import Told, fact_of
from acg.order_rights import rights_of_order
from acg.users.models import User
from checkout import events as money
from checkout import mails
from checkout import services as checkout
from checkout.membership_mails import mail_membership_notice
from checkout.story import add_chapter
from courses import events as catalogue
from courses import services as courses
from organisations import events as teams
from organisations import services as organisations
from organisations.mails import mail_invitation, mail_overdrawn
from students import events as learning
from students import services as students
from students.selectors import learner_count

logger = logging.getLogger(__name__)


def stop_if_owned(fact: money.CheckoutStarting) -> None:
    """Refuse to sell what the buyer has."""
    students.refuse_owned(buyer_id=fact.buyer_id, course_ids=fact.course_ids)


def let_learn(fact: money.OrderSettled) -> None:
    """Give the right to learn what was paid for."""
    students.grant_for_order(
        order_id=fact.order_id, buyer_id=fact.buyer_id, course_ids=fact.course_ids, all_courses=fact.all_courses
    )


def stop_if_given(fact: money.GiftClaiming) -> None:
    """Refuse to spend a gift on somebody who has what it gives."""
    students.refuse_owned(buyer_id=fact.user_id, course_ids=fact.course_ids)


def let_receiver_learn(fact: money.GiftClaimed) -> None:
    """Give the right to learn what was given."""
    students.grant_for_gift(order_id=fact.order_id, receiver_id=fact.user_id, course_ids=fact.course_ids)


def stop_learning(fact: money.OrderRevoked) -> None:
    """End the right that the money gave."""
    students.revoke_for_order(order_id=fact.order_id, reason=fact.reason)


def let_learn_all(fact: money.MembershipChanged) -> None:
    """Open all courses to a member, until then; or end that."""
    students.grant_for_membership(
        membership_id=fact.membership_id, buyer_id=fact.buyer_id, until_at=fact.until_at, is_live=fact.is_live, reason=fact.reason
    )


def seat_people(fact: money.SeatsChanged) -> None:
    """Let a team have the seats that are paid."""
    organisations.fill_pool(
        pool_id=fact.pool_id,
        owner_id=fact.owner_id,
        seats=fact.seats,
        until_at=fact.until_at,
        is_live=fact.is_live,
        reason=fact.reason,
        language=fact.language,
    )


def let_seated_learn(fact: teams.SeatRightsChanged) -> None:
    """Open all courses to whoever sits on a paid seat; or end that."""
    students.grant_for_seats(seats=dict(fact.given), until_at=fact.until_at)
    students.revoke_for_seats(seat_ids=fact.ended, reason=fact.reason)


def show_prices(fact: money.PricesChanged) -> None:
    """Let the catalogue show what is charged."""
    courses.set_list_prices(course_id=fact.course_id, prices=fact.prices)


def return_second_payment(payload: dict[str, Any]) -> None:
    """Send back what was paid twice."""
    checkout.return_second_payment(order_id=payload["order_id"], payment_id=payload["payment_id"])


def claim_orders(sender: object, *, user: User, **_signal: Any) -> None:  # noqa: ARG001 -- a receiver's signature
    """Give whoever signs in what was bought for the address without signing in; signing in succeeds whatever becomes of it."""
    try:
        checkout.claim_orders(user=user)
    except Exception:
        logger.exception("purchases could not be attached", extra={"user": str(user.public_id)})


def claim_seats(sender: object, *, user: User, **_signal: Any) -> None:  # noqa: ARG001 -- a receiver's signature
    """Let whoever signs in sit on the seats that were given to the address; signing in succeeds whatever becomes of it."""
    try:
        organisations.claim_seats(user=user)
    except Exception:
        logger.exception("seats could not be attached", extra={"user": str(user.public_id)})


def show_learners(payload: dict[str, Any]) -> None:
    """Let the catalogue show how many take part: counted now, when everyone who enrolled at the same moment is seen."""
    count = learner_count(course_id=payload["course_id"])
    courses.set_learner_count(course_id=payload["course_id"], learner_count=count)


def keep_course_copy(told: Told) -> None:
    """Let learning know the course as it is now."""
    students.keep_course_copy(fact=fact_of(told, catalogue.CourseChanged), sequence=told.sequence, as_of=told.moment)


def drop_course_copy(told: Told) -> None:
    """Let learning know that the course is gone."""
    fact = fact_of(told, catalogue.CourseRemoved)
    students.drop_course_copy(course_id=fact.course_id, public_id=fact.public_id, sequence=told.sequence, as_of=told.moment)


# True in the same transaction: if one of these raises, nothing happened at all.
TOGETHER: tuple[tuple[Any, Callable[[Any], None]], ...] = (
    (money.CheckoutStarting, stop_if_owned),
    (money.OrderSettled, let_learn),
    (money.OrderRevoked, stop_learning),
    (money.GiftClaiming, stop_if_given),
    (money.GiftClaimed, let_receiver_learn),
    (money.MembershipChanged, let_learn_all),
    (money.SeatsChanged, seat_people),
    (teams.SeatRightsChanged, let_seated_learn),
    (money.PricesChanged, show_prices),
)

# True a moment later, at least once: each is delivered from the outbox under its name, which therefore never changes.
AFTERWARDS: tuple[tuple[type, str, Handler], ...] = (
    (learning.StudentEnrolled, "courses.learner_count", show_learners),
    (money.ReceiptDue, "checkout.receipt", mails.mail_receipt),
    (money.ReceiptDue, "checkout.welcome", mails.mail_welcome),
    (money.PaymentFailed, "checkout.payment_failed", mails.mail_payment_failed),
    (money.GiftDue, "checkout.gift", mails.mail_gift),
    (money.RefundNoticeDue, "checkout.refund_notice", mails.mail_refund_notice),
    (money.MembershipNoticeDue, "checkout.membership_notice", mail_membership_notice),
    (teams.SeatAssigned, "organisations.invitation", mail_invitation),
    (teams.SeatsOverdrawn, "organisations.overdrawn", mail_overdrawn),
    (money.PaidTwice, "checkout.return_second_payment", return_second_payment),
)

# What one context keeps of another's, a moment later: told with the sequence, for facts may come in another order.
COPIES: tuple[tuple[type, str, Copier], ...] = (
    (catalogue.CourseChanged, "students.course_copy", keep_course_copy),
    (catalogue.CourseRemoved, "students.course_copy", drop_course_copy),
)


def connect() -> None:
    """Connect the lists, and what follows from signing in, once, when the application starts."""
    for fact, reaction in TOGETHER:
        fact.signal.connect(_receiver(reaction), dispatch_uid=reaction.__name__, weak=False)
    for fact_type, consumer, handler in AFTERWARDS:
        subscribe(fact_type, consumer=consumer, handler=handler)
    for fact_type, consumer, copier in COPIES:
        subscribe_copy(fact_type, consumer=consumer, copier=copier)
    user_logged_in.connect(claim_orders, dispatch_uid="claim_orders")
    user_logged_in.connect(claim_seats, dispatch_uid="claim_seats")
    add_chapter(rights_of_order)


def _receiver(reaction: Callable[[Any], None]) -> Callable[..., None]:
    def receive(fact: Any, **_signal: Any) -> None:
        reaction(fact)

    return receive
