"""Values: frozen dataclasses with slots, whose methods are not compiled while their module is loaded.

`dataclass(frozen=True, slots=True)` writes and compiles six functions for each class, and a function that starts cold waits for all of
them. Five are the same for every class; the sixth, the constructor, is compiled when the first object of its class is made.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

V = TypeVar("V")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[V]) -> type[V]:
    """Make a class what `dataclass(frozen=True, slots=True)` makes of it; `fields`, `replace` and `asdict` take it as one.

    Left out is what no value of the school has: `__post_init__`, fields that are keyword-only, or no part of the constructor, the
    comparison or the representation.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = [one.name for one in fields(made)]
    content: Callable[[Any], Any] = attrgetter(*names) if names else lambda _self: ()

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        made.__init__ = _constructor(made)
        made.__init__(self, *args, **kwargs)

    def is_equal(self: Any, other: Any) -> Any:
        return content(self) == content(other) if self.__class__ is other.__class__ else NotImplemented

    methods = {
        "__init__": init,
        "__eq__": is_equal,
        "__hash__": lambda self: hash(content(self)),
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": lambda self: [getattr(self, name) for name in names],
        "__setstate__": _restore,
    }
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]  # the class, with slots


def _constructor(cls: Any) -> Callable[..., None]:
    """Return the function that fills the slots of a new object."""
    known: dict[str, Any] = {"Later": MISSING}
    taken, lines = [], []
    for one in fields(cls):
        known[f"set_{one.name}"] = getattr(cls, one.name).__set__
        taken.append(one.name + _default(one, known))
        given = one.name if one.default_factory is MISSING else f"new_{one.name}() if {one.name} is Later else {one.name}"
        lines.append(f" set_{one.name}(self, {given})")
    exec(f"def __init__(self, {', '.join(taken)}):\n" + ("\n".join(lines) or " pass"), known)  # noqa: S102 -- the class's own names
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _default(one: "Field[Any]", known: dict[str, Any]) -> str:
    """Return how the constructor's argument goes on, and make known what it names there."""
    if one.default_factory is not MISSING:
        known[f"new_{one.name}"] = one.default_factory
        return "=Later"
    if one.default is not MISSING:
        known[f"default_{one.name}"] = one.default
        return f"=default_{one.name}"
    return ""


def _shown(self: Any) -> str:
    content = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
    return f"{self.__class__.__qualname__}({content})"


def _refuse(self: Any, name: str, *_value: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r}: a {self.__class__.__qualname__} stays as it was made")


def _restore(self: Any, state: list[Any]) -> None:
    for one, content in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, content)
