"""Looking at a zip before it is deployed: what would fail only on Lambda, or tell a secret, is found here."""

import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from acg.packing.building import LEFT_OUT

LARGEST_ZIP = 60_000_000  # bytes: a budget of ours, for it goes up by way of S3, and is read at each cold start
LARGEST_UNPACKED = 250 * 2**20  # https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
DEPLOY_ONLY = {
    "boto3",
    "botocore",
    "zappa",
    "troposphere",
    "pip",
    "setuptools",
    "wheel",
    "kappa",
    "pytest",
    "moto",
    "factory",
    "playwright",
}
SECRET_FILES = (".env", ".pem", ".key", "zappa_settings.json", "zappa_settings.py")
NEEDED = ("acg/aws/entry.py", "staticfiles/staticfiles.json", "text_unidecode/data.bin", "acg/locale/es/LC_MESSAGES/django.mo")
MAGIC = {"3.11": 3495, "3.12": 3531, "3.13": 3571}  # of bytecode: Lib/importlib/_bootstrap_external.py of each
UNCHECKED_HASH = 1  # https://peps.python.org/pep-0552/
ELF_MACHINES = {"arm64": 183, "x86_64": 62}
SHORTEST_SECRET = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What a zip holds, in numbers: bytes packed and unpacked, files, bytecode files and compiled libraries."""

    packed: int
    unpacked: int
    files: int
    bytecode: int
    libraries: int


def facts_of(path: Path) -> Facts:
    """Return a zip's numbers."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    return Facts(
        packed=path.stat().st_size,
        unpacked=sum(entry.file_size for entry in entries),
        files=len(names),
        bytecode=sum(name.endswith(".pyc") for name in names),
        libraries=sum(_is_library(name) for name in names),
    )


def problems(path: Path, *, version: str, architecture: str, secrets: Iterable[str] = ()) -> list[str]:
    """Return why a zip is not fit to run, in words; nothing when it is.

    Args:
        path: of the zip.
        version: of the stage's Python, such as `3.12`.
        architecture: of the stage.
        secrets: values that must stand nowhere in it; short ones are passed over, for they would stand anywhere.
    """
    facts = facts_of(path)
    found = []
    if facts.packed > LARGEST_ZIP:
        found.append(f"The zip has {facts.packed:,} bytes, and {LARGEST_ZIP:,} is the budget.")
    if facts.unpacked > LARGEST_UNPACKED:
        found.append(f"Unpacked it has {facts.unpacked:,} bytes, and {LARGEST_UNPACKED:,} are allowed.")
    with zipfile.ZipFile(path) as archive:
        found += _of_names(archive.namelist())
        found += _of_bytecode(archive, version)
        found += _of_libraries(archive, version, architecture)
        found += _of_secrets(archive, [secret.encode() for secret in secrets if len(secret) >= SHORTEST_SECRET])
    return found


def _of_names(names: list[str]) -> Iterator[str]:
    there = set(names)
    yield from (f"{name} is missing." for name in NEEDED if name not in there)
    for name in names:
        path = PurePosixPath(name)
        if path.parts[0].partition("-")[0].lower() in DEPLOY_ONLY:
            yield f"{name} is needed for deploying only."
        elif "tests" in path.parts or any(path.is_relative_to(folder) for folder in LEFT_OUT):
            yield f"{name} is no part of the site."
        elif path.name.endswith(SECRET_FILES) and path.name != "cacert.pem":
            yield f"{name} may hold a secret."
        elif path.suffix == ".py" and not path.name.startswith("_") and not _has_bytecode(path, there):
            yield f"{name} has no bytecode."


def _has_bytecode(path: PurePosixPath, there: set[str]) -> bool:
    folder = path.parent / "__pycache__"
    return any(str(folder / f"{path.stem}.cpython-{version.replace('.', '')}.pyc") in there for version in MAGIC)


def _of_bytecode(archive: zipfile.ZipFile, version: str) -> Iterator[str]:
    for name in archive.namelist():
        if not name.endswith(".pyc"):
            continue
        with archive.open(name) as file:
            magic, flags = struct.unpack("<HxxI", file.read(8))
        if magic != MAGIC[version]:
            yield f"{name} is not of Python {version}."
        if flags != UNCHECKED_HASH:
            yield f"{name} would be compiled anew at every start: a zip keeps no time that it could be compared with."


def _of_libraries(archive: zipfile.ZipFile, version: str, architecture: str) -> Iterator[str]:
    for name in filter(_is_library, archive.namelist()):
        with archive.open(name) as file:
            head = file.read(20)
        if head[:4] != b"\x7fELF" or struct.unpack_from("<H", head, 18)[0] != ELF_MACHINES[architecture]:
            yield f"{name} is not of {architecture}."
        tag = name.rpartition("cpython-")[2].partition("-")[0]
        if "cpython-" in name and tag != version.replace(".", ""):
            yield f"{name} is not of Python {version}."


def _of_secrets(archive: zipfile.ZipFile, secrets: list[bytes]) -> Iterator[str]:
    for name in archive.namelist() if secrets else ():
        content = archive.read(name)
        if any(secret in content for secret in secrets):
            yield f"{name} holds a secret of this machine's environment."


def _is_library(name: str) -> bool:
    return name.endswith(".so") or ".so." in name
