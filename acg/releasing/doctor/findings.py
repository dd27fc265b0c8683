"""What a check says."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from acg.shared.values import frozen


class State(StrEnum):
    """How it is."""

    OK = "ok"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    NOT_HERE = "not applicable"


@frozen
class Finding:
    """What a check found.

    Args:
        name: what was looked at.
        says: what was seen; never a secret.
        todo: what to do about it, when something is.
    """

    name: str
    state: State
    says: str
    todo: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether somebody must do something."""
        return self.state is State.BROKEN


Check = Callable[[], Iterator[Finding]]


def looked_at(check: Check) -> Iterator[Finding]:
    """Yield what a check finds; when it cannot look, that, with the kind of error alone: its words might hold a secret."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 -- whatever stands in the way, the other checks go on
        name = check.__name__.replace("_", " ")
        yield Finding(
            name, State.UNKNOWN, f"could not be looked at: {reason_of(error)}", "Mend what stands in the way, and look again."
        )


def reason_of(error: Exception) -> str:
    """Return an error's kind, and the code that AWS gave it."""
    answer = getattr(error, "response", None)
    code = answer.get("Error", {}).get("Code", "") if isinstance(answer, dict) else ""
    return f"{type(error).__name__} {code}".strip()


def judged(name: str, *, is_well: bool, says: str, todo: str) -> Finding:
    """Return a finding that is ok or broken; what to do is said in the second case alone."""
    return Finding(name, State.OK if is_well else State.BROKEN, says, "" if is_well else todo)
