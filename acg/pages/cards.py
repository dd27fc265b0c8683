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
from students.selectors import LibraryRow, library

Viewer = User | AnonymousUser
FRESH = timedelta(days=30)
CURRENCY = "USD"


@dataclass(frozen=True)
class Card:
    """A course as a card shows it; `learning` is the viewer's own row when they take part, `currency` the one they prefer."""

    row: CardRow
    learning: LibraryRow | None = None
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


def own_library(viewer: Viewer) -> dict[int, LibraryRow]:
    """Return what the viewer takes part in, by the course's primary key, last seen first; in one statement, in none for a visitor."""
    return {row.course_id: row for row in library(user=viewer)} if isinstance(viewer, User) else {}


def cards(rows: Iterable[CardRow], learning: dict[int, LibraryRow] | None = None, *, currency: str = "") -> list[Card]:
    """Return the rows as cards, with the viewer's progress where they take part, and prices in their currency where there is one."""
    return [Card(row, (learning or {}).get(row["id"]), currency) for row in rows]
