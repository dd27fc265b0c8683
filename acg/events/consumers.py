"""Who reacts to which fact, afterwards. `acg/wiring.py` fills the register when the application starts."""

from collections.abc import Callable
from typing import Any

from acg.events.envelopes import Told
from acg.shared.values import frozen

Handler = Callable[[dict[str, Any]], None]
Copier = Callable[[Told], None]


@frozen
class Consumer:
    """One who reacts to a kind of fact.

    Args:
        name: what was already consumed is remembered under it.
        version: the major version of the fact that it understands.
        take: reacts to what was told.
    """

    name: str
    version: int
    take: Copier


_register: dict[str, dict[str, Consumer]] = {}


def subscribe(fact: type, *, consumer: str, handler: Handler) -> None:
    """Let a consumer react to a kind of fact.

    Args:
        fact: the fact's dataclass.
        consumer: a name that never changes: what was already consumed is remembered under it.
        handler: takes the fact's fields as JSON gives them back; runs in a transaction with the note that it ran.
    """
    subscribe_copy(fact, consumer=consumer, copier=lambda told: handler(told.data))


def subscribe_copy(fact: type, *, consumer: str, copier: Copier) -> None:
    """Let a consumer keep a copy of what a kind of fact tells: it is told the sequence too, for facts may come in another order."""
    _register.setdefault(fact.__name__, {})[consumer] = Consumer(consumer, version_of(fact), copier)


def unsubscribe(fact: type, *, consumer: str) -> None:
    """Undo `subscribe`."""
    _register.get(fact.__name__, {}).pop(consumer, None)


def consumers_of(fact_type: str) -> list[Consumer]:
    """Return the consumers of a kind of fact, by name."""
    return [consumer for _name, consumer in sorted(_register.get(fact_type, {}).items())]


def version_of(fact: type) -> int:
    """Return the major version of a fact's fields: its class says `version: ClassVar[int]` from the second on."""
    return getattr(fact, "version", 1)
