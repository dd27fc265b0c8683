import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from acg.packing.building import Wanted, build, interpreter_of, local_architecture
from acg.packing.checking import facts_of, problems
from acg.packing.stages import PackingError, stage_of

ROOT = Path(__file__).resolve().parents[2]
TELLING = ("KEY", "SECRET", "TOKEN", "PASSWORD", "_DSN", "DATABASE_URL")


def main(arguments: list[str] | None = None) -> int:
    """Build a stage's zip, look at it, and say where it is; 1 when it cannot be built, or is not fit to run."""
    parser = argparse.ArgumentParser(prog="python -m acg.packing", description="Build the zip that runs on Lambda.")
    parser.add_argument("stage", nargs="?", default="production_web", help="of zappa_settings.json")
    parser.add_argument(
        "--architecture", choices=["arm64", "x86_64", "local"], help="instead of the stage's; local is this machine's"
    )
    chosen = parser.parse_args(arguments)
    try:
        lines = _packed(chosen.stage, chosen.architecture)
    except PackingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"package: {line}\n" for line in lines))
    return 0


def _packed(name: str, architecture: str | None) -> list[str]:
    """Build and look; return what there is to say."""
    stage = stage_of(ROOT / "zappa_settings.json", name)
    interpreter, version = interpreter_of(stage["runtime"])
    machine = local_architecture() if architecture == "local" else architecture or stage["architecture"]
    path = build(Wanted(ROOT, ROOT / "build" / "package" / (architecture or machine), interpreter, version, machine))
    if found := problems(path, version=version, architecture=machine, secrets=[*_secrets()]):
        raise PackingError("\n".join(found[:20]))
    facts = facts_of(path)
    sizes = f"packed={facts.packed / 1e6:.1f}MB unpacked={facts.unpacked / 1e6:.1f}MB"
    counts = f"files={facts.files} bytecode={facts.bytecode} libraries={facts.libraries}"
    return [
        f"{path.relative_to(ROOT)} sha256={hashlib.sha256(path.read_bytes()).hexdigest()}",
        f"runtime={stage['runtime']} architecture={machine} {sizes} {counts}",
    ]


def _secrets() -> Iterator[str]:
    """Yield what this machine must not tell: values of variables that are called like secrets, in the environment and in `.env`."""
    lines = (ROOT / ".env").read_text().splitlines() if (ROOT / ".env").exists() else []
    pairs = [*os.environ.items(), *(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))]
    yield from (value.strip().strip("'\"") for name, value in pairs if any(word in name.upper() for word in TELLING))


if __name__ == "__main__":
    sys.exit(main())
