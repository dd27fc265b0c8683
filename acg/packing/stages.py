"""What `zappa_settings.json` says about a stage."""

import json
from pathlib import Path
from typing import Any

MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}  # as wheels call them


class PackingError(Exception):
    """The zip cannot be built, or is not fit to run; the message says what to do."""


def stage_of(settings: Path, name: str) -> dict[str, Any]:
    """Return a stage with what it extends, as Zappa reads it: what is nearer counts, and nothing is merged below the first level.

    Raises:
        PackingError: there is no such stage.
    """
    every: dict[str, dict[str, Any]] = json.loads(settings.read_text())
    if name not in every:
        raise PackingError(f"There is no stage {name}. There are: {', '.join(sorted(every))}.")
    found = dict(every[name])
    while "extends" in found:
        found = {**every[found.pop("extends")], **found}
    return found
