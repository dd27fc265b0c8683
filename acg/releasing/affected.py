"""What a change touches: by the graph of imports, from the files that differ to the contexts and functions that hold their code.

What nobody is known to load counts for everything: better one function too many than one too few.
"""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from acg.packing.building import CONTEXTS, LAPTOP_COMMANDS, LEFT_OUT
from acg.releasing.stage_settings import ROLES

EVERY_FUNCTION = frozenset(ROLES)
# Where each function comes in; Django loads the rest by name. The entry itself, the settings and every model belong to all.
STARTS = {
    "web": (
        "*.urls",
        "*.views",
        "acg.staff_pages",
        "acg.aws.web",
        "acg.middleware",
        "acg.wiring",
        "acg.context_processors",
        "acg.users.backends",
        "*.admin",
        "*.templatetags",
    ),
    "worker": ("acg.schedule", "acg.aws.records", "acg.wiring"),
    "release": ("acg.releasing.steps", "*.migrations", "*.management.commands.schema_usage"),
}
SHARED = ("acg.aws.entry", "acg.aws.start", "acg.aws.snapshot", "acg.settings", "acg.wsgi", "acg.logs", "*.apps", "*.models")
# Of no function: what only people, tests and the machines that build read.
NOT_DEPLOYED = (
    "*.md", "docs/*", "frontend/*", ".ci/*", ".github/*", "Makefile", "LICENSE", ".gitignore", ".env.example", "conftest.py",
    "pyproject.toml", "schema.graphql", "schema.released.graphql", "requirements/*.txt", "requirements/bench.lock",
    "requirements/client.lock", "requirements/dev.lock", "requirements/emulator.lock", "requirements/fuzz.lock", "requirements/infra.lock",
    "requirements/laptop.lock", "requirements/package.lock", "*.po",
)  # fmt: skip


@dataclass(slots=True)
class Affected:
    """What a change touches.

    Args:
        contexts: whose code or tests may behave differently.
        functions: of a stage, that must be deployed anew.
        migrations: that it brings, changes or takes away, as `app.name`.
        stack: whether `infra/` differs.
        reasons: for each file that reaches a function, which.
    """

    contexts: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    migrations: set[str] = field(default_factory=set)
    stack: bool = False
    reasons: dict[str, list[str]] = field(default_factory=dict)


def changed_since(base: str, *, root: Path) -> list[str]:
    """Return the files that differ from where the work began off a commit, renamed ones under both names.

    Raises:
        ValueError: git knows no such commit.
    """
    if base.startswith("-"):
        raise ValueError(f"git knows no commit {base}.")
    command = ["git", "diff", "--name-only", "--no-renames", f"{base}...HEAD", "--"]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 -- no shell, and no option among the words
    if answer.returncode:
        raise ValueError(f"git knows no commit {base}.")
    return answer.stdout.splitlines()


def affected_by(files: Iterable[str]) -> Affected:
    """Return what these files touch, as paths from the project's folder."""
    graph = _graph()
    loads = {role: _loaded(graph, patterns) for role, patterns in STARTS.items()}
    result = Affected()
    for name in files:
        path = PurePosixPath(name)
        functions: set[str] = set()
        if path.parts[0] == "infra":
            result.stack = True
        elif path.parts[0] in CONTEXTS and path.suffix == ".py":
            functions = _by_module(path, graph, loads, result)
        elif path.parts[0] in CONTEXTS and not fnmatch(name, "*.po"):
            functions = _by_data(path, result)
        elif path.parts[0] == "static":
            functions = {"web"}
        elif not any(fnmatch(name, pattern) for pattern in NOT_DEPLOYED):
            functions, result.contexts = (
                set(EVERY_FUNCTION),
                set(CONTEXTS),
            )  # the runtime's lock, Zappa's settings, and what is new here
        if functions:
            result.functions |= functions
            result.reasons[name] = sorted(functions)
    return result


def _by_module(path: PurePosixPath, graph: Any, loads: dict[str, set[str]], result: Affected) -> set[str]:
    """Return the functions that load a module or what imports it; note whose context it and they are of."""
    module = _known(path, graph)
    importers = graph.find_downstream_modules(module) | {module} if module in graph.modules else {module}
    result.contexts |= {path.parts[0]} | {importer.partition(".")[0] for importer in importers}
    if _stays_here(path):
        return set()
    if "migrations" in path.parts and path.stem != "__init__":
        result.migrations.add(f"{path.parts[path.parts.index('migrations') - 1]}.{path.stem}")
        return {"release"}
    if any(fnmatch(module, pattern) or fnmatch(module, f"{pattern}.*") for pattern in SHARED):
        return set(EVERY_FUNCTION)
    return {role for role, loaded in loads.items() if not importers.isdisjoint(loaded)} or set(EVERY_FUNCTION)


def _by_data(path: PurePosixPath, result: Affected) -> set[str]:
    """Return the functions that read templates, texts and other data of a context: pages, and the mails of both."""
    result.contexts.add(path.parts[0])
    return set() if _stays_here(path) else {"web", "worker"}


def _stays_here(path: PurePosixPath) -> bool:
    """Say whether a file is for laptops and tests alone."""
    if "tests" in path.parts or any(path.is_relative_to(part) for part in LEFT_OUT):
        return True
    return path.parent.name == "commands" and path.stem in LAPTOP_COMMANDS


def _known(path: PurePosixPath, graph: Any) -> str:
    """Return the module of a file, or the nearest package around it that is still there."""
    parts = path.with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    while len(parts) > 1 and ".".join(parts) not in graph.modules:
        parts = parts[:-1]
    return ".".join(parts)


def _loaded(graph: Any, patterns: tuple[str, ...]) -> set[str]:
    """Return what modules load that match, with themselves."""
    starts = {
        module for module in graph.modules for pattern in patterns if fnmatch(module, pattern) or fnmatch(module, f"{pattern}.*")
    }
    return starts.union(*(graph.find_upstream_modules(start) for start in starts))


def _graph() -> Any:
    import grimp  # noqa: PLC0415 -- comes with the linter of imports, and no deployment has it

    return grimp.build_graph(*CONTEXTS, cache_dir=None)
