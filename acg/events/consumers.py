"""Who reacts to which fact, afterwards. `acg/wiring.py` fills the register when the application starts."""

from collections.abc import Callable, Iterator
from typing import Any

Handler = Callable[[dict[str, Any]], None]

_register: dict[str, dict[str, Handler]] = {}


def subscribe(fact: type, *, consumer: str, handler: Handler) -> None:
    """Let a consumer react to a kind of fact.

    Args:
        fact: the fact's dataclass.
        consumer: a name that never changes: what was already consumed is remembered under it.
        handler: takes the fact's fields as JSON gives them back; runs in a transaction with the note that it ran.
    """
    _register.setdefault(fact.__name__, {})[consumer] = handler


def unsubscribe(fact: type, *, consumer: str) -> None:
    """Undo `subscribe`."""
    _register.get(fact.__name__, {}).pop(consumer, None)


def consumers_of(fact_type: str) -> Iterator[tuple[str, Handler]]:
    """Yield the consumers of a kind of fact, by name."""
    yield from sorted(_register.get(fact_type, {}).items())
