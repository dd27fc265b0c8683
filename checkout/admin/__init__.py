"""The money as staff see it: what is sold, what was ordered, and the whole story of an order. Every change is a verb of checkout."""

from checkout.admin import ledger, memberships, offers, orders

__all__ = ["ledger", "memberships", "offers", "orders"]
