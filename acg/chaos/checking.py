"""What the school says, held against what happened: by plain SQL, from the generator's own knowledge."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection

from acg.chaos.truth import Purchase

Row = tuple[Any, ...]


def rows(statement: str) -> list[Row]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def ledger_rows() -> set[Row]:
    """Return the ledger as it is, each row whole."""
    return set(rows("SELECT id, order_id, kind, stripe_id, amount_minor, currency, recorded_at::text FROM checkout_ledgerentry"))


def fingerprint() -> dict[str, set[Row]]:
    """Return every row that a second reconciliation must leave as it is, whole."""
    tables = ("checkout_order", "checkout_ledgerentry", "checkout_payment", "checkout_refund", "students_grant", "users_user")
    whole = {table: set(rows(f"SELECT t::text FROM {table} t")) for table in tables}  # noqa: S608 -- the names stand above
    return whole | {"outbox": set(rows("SELECT sequence, type, subject, payload::text FROM events_outboxevent"))}


class Audit:
    """The purchases, and what the school has about each.

    Args:
        purchases: what the generator knows.
    """

    def __init__(self, purchases: list[Purchase]) -> None:
        self.purchases = {purchase.order: purchase for purchase in purchases if purchase.order}
        self.orders = {row[0]: row[1:] for row in rows("SELECT public_id::text, state, settled_at FROM checkout_order")}
        self.ledger: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for order, *entry in rows(
            "SELECT o.public_id::text, l.kind, l.stripe_id, l.amount_minor"
            " FROM checkout_ledgerentry l JOIN checkout_order o ON o.id = l.order_id"
        ):
            self.ledger[order].append((entry[0], entry[1], entry[2]))
        self.grants: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for cause, email, course in rows(
            "SELECT g.cause_id, u.email, g.course_id FROM students_grant g JOIN users_user u ON u.id = g.user_id"
            " WHERE g.cause IN ('order', 'membership') AND g.revoked_at IS NULL AND (g.until_at IS NULL OR g.until_at > now())"
        ):
            self.grants[cause].append((email, course))
        self.facts: Counter[tuple[str, str]] = Counter(
            (kind, order) for kind, order in rows("SELECT type, payload->>'order_id' FROM events_outboxevent")
        )

    def wrong(self) -> list[str]:
        """Return the purchases whose state, money or rights are not what they must be."""
        return [order for order, purchase in self.purchases.items() if self._faults(order, purchase)]

    def free_rides(self) -> list[str]:
        """Return the causes of live rights that no money pays for."""
        paid = {order for order, purchase in self.purchases.items() if purchase.may_learn}
        return [cause for cause in self.grants if cause not in paid]

    def _faults(self, order: str, purchase: Purchase) -> bool:
        state = self.orders.get(order, ("missing",))[0]
        grants = [(purchase.email, purchase.course_id)] if purchase.may_learn else []
        return (state, set(self.ledger[order]), self.grants.get(order, [])) != (purchase.state, purchase.ledger, grants)

    def stories(self, orders: Iterable[str]) -> list[str]:
        """Return, for each of these orders, what must be and what is, and what the inbox has about it."""
        told = []
        for order in orders:
            purchase = self.purchases[order]
            events = rows(
                "SELECT e.type, e.state, e.attempts, e.last_error FROM checkout_stripeevent e JOIN checkout_order o ON o.id = e.order_id"  # noqa: S608 -- our own id
                f" WHERE o.public_id = '{order}' ORDER BY e.received_at"
            )
            told.append(
                f"{purchase}\n  must be: {purchase.state} {sorted(purchase.ledger)}\n  is: {self.orders.get(order)}"
                f" {self.ledger[order]} {self.grants.get(order, [])}\n  heard: {events}"
            )
        return told

    def breaches(self) -> dict[str, int]:
        """Return how often each invariant is broken."""
        known = self.purchases
        return {
            "I1": len(self.free_rides()),
            "I2": sum(self.grants.get(order, []) != [(p.email, p.course_id)] for order, p in known.items() if p.may_learn),
            "I3": sum(sum(row[2] for row in self.ledger[order]) != p.held_minor for order, p in known.items()),
            "I4": self._doubled(),
            "I5": self._receipts(),
            "I6": len(self.wrong()),
            "I8": rows("SELECT count(*) FROM checkout_stripeevent WHERE state IN ('new', 'dead')")[0][0],
        }

    def _doubled(self) -> int:
        """Count ledger rows that are there twice, or that nothing at Stripe accounts for."""
        entries = [(kind, key) for group in self.ledger.values() for kind, key, _ in group]
        strangers = sum(len(group) for order, group in self.ledger.items() if order not in self.purchases)
        unaccounted = sum(len(set(self.ledger[order]) - p.ledger) for order, p in self.purchases.items())
        return len(entries) - len(set(entries)) + strangers + unaccounted

    def _receipts(self) -> int:
        """Count orders without exactly one receipt when they were ever paid for, or with one when not, and doubled refund notices."""
        wrong = 0
        for order, (_state, settled_at) in self.orders.items():
            wrong += self.facts["ReceiptDue", order] != (settled_at is not None)
        for order, purchase in self.purchases.items():
            notices, failed = self.facts["RefundNoticeDue", order], len(purchase.failed_refunds)
            wrong += (
                not len(purchase.refunds) - failed <= notices <= len(purchase.refunds)
            )  # one that failed may never have been seen
        return wrong


def mail_faults(path: Path) -> tuple[int, int, list[str]]:
    """Return how many mails were sent, how many of them again under the same key, and the keys that are missing or that nobody owed."""
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    keys = {line["key"].strip("<>").partition("@")[0] for line in lines}
    owed = set()
    for kind, order, is_newcomer, refund in rows(
        "SELECT type, payload->>'order_id', (payload->>'is_new_account')::bool, payload->>'refund_id' FROM events_outboxevent"
        " WHERE type IN ('ReceiptDue', 'RefundNoticeDue')"
    ):
        owed |= {f"receipt.{order}"} if kind == "ReceiptDue" else {f"refund.{refund}"}
        owed |= {f"welcome.{order}"} if is_newcomer else set()
    return (
        len(lines),
        len(lines) - len(keys),
        sorted(owed ^ {key for key in keys if key.startswith(("receipt.", "refund.", "welcome."))}),
    )
