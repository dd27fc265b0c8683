"""What a client may spend: a bucket of points that fills with time, one row of the shared database, taken from in one statement.

Memory of a process would not do: two workers would double it.
"""

import ipaddress
import math
from functools import lru_cache
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.utils.translation import gettext as _

from acg.graphql.clients import Client
from acg.graphql.context import Context
from acg.graphql.coordinates import Use
from acg.graphql.documents import Refused
from acg.shared.graph.errors import CodedError
from acg.shared.metrics import metric
from acg.shared.values import frozen

EVERYONE = "*"
V6_NETWORK = 64

# What stands in `acg/migrations/0005_budget_functions.py`, planned once for each connection. Nobody waits until the disk has it: what a
# power cut may take are the points and the notes of the last half second, https://www.postgresql.org/docs/15/wal-async-commit.html
TAKE = """
SELECT taken_from, left_over
FROM set_config('synchronous_commit', 'off', true),
    acg_take(%(key)s, %(depth)s, %(rate)s, %(everyone)s, %(all_depth)s, %(all_rate)s, %(points)s)
"""
SETTLE = """
SELECT set_config('synchronous_commit', 'off', true),
    acg_settle(%(key)s, %(everyone)s, %(points)s, %(actual)s, %(client)s, %(version)s, %(operation)s, %(name)s, %(fields)s)
"""
LEVEL = "SELECT LEAST(depth, level + rate * EXTRACT(EPOCH FROM clock_timestamp() - filled_at)) FROM acg_budget WHERE key = %s"
# The locks are taken in the order in which they were taken before: two that wait for each other would be a deadlock.
GIVE_BACK = """
WITH held AS (SELECT key FROM acg_budget WHERE key = ANY(%(keys)s) ORDER BY key = %(everyone)s FOR UPDATE)
UPDATE acg_budget AS b SET level = LEAST(b.depth, b.level + %(points)s) FROM held WHERE held.key = b.key
"""
FORGET = "DELETE FROM acg_budget WHERE filled_at < now() - interval '1 day'"


@frozen
class Bucket:
    """How much there is at most, and how fast it comes back.

    Args:
        depth: points when full.
        rate: points a second.
    """

    depth: int
    rate: int


EACH = Bucket(depth=1_000, rate=100)
ALL = Bucket(depth=50_000, rate=5_000)


class Purse:
    """The points of whoever makes a request.

    Args:
        key: names whose they are.
        client: the program that asks.
        each: the bucket of the key.
        everyone: the bucket of the whole school, which a swarm of clients empties together.
    """

    def __init__(self, key: str, *, client: Client, each: Bucket, everyone: Bucket) -> None:
        self.key, self._client, self._each, self._everyone = key, client, each, everyone
        self._requested = 0
        self._level: float | None = None

    def take(self, points: int) -> None:
        """Take the price of an operation before it is executed; all of it or nothing.

        Raises:
            Refused: THROTTLED, with the seconds to wait.
        """
        taken = dict(self._run(TAKE, self._values(points)))
        if len(taken) == 2:  # noqa: PLR2004 -- the client's and everyone's
            self._requested, self._level = points, taken[self.key]
            return
        if taken:
            self._give_back(points, list(taken))
        short, bucket = (EVERYONE, self._everyone) if self.key in taken else (self.key, self._each)
        [(level,)] = self._run(LEVEL, [short])
        self._level = taken.get(self.key, level)
        wait = max(math.ceil((points - level) / bucket.rate), 1)
        metric("graph.throttled", whose="everyone" if short == EVERYONE else self.key.partition(":")[0])
        message = _("Too much at once: try again in %(seconds)d s.") % {"seconds": wait}
        raise Refused(CodedError("THROTTLED", message, retryAfter=wait))

    def settle(self, actual: int, use: Use) -> None:
        """Give back what the answer did not use; an answer that was longer than foreseen is paid for as well. Who needed what is counted.

        It is one statement whatever comes of it, so that no answer takes more of them than another.

        Args:
            actual: what it cost, in points.
            use: what it needed of the schema.
        """
        back = {"points": self._requested - actual, "key": self.key, "everyone": EVERYONE, "actual": actual}
        who = {"client": self._client.name, "version": self._client.version}
        self._run(SETTLE, {**back, **who, "operation": use.key, "name": use.name, "fields": use.literal})
        self._level = min((self._level or 0) + self._requested - actual, self._each.depth)

    @property
    def status(self) -> dict[str, float]:
        """What is left, in the shape that clients know from Shopify (https://shopify.dev/docs/api/usage/limits)."""
        return {
            "maximumAvailable": self._each.depth,
            "currentlyAvailable": math.floor(self._level or 0),
            "restoreRate": self._each.rate,
        }

    def headers(self) -> dict[str, str]:
        """Return what an answer says about it, if it cost anything.

        https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
        """
        if self._level is None:
            return {}
        full = math.ceil((self._each.depth - self._level) / self._each.rate)
        return {
            "RateLimit-Policy": f'"points";q={self._each.depth};w={self._each.depth // self._each.rate}',
            "RateLimit": f'"points";r={max(math.floor(self._level), 0)};t={full}',
        }

    def _give_back(self, points: int, keys: list[str]) -> None:
        self._run(GIVE_BACK, {"points": points, "keys": keys, "everyone": EVERYONE})

    def _values(self, points: int) -> dict[str, Any]:
        each, everyone = self._each, self._everyone
        return {
            "key": self.key,
            "depth": each.depth,
            "rate": each.rate,
            "everyone": EVERYONE,
            "all_depth": everyone.depth,
            "all_rate": everyone.rate,
            "points": points,
        }

    @staticmethod
    def _run(statement: str, values: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


def purse_of(context: Context) -> Purse:
    """Return the purse of whoever asks: a service, a person, or else an address, of which a proxy's word counts only when trusted."""
    if context.service:
        key = f"service:{context.service}"[:100]
    elif context.viewer is not None:
        key = f"user:{context.viewer.pk}"
    else:
        key = f"address:{_address(context)}"[:100]
    return Purse(key, client=context.client, each=EACH, everyone=ALL)


def _address(context: Context) -> str:
    try:
        text = get_adapter().get_client_ip(context.request)
    except (ImproperlyConfigured, PermissionDenied):  # it came past the proxies, or does not say where from
        text = context.request.META.get("REMOTE_ADDR", "")
    return _network(text)


@lru_cache(maxsize=1_000)
def _network(text: str) -> str:
    """Return what of an address is one client's."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if address.version == 6:  # noqa: PLR2004 -- a home has a network of them
        return str(ipaddress.ip_network((address, V6_NETWORK), strict=False))
    return str(address)


def forget_full_budgets() -> int:
    """Delete the buckets that nobody used for a day: they are full. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        return int(cursor.rowcount)
