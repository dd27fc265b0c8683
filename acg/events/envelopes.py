"""A fact on its way: CloudEvents 1.0 as JSON, the same from a topic as within the process.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

import dataclasses
import datetime as dt
import uuid
from typing import Any, TypeVar

import orjson
from django.conf import settings

from acg.events.models import OutboxEvent
from acg.shared.values import frozen

SPECVERSION = "1.0"
SEQUENCE_DIGITS = 19  # of the largest bigint: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/sequence.md

Envelope = dict[str, Any]
Fact = TypeVar("Fact")


class UnreadableError(Exception):
    """The envelope can never be read, however often it comes."""


@frozen
class Told:
    """What an envelope holds.

    Args:
        type: the name of the fact's class.
        version: the major version of its fields.
        subject: what it is about.
        sequence: of two facts of one subject the later has the higher; 0 where the sender counts none.
        time: when it became true, in ISO 8601; empty where the sender does not say.
        data: the fact's fields.
    """

    id: uuid.UUID
    type: str
    version: int
    subject: str
    sequence: int
    time: str
    data: dict[str, Any]

    @property
    def moment(self) -> dt.datetime:
        """When it became true.

        Raises:
            ValueError: the sender did not say.
        """
        return dt.datetime.fromisoformat(self.time)


def fact_of(told: Told, kind: type[Fact]) -> Fact:
    """Return what was told as the fact of a class that this code knows; fields that came later are left out.

    Raises:
        TypeError: a field is missing.
    """
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]  # facts are dataclasses
    return kind(**{name: told.data[name] for name in names if name in told.data})


def envelope_of(event: OutboxEvent) -> Envelope:
    """Return the fact as every transport carries it."""
    return {
        "specversion": SPECVERSION,
        "id": str(event.id),
        "source": settings.SITE_URL or "/",
        "type": event.type,
        "dataversion": str(event.version),
        "subject": event.subject,
        "sequence": f"{event.sequence:0{SEQUENCE_DIGITS}}",
        "time": event.occurred_at.isoformat(),
        "datacontenttype": "application/json",
        "data": event.payload,
    }


def packed(event: OutboxEvent) -> bytes:
    """Return the fact as JSON."""
    return orjson.dumps(envelope_of(event))


def read(envelope: Any) -> Told:
    """Return what an envelope holds, as JSON gives it back.

    Raises:
        UnreadableError: another version of CloudEvents, or a field is missing or of another kind.
    """
    try:
        kind, data = envelope["type"], envelope["data"]
        told = Told(
            id=uuid.UUID(envelope["id"]),
            type=str(kind),
            version=int(envelope.get("dataversion", 1)),
            subject=str(envelope.get("subject", "")),
            sequence=int(envelope.get("sequence", 0)),
            time=str(envelope.get("time", "")),
            data=data,
        )
        is_ours = envelope["specversion"] == SPECVERSION
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError("The envelope cannot be read.") from error
    if not is_ours or not isinstance(kind, str) or not isinstance(data, dict):
        raise UnreadableError("The envelope is of another version.")
    return told
