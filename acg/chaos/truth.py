"""What happened at Stripe and in the buyers' world, and so what must be true at the school in the end.

Written from what the generator itself did, without a word of the school's code: this is the other side of the account.
"""

import dataclasses
import random
from dataclasses import dataclass, field

# What buyers do, how often of a hundred, and whether staff sends money back afterwards.
PLOTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "paid": (48, ("buy", "pay")),
    "paid after a second click": (6, ("buy", "buy", "pay")),
    "partly refunded": (9, ("buy", "pay", "refund part")),
    "refunded": (13, ("buy", "pay", "refund rest")),
    "refunded in two parts": (6, ("buy", "pay", "refund part", "refund rest")),
    "declined, then paid": (6, ("buy", "decline", "pay")),
    "declined": (3, ("buy", "decline")),
    "expired": (6, ("buy", "expire")),
    "left open": (3, ("buy",)),
}
EVENTS = {"buy": 0, "pay": 3, "decline": 1, "expire": 1, "refund part": 2, "refund rest": 2}
NEVER_DELIVERED = 0.03


@dataclass(slots=True)
class Purchase:
    """One purchase: the plot, and what Stripe's stand-in answered while it was played.

    Args:
        offer: the slug of what is bought.
        amount_minor: its price.
        email: whose it is; typed at Stripe when there is no account.
        cookie: the session of a buyer with an account, or nothing.
        lost: the steps whose events are never delivered.
    """

    number: int
    plot: str
    steps: list[str]
    offer: str
    course_id: int
    amount_minor: int
    email: str
    cookie: str
    lost: list[str]
    order: str = ""
    session_id: str = ""
    payment_id: str = ""
    paid_minor: int = 0
    is_expired: bool = False
    refunds: dict[str, int] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Where the order must stand."""
        if self.paid_minor:
            return "settled" if self.held_minor else "refunded"
        return "expired" if self.is_expired else "open"

    @property
    def held_minor(self) -> int:
        """What Stripe holds of this buyer's money."""
        return self.paid_minor - sum(self.refunds.values())

    @property
    def may_learn(self) -> bool:
        """Whether there must be a right to learn."""
        return self.state == "settled"

    @property
    def ledger(self) -> set[tuple[str, str, int]]:
        """The ledger's rows: kind, Stripe's id, signed amount."""
        rows = {("refund", key, -amount) for key, amount in self.refunds.items()}
        return rows | ({("payment", self.payment_id, self.paid_minor)} if self.paid_minor else set())


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may buy, and what there is to buy.

    Args:
        offers: slug, course's primary key and price of each.
        accounts: e-mail address and session cookie of each buyer with an account.
    """

    offers: list[tuple[str, int, int]]
    accounts: list[tuple[str, str]]


def plots(cast: Cast, *, events: int, seed: int) -> list[Purchase]:
    """Return purchases that make about so many events at Stripe; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 -- a plot is no secret
    names, weights = list(PLOTS), [weight for weight, _ in PLOTS.values()]
    purchases: list[Purchase] = []
    expected = 0
    while expected < events:
        number, plot = len(purchases), dice.choices(names, weights)[0]
        steps = list(PLOTS[plot][1])
        slug, course_id, amount = cast.offers[number % len(cast.offers)]
        email, cookie = f"guest-{number}@chaos.example", ""
        if plot == "paid after a second click" or dice.random() < 0.5:  # noqa: PLR2004 -- half of them have an account
            email, cookie = cast.accounts[number // len(cast.offers) % len(cast.accounts)]
        lost = [step for step in sorted(set(steps)) if dice.random() < NEVER_DELIVERED]
        purchases.append(Purchase(number, plot, steps, slug, course_id, amount, email, cookie, lost))
        expected += sum(EVENTS[step] for step in steps)
    return purchases


def as_json(purchases: list[Purchase]) -> list[dict[str, object]]:
    """Return the purchases in a form that a file keeps."""
    return [dataclasses.asdict(purchase) for purchase in purchases]
