"""Building: the locked libraries for the stage's machine, the project, its static files, bytecode that stays valid, one zip."""

import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from acg.packing.stages import MACHINES, PackingError

CONTEXTS = ("acg", "checkout", "courses", "organisations", "students", "videos")
# What runs on a laptop, in tests and in benches only.
LEFT_OUT = (
    "acg/bench",
    "acg/chaos",
    "acg/demo",
    "acg/emulated",
    "acg/fuzz",
    "acg/packing",
    "acg/releasing/affected.py",
    "checkout/sandbox",
)
LAPTOP_COMMANDS = {
    "affected",
    "bench_cold",
    "bench_events",
    "bench_graph",
    "bench_hostile",
    "bench_payments",
    "chaos",
    "fuzz",
    "issue_token",
    "load",
    "load_demo",
    "serve",
    "update_messages",
}
KINDS = {".css", ".graphql", ".html", ".js", ".json", ".mo", ".py", ".sql", ".svg", ".ttf", ".txt"}
LANGUAGES = {"en", "es"}
TRIMMED = ("bin", "**/tests", "**/static", "django/contrib/gis", "reportlab/graphics/samples")
# Amazon Linux 2023, which Python 3.12 and later run on, has glibc 2.34: https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html
GLIBC = ("manylinux2014", "manylinux_2_17", "manylinux_2_28", "manylinux_2_34")
SOURCES_ONLY = "promise"  # published without a wheel; pure Python
EPOCH = (1980, 1, 1, 0, 0, 0)  # one content, one zip: its digest tells it apart from every other


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is built.

    Args:
        root: the project's folder.
        work: a folder to build in; what is in it goes.
        interpreter: the stage's own.
        version: of it, such as `3.12`.
        architecture: as Lambda calls it, `arm64` or `x86_64`.
    """

    root: Path
    work: Path
    interpreter: Path
    version: str
    architecture: str


def interpreter_of(runtime: str) -> tuple[Path, str]:
    """Return this machine's interpreter of a Lambda runtime such as `python3.12`, and its version.

    Raises:
        PackingError: there is none.
    """
    version = runtime.removeprefix("python")
    on_path = shutil.which(runtime)
    candidates = [Path(on_path)] if on_path else []
    candidates += sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/{runtime}"))  # pyenv shows only what was chosen
    for candidate in candidates:
        if _version_of(candidate) == version:
            return candidate, version
    raise PackingError(
        f"The stage runs {runtime}, and this machine has none: bytecode of another one would be compiled anew at every start."
    )


def local_architecture() -> str:
    """Return this machine's architecture, as Lambda calls it."""
    return "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"


def build(wanted: Wanted) -> Path:
    """Return the zip, newly built.

    Raises:
        PackingError: a step failed; the message is the end of what it said.
    """
    site = wanted.work / "site"
    shutil.rmtree(wanted.work, ignore_errors=True)
    site.mkdir(parents=True)
    _install(wanted, site)
    _trim(site)
    _copy_project(wanted.root, site)
    _collect_static(wanted.root, site)
    compileall: list[str | Path] = [
        wanted.interpreter,
        "-m",
        "compileall",
        "-q",
        "-j0",
        "--invalidation-mode",
        "unchecked-hash",
        ".",
    ]
    # Tracebacks name lines and mark no columns: a twenty-fifth of a cold start less to read.
    without_columns = {"PATH": os.environ["PATH"], "PYTHONNODEBUGRANGES": "1"}
    _run(compileall, folder=site, env=without_columns)  # relative, so that no traceback names this machine's folders
    return _zipped(site, wanted.work / f"school-{wanted.architecture}.zip")


def _version_of(interpreter: Path) -> str:
    command = [str(interpreter), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- the interpreter that was found
    return done.stdout.strip()


def _install(wanted: Wanted, site: Path) -> None:
    """Put the locked libraries in place, for the stage's machine, whatever machine this is."""
    machine = MACHINES[wanted.architecture]
    python = wanted.work / "venv" / "bin" / "python"
    _run([wanted.interpreter, "-m", "venv", wanted.work / "venv"])
    command: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-binary", SOURCES_ONLY]
    command += ["--implementation", "cp", "--python-version", wanted.version, "--platform", "any"]
    for glibc in GLIBC:
        command += ["--platform", f"{glibc}_{machine}"]
    _run([*command, "--target", site, "--requirement", wanted.root / "requirements" / "runtime.lock"])


def _trim(site: Path) -> None:
    """Take away what is never read: tests, other languages, tables of other languages."""
    for pattern in TRIMMED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for folder in site.rglob("locale"):
        for language in folder.iterdir():
            if language.is_dir() and language.name != "__pycache__" and language.name not in LANGUAGES:
                shutil.rmtree(language)
    for table in (site / "babel" / "locale-data").glob("*.dat"):
        if table.stem != "root" and table.stem.partition("_")[0] not in LANGUAGES:
            table.unlink()
    for source in site.rglob("locale/*/LC_MESSAGES/*.po"):
        source.unlink()


def _copy_project(root: Path, site: Path) -> None:
    """Copy what the project keeps under version control, or is about to, and the site runs with."""
    listed = _run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *CONTEXTS], folder=root)
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.is_file() and _is_wanted(Path(name)):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, site / name)


def _is_wanted(name: Path) -> bool:
    is_left_out = any(name.is_relative_to(folder) for folder in LEFT_OUT)
    is_test = "tests" in name.parts or name.name == "conftest.py"
    is_command = name.parent.name == "commands" and name.stem in LAPTOP_COMMANDS
    return name.suffix in KINDS and not (is_left_out or is_test or is_command)


def _collect_static(root: Path, site: Path) -> None:
    """Put the static files and their manifest in place, under the names that pages call them by; what is before them compresses."""
    made_up = {
        "DEBUG": "0",
        "SECRET_KEY": "collecting",
        "SITE_URL": "https://school.invalid",
        "ALLOWED_HOSTS": "school.invalid",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1/nothing",
        "STRIPE_SECRET_KEY": "sk_live_collecting",
        "STRIPE_WEBHOOK_SECRETS": "whsec_collecting",
        "LOG_LEVEL": "ERROR",
    }
    environment = {"PATH": os.environ["PATH"], **made_up}
    _run([sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"], folder=root, env=environment)
    manifest = json.loads((root / "staticfiles" / "staticfiles.json").read_text())
    for name in ("staticfiles.json", *manifest["paths"].values()):
        (site / "staticfiles" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "staticfiles" / name, site / "staticfiles" / name)


def _zipped(site: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(site.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(str(file.relative_to(site)), date_time=EPOCH)
                entry.external_attr = (0o100755 if os.access(file, os.X_OK) else 0o100644) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, file.read_bytes(), compresslevel=9)
    return path


def _run(command: list[str | Path], *, folder: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own commands
    if done.returncode:
        raise PackingError(f"{' '.join(map(str, command[:4]))} failed:\n{(done.stdout + done.stderr)[-2_000:]}")
    return done.stdout
