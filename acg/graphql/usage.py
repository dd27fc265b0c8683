"""Who still needs what: the notes of each answer are collected each minute, and asked before a field is removed.

The tables stay small whatever clients send: new names of clients and rows are bounded each day, and what comes beyond is counted as
"other", with all that it needed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.utils import timezone

from acg.graphql.clients import OTHER, Client
from acg.models import Operation, OperationUse
from acg.shared.metrics import metric
from acg.shared.values import frozen

BATCH = 500  # as many are locked at once; who asks the same again waits that long
MOST_NEW_CLIENTS = 200
MOST_ROWS = 5_000
MOST_TOLD = 20
WINDOW = dt.timedelta(days=30)
KEPT = dt.timedelta(days=180)

COLLECT = """
DELETE FROM acg_recentuse WHERE (client, version, operation, used_on) IN (
    SELECT client, version, operation, used_on FROM acg_recentuse ORDER BY last_at LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING client, version, operation, used_on, name, fields, count, points, last_at
"""
# In the order of the key: two collectors that wait for each other would be a deadlock.
KEEP = """
INSERT INTO acg_operationuse AS u (used_on, client, version, operation_id, count, points, last_at)
SELECT %s, client, version, operation, sum(count), sum(points), max(last_at)
FROM unnest(%s::text[], %s::text[], %s::text[], %s::integer[], %s::bigint[], %s::timestamptz[])
    AS note (client, version, operation, count, points, last_at)
GROUP BY client, version, operation ORDER BY client, version, operation
ON CONFLICT (used_on, client, version, operation_id) DO UPDATE
SET count = u.count + excluded.count, points = u.points + excluded.points, last_at = GREATEST(u.last_at, excluded.last_at)
"""


@frozen
class Asker:
    """A version of a client that needs something.

    Args:
        client: the program.
        count: how often it asked.
        last_at: when it asked last.
    """

    client: Client
    count: int
    last_at: dt.datetime


@frozen
class _Note:
    client: Client
    operation: str
    used_on: dt.date
    name: str
    fields: list[str]
    count: int
    points: int
    last_at: dt.datetime


def collect_usage() -> int:
    """Move the notes of the answers into the days' counts, and say as metrics what each client asked and cost. Return how many."""
    requests: Counter[str] = Counter()
    points: Counter[str] = Counter()
    done = 0
    while notes := _collect_some():
        done += len(notes)
        for note in notes:
            requests[note.client.name] += note.count
            points[note.client.name] += note.points
    told = {name for name, _points in points.most_common(MOST_TOLD)}
    for measured, name in ((requests, "graph.requests"), (points, "graph.points")):
        for client, value in _summed(measured, told).items():
            metric(name, value, client=client)
    return done


def _summed(values: Mapping[str, int], told: set[str]) -> Counter[str]:
    """Return figures by client, those of all that are not told by name together."""
    summed: Counter[str] = Counter()
    for client, value in values.items():
        summed[client if client in told else OTHER] += value
    return summed


@transaction.atomic
def _collect_some() -> list[_Note]:
    with connection.cursor() as cursor:
        cursor.execute(COLLECT, [BATCH])
        notes = [_Note(Client(client, version), *rest) for client, version, *rest in cursor.fetchall()]
        for used_on in sorted({note.used_on for note in notes}):
            day = _Day(used_on)
            placed = [(*day.place(note), note) for note in notes if note.used_on == used_on]
            _keep_operations({operation: note for _client, operation, note in placed if operation != OTHER})
            _extend_other({field for _client, operation, note in placed if operation == OTHER for field in note.fields})
            rows = [(who.name, who.version, key, note.count, note.points, note.last_at) for who, key, note in placed]
            cursor.execute(KEEP, [used_on, *(list(column) for column in zip(*rows, strict=True))])
    return notes


def _keep_operations(notes: dict[str, _Note]) -> None:
    """Keep what operations need, by their keys."""
    rows = [Operation(key=key, name=note.name, fields=note.fields) for key, note in sorted(notes.items())]
    Operation.objects.bulk_create(rows, ignore_conflicts=True)


def _extend_other(fields: set[str]) -> None:
    """Keep what operations need for which there was no row of their own."""
    if fields:
        other, _is_new = Operation.objects.select_for_update().get_or_create(key=OTHER, defaults={"fields": []})
        other.fields = sorted({*other.fields, *fields})
        other.save(update_fields=["fields"])


class _Day:
    """The counts of one day, with the room that is left in it."""

    def __init__(self, used_on: dt.date) -> None:
        recent = OperationUse.objects.filter(used_on__range=(used_on - WINDOW, used_on))
        before = recent.filter(used_on__lt=used_on).values_list("client", "version").distinct()
        self._known = {Client(*pair) for pair in before}
        self._rows: set[tuple[Client, str]] = {
            (Client(client, version), operation)
            for client, version, operation in recent.filter(used_on=used_on).values_list("client", "version", "operation_id")
        }
        self._new = {client for client, _operation in self._rows} - self._known

    def place(self, note: _Note) -> tuple[Client, str]:
        """Return the client and the operation that a note counts for; what there is no room for is "other"."""
        client, operation = note.client, note.operation
        if client not in self._known and client not in self._new:
            if len(self._new) < MOST_NEW_CLIENTS:
                self._new.add(client)
            else:
                client = Client(OTHER)
        if (client, operation) not in self._rows and len(self._rows) >= MOST_ROWS:
            client, operation = Client(OTHER), OTHER
        self._rows.add((client, operation))
        return client, operation


def who_needs(coordinate: str, *, within: dt.timedelta = WINDOW) -> list[Asker]:
    """Return the versions of clients that need something, the most frequent first.

    Args:
        coordinate: `Type.field`, `Type.field(argument:)` or `Input.field`.
        within: how long ago at most.
    """
    return _askers(OperationUse.objects.filter(operation__fields__contains=[coordinate]), within)


def who_asks(*, within: dt.timedelta = WINDOW) -> list[Asker]:
    """Return all versions of clients that asked anything, likewise."""
    return _askers(OperationUse.objects.all(), within)


def _askers(uses: Any, within: dt.timedelta) -> list[Asker]:
    rows = (
        uses.filter(used_on__gt=timezone.now().date() - within)
        .values_list("client", "version")
        .annotate(times=Sum("count"), last=Max("last_at"))
        .order_by("-times", "client", "version")
    )
    return [Asker(Client(client, version), times, last) for client, version, times, last in rows]


def missing(coordinates: Iterable[str], *, within: dt.timedelta = WINDOW) -> dict[str, list[Asker]]:
    """Return what clients need and a schema does not have, with who needs it.

    Args:
        coordinates: all of the schema's.
        within: how long ago it was asked at most.
    """
    since = timezone.now().date() - within
    needed: set[str] = set()
    for fields in Operation.objects.filter(uses__used_on__gt=since).distinct().values_list("fields", flat=True):
        needed |= set(fields)
    return {coordinate: who_needs(coordinate, within=within) for coordinate in sorted(needed - set(coordinates))}


def forget_usage() -> int:
    """Delete the counts of more than half a year ago, and the operations that nobody asked since; return how many counts."""
    deleted, _by_model = OperationUse.objects.filter(used_on__lte=timezone.now().date() - KEPT).delete()
    Operation.objects.filter(uses=None).delete()
    return deleted
