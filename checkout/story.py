"""An order's whole story in order of time, for staff: what was made, told, paid, booked, mailed and done by hand, and why.

Other contexts tell what followed with them: `acg/wiring.py` adds their chapters.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acg.events.models import LogEntry, OutboxEvent, State
from acg.shared.values import frozen
from acg.users.models import User
from checkout.models import Gift, Order, StripeEventState, Subscription


@frozen
class Moment:
    """Something that happened.

    Args:
        at: when.
        icon: a symbol of the admin's set.
        title: what.
        detail: what else is worth knowing.
        who: whoever did it by hand.
        is_wrong: whether somebody should look at it.
    """

    at: dt.datetime
    icon: str
    title: str
    detail: str = ""
    who: str = ""
    is_wrong: bool = False


Chapter = Callable[[Order], Iterable[Moment]]

FACTS = {
    "ReceiptDue": gettext_lazy("Receipt by mail"),
    "RefundNoticeDue": gettext_lazy("Notice of a refund by mail"),
    "MembershipNoticeDue": gettext_lazy("Notice about the membership by mail"),
    "GiftDue": gettext_lazy("Gift by mail"),
    "PaymentFailed": gettext_lazy("Notice by mail that the bank did not pay"),
    "PaidTwice": gettext_lazy("Paid twice: the second payment goes back"),
}
ACTIONS = {
    "order.refund": gettext_lazy("Refund asked for"),
    "order.replay": gettext_lazy("Settled again by hand"),
    "order.restored": gettext_lazy("Rebuilt from Stripe's objects"),
    "right.given": gettext_lazy("Right to learn given by hand"),
    "right.taken": gettext_lazy("Right to learn taken back by hand"),
    "exam.extra_time": gettext_lazy("More time for exams"),
}

_chapters: list[Chapter] = []


def add_chapter(chapter: Chapter) -> None:
    """Let another context tell its part of every order's story, once."""
    if chapter not in _chapters:
        _chapters.append(chapter)


def story_of(order: Order) -> list[Moment]:
    """Return all that happened to an order, the oldest first: one statement for each kind of thing, however much happened."""
    chapters = (_order, _given, _told, _moved, _billed, _mailed, _done_by_hand, *_chapters)
    return sorted((moment for chapter in chapters for moment in chapter(order)), key=lambda moment: moment.at)


def _order(order: Order) -> Iterator[Moment]:
    lines = ", ".join(f"{line.title} {line.amount}" for line in order.lines.select_related("order"))
    yield Moment(order.created_at, "shopping_cart", _("Order made"), lines)
    if order.settled_at:
        yield Moment(order.settled_at, "check_circle", _("Paid"), str(order.total))


def _given(order: Order) -> Iterator[Moment]:
    gift = Gift.objects.filter(order=order).select_related("claimed_by").first()
    if gift is None:
        return
    receiver = f"{gift.receiver_name} · {gift.receiver_email} · {date_format(gift.deliver_on, 'DATE_FORMAT')}"
    yield Moment(gift.created_at, "redeem", _("Bought as a gift"), receiver)
    if gift.claimed_at:
        yield Moment(gift.claimed_at, "redeem", _("Gift claimed"), who=str(gift.claimed_by or _("an account that is gone")))


def _told(order: Order) -> Iterator[Moment]:
    for event in order.stripe_events.defer("raw"):
        detail = f"{event.pk} · {event.get_source_display()} · {event.get_state_display()}"
        is_wrong = event.state == StripeEventState.DEAD or bool(event.last_error)
        error = f" · {event.last_error}" if event.last_error else ""
        yield Moment(event.received_at, "webhook", _("Stripe told: %s") % event.type, detail + error, is_wrong=is_wrong)


def _moved(order: Order) -> Iterator[Moment]:
    for payment in order.payments.all():
        detail = f"{payment.money} · {payment.stripe_id} · {payment.get_state_display()}"
        yield Moment(payment.created_at, "credit_card", _("Attempt to pay"), detail)
    for refund in order.refunds.select_related("requested_by"):
        detail = " · ".join(filter(None, [str(refund.money), refund.stripe_id, refund.state, refund.reason]))
        who = str(refund.requested_by or "")
        yield Moment(refund.created_at, "undo", _("Refund"), detail, who=who, is_wrong=refund.state == "failed")
    for dispute in order.disputes.all():
        detail = " · ".join(filter(None, [str(dispute.money), dispute.stripe_id, dispute.state, dispute.reason]))
        yield Moment(dispute.created_at, "gavel", _("Dispute"), detail, is_wrong=True)
    for entry in order.ledger.all():
        kind = entry.get_kind_display()
        yield Moment(entry.recorded_at, "account_balance", _("Ledger: %s") % kind, f"{entry.money} · {entry.stripe_id}")


def _billed(order: Order) -> Iterator[Moment]:
    """Yield the invoices of the membership that an order began, and what its member was told."""
    subscription = Subscription.objects.filter(order=order).first() if order.interval else None
    if subscription is None:
        return
    for invoice in subscription.invoices.all():
        detail = " · ".join(filter(None, [str(invoice.total), invoice.stripe_id, invoice.status]))
        is_wrong = invoice.status not in {"paid", "void", "draft"}
        yield Moment(invoice.issued_at, "request_quote", _("Invoice %s") % invoice.number, detail, is_wrong=is_wrong)
    for fact in OutboxEvent.objects.filter(subject=f"membership:{subscription.public_id}"):
        detail = " · ".join(filter(None, [str(fact.payload.get("kind", "")), fact.get_state_display(), fact.last_error]))
        title = str(FACTS.get(fact.type, fact.type))
        yield Moment(fact.occurred_at, "mail", title, detail, is_wrong=fact.state == State.DEAD)


def _mailed(order: Order) -> Iterator[Moment]:
    for fact in OutboxEvent.objects.filter(subject__in=[f"order:{order.public_id}", f"gift:{order.public_id}"]):
        detail = " · ".join(filter(None, [fact.get_state_display(), fact.last_error]))
        title = str(FACTS.get(fact.type, fact.type))
        yield Moment(fact.occurred_at, "mail", title, detail, is_wrong=fact.state == State.DEAD)


def _done_by_hand(order: Order) -> Iterator[Moment]:
    """Yield what the log knows of the order, and of its buyer's rights."""
    subjects = [f"order:{order.public_id}"] + ([f"user:{order.buyer.public_id}"] if order.buyer else [])
    entries = list(LogEntry.objects.filter(subject__in=subjects))
    people = {user.public_id: user.email for user in User.objects.filter(public_id__in={entry.by for entry in entries if entry.by})}
    for entry in entries:
        detail = " · ".join(filter(None, [entry.reason, str(entry.details.get("course", ""))]))
        yield Moment(entry.at, "edit_note", str(ACTIONS.get(entry.action, entry.action)), detail, who=_who(entry.by, people))


def _who(by: uuid.UUID | None, people: dict[uuid.UUID, str]) -> str:
    return people.get(by, str(by)) if by else ""
