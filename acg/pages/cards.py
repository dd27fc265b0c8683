"""Courses as cards: the catalogue's row with its price and the viewer's progress."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from acg.shared.money import Money
from acg.users.models import User
from courses.models import Level
from courses.selectors import CardRow
from students.selectors import CardProgress, progress_on_cards

Viewer = User | AnonymousUser
FRESH = timedelta(days=30)
CURRENCY = "USD"


@dataclass(frozen=True)
class Card:
    """A course as a card shows it; `learning` is how far the viewer is when they take part, `currency` the one they prefer."""

    row: CardRow
    learning: CardProgress | None = None
    currency: str = ""

    @property
    def price(self) -> Money | None:
        """What it costs; None when it is free or not on sale."""
        return None if self.row["is_free"] else list_price(self.row["list_prices"], self.currency)

    @property
    def level(self) -> str:
        """The level's name."""
        return str(Level(self.row["level"]).label)

    @cached_property
    def is_new(self) -> bool:
        """Whether it was published in the last thirty days."""
        return bool(timezone.now() - self.row["published_at"] < FRESH)

    @property
    def is_updated(self) -> bool:
        """Whether an older course got new content in the last thirty days."""
        return not self.is_new and bool(timezone.now() - self.row["content_updated_at"] < FRESH)

    @property
    def image(self) -> str:
        """The address of an uploaded cover, a new one for each upload; empty for a drawn one."""
        name = self.row["cover"]
        return f"/courses/covers/{self.row['public_id']}/?v={name.rpartition('/')[2][:8]}" if name else ""


def list_price(prices: dict[str, int], preferred: str = "") -> Money | None:
    """Return the price to show of those in several currencies: in the preferred one, else in US dollars, else in another."""
    if not prices:
        return None
    currency = next((code for code in (preferred, CURRENCY) if code in prices), min(prices))
    return Money(prices[currency], currency)


def cards(rows: Iterable[CardRow], *, viewer: Viewer | None = None, currency: str = "") -> list[Card]:
    """Return the rows as cards, with prices in the viewer's currency where there is one.

    With a viewer who is signed in one statement reads how far they are in those that they take part in.
    """
    shown = list(rows)
    learning = progress_on_cards(user=viewer, course_ids=[row["id"] for row in shown]) if isinstance(viewer, User) and shown else {}
    return [Card(row, learning.get(row["id"]), currency) for row in shown]
