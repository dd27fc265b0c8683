"""What happened at Stripe and in the buyers' world, and so what must be true at the school in the end.

Written from what the generator itself did, without a word of the school's code: this is the other side of the account.
"""

import dataclasses
import random
from dataclasses import dataclass, field

# What buyers do, how often of a hundred, and what staff and banks do afterwards.
PLOTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "paid": (40, ("buy", "pay")),
    "paid after a second click": (6, ("buy", "buy", "pay")),
    "paid by a guest of a known address": (4, ("buy", "pay")),
    "partly refunded": (8, ("buy", "pay", "refund part")),
    "refunded": (10, ("buy", "pay", "refund rest")),
    "refunded in two parts": (4, ("buy", "pay", "refund part", "refund rest")),
    "refunded, and the bank refuses": (4, ("buy", "pay", "refund rest", "refund fails")),
    "disputed and lost": (2, ("buy", "pay", "dispute", "dispute lost")),
    "disputed and won": (3, ("buy", "pay", "dispute", "dispute won")),
    "paid by bank": (4, ("buy", "pay by bank", "bank pays")),
    "refused by the bank": (2, ("buy", "pay by bank", "bank refuses")),
    "declined, then paid": (4, ("buy", "decline", "pay")),
    "declined": (2, ("buy", "decline")),
    "expired": (4, ("buy", "expire")),
    "left open": (3, ("buy",)),
}
EVENTS = {
    "buy": 0,
    "pay": 3,
    "pay by bank": 3,
    "bank pays": 3,
    "bank refuses": 3,
    "decline": 1,
    "expire": 1,
    "refund part": 2,
    "refund rest": 2,
    "refund fails": 2,
    "dispute": 2,
    "dispute lost": 1,
    "dispute won": 2,
}
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
    end: str = "open"
    refunds: dict[str, int] = field(default_factory=dict)
    failed_refunds: list[str] = field(default_factory=list)
    dispute_id: str = ""

    @property
    def state(self) -> str:
        """Where the order must stand."""
        if not self.paid_minor:
            return self.end
        if self.held_minor:
            return "settled"
        return "lost" if self.dispute_id else "refunded"

    @property
    def held_minor(self) -> int:
        """What Stripe holds of this buyer's money."""
        return sum(amount for _kind, _key, amount in self.ledger)

    @property
    def is_anybodys(self) -> bool:
        """Whether it was paid under the address of an account by somebody who did not sign in: nobody gets it before signing in."""
        return self.plot == "paid by a guest of a known address"

    @property
    def may_learn(self) -> bool:
        """Whether there must be a right to learn."""
        return self.state == "settled" and not self.is_anybodys

    @property
    def ledger(self) -> set[tuple[str, str, int]]:
        """The ledger's rows: kind, Stripe's id, signed amount."""
        rows = {("payment", self.payment_id, self.paid_minor)} if self.paid_minor else set()
        rows |= {("refund", key, -amount) for key, amount in self.refunds.items()}
        rows |= {("refund_failed", key, self.refunds[key]) for key in self.failed_refunds}
        if self.dispute_id:
            rows.add(("dispute", self.dispute_id, -self.paid_minor))
        if self.plot == "disputed and won":
            rows.add(("dispute_won", self.dispute_id, self.paid_minor))
        return rows


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
        account = cast.accounts[number // len(cast.offers) % len(cast.accounts)]
        if plot == "paid by a guest of a known address":
            email = account[0]
        elif plot == "paid after a second click" or dice.random() < 0.5:  # noqa: PLR2004 -- half of them have an account
            email, cookie = account
        lost = [step for step in sorted(set(steps)) if dice.random() < NEVER_DELIVERED]
        purchases.append(Purchase(number, plot, steps, slug, course_id, amount, email, cookie, lost))
        expected += sum(EVENTS[step] for step in steps)
    return purchases


def as_json(purchases: list[Purchase]) -> list[dict[str, object]]:
    """Return the purchases in a form that a file keeps."""
    return [dataclasses.asdict(purchase) for purchase in purchases]
