"""The pages that staff open, with a little in the ledger and with a million rows."""

import statistics
import time
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client

from acg.bench.counting import counted
from acg.chaos.stage import BACKEND
from acg.users.models import User
from acg.users.sessions import SessionStore
from checkout.models import LedgerEntry, Order

PAGES = {"orders": "/admin/checkout/order/", "ledger": "/admin/checkout/ledgerentry/"}
VISITS = 9
FILL = (
    "INSERT INTO checkout_order (public_id, buyer_id, offer_id, state, currency, total_minor, email, visitor_key, checkout_url,"
    " payment_intent_id, attempt, session_request, review_reason, created_at, settled_at{extra})"
    " SELECT gen_random_uuid(), %(buyer)s, %(offer)s, 'settled', 'USD', 4900, '', '', '', 'pi_bench_' || n, 1, '{{}}', '',"
    " now() - n * interval '1 second', now(){values} FROM generate_series(%(first)s, %(last)s) n"
)
BOOK = (
    "INSERT INTO checkout_ledgerentry (order_id, kind, stripe_id, amount_minor, currency, recorded_at)"
    " SELECT id, 'payment', payment_intent_id, 4900, 'USD', created_at FROM checkout_order o"
    " WHERE payment_intent_id LIKE 'pi_bench_%%' AND NOT EXISTS (SELECT FROM checkout_ledgerentry e WHERE e.order_id = o.id)"
)


def measure(sizes: tuple[int, ...] = (1_000, 1_000_000)) -> dict[str, Any]:
    """Fill the ledger up to each size, and return how long each page takes there, in milliseconds, and how many statements."""
    staff = User.objects.create_superuser("bench-staff@chaos.example")
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = _session(staff)
    found: dict[str, Any] = {}
    for size in sizes:
        _fill(size, buyer=staff)
        found[f"{size}_rows"] = {name: _visit(client, path) for name, path in PAGES.items()}
    return found


def _fill(size: int, *, buyer: User) -> None:
    model = Order.objects.order_by("pk")[0]
    first = LedgerEntry.objects.count() + 1
    named = {"public_id", "buyer_id", "offer_id", "state", "currency", "total_minor", "email", "visitor_key", "checkout_url"}
    named |= {"payment_intent_id", "attempt", "session_request", "review_reason", "created_at", "settled_at", "id"}
    # Columns that came later and may not be empty take the value that an order of today has.
    others = [f for f in Order._meta.concrete_fields if f.column not in named and not f.null]  # noqa: SLF001 -- Django's documented Model._meta
    extra = "".join(f', "{f.column}"' for f in others)
    values = "".join(f', (SELECT "{f.column}" FROM checkout_order WHERE id = {model.pk})' for f in others)  # noqa: S608 -- Django's names
    with connection.cursor() as cursor:
        statement = FILL.format(extra=extra, values=values)
        cursor.execute(statement, {"buyer": buyer.pk, "offer": model.offer_id, "first": first, "last": size})
        cursor.execute(BOOK)
        for table in ("checkout_order", "checkout_ledgerentry"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _visit(client: Client, path: str) -> dict[str, float]:
    counts: dict[str, int] = {}
    with counted(counts, path):
        answer = client.get(path)
    if answer.status_code != 200:  # noqa: PLR2004 -- HTTP's OK
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    seconds = []
    for _visit in range(VISITS):
        before = time.perf_counter()
        client.get(path)
        seconds.append(time.perf_counter() - before)
    return {"median_ms": round(1000 * statistics.median(seconds), 1), "statements": counts[path]}


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
