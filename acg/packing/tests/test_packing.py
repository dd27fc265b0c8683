"""What would fail only on Lambda is found before it is sent there."""

import ast
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from acg.packing import __main__ as command
from acg.packing.building import CONTEXTS, LEFT_OUT, _is_wanted, interpreter_of
from acg.packing.checking import MAGIC, NEEDED, facts_of, problems
from acg.packing.stages import PackingError, stage_of

VERSION = "3.12"
GOOD = MAGIC[VERSION].to_bytes(2, "little") + b"\r\n" + (1).to_bytes(4, "little") + b"hash of source"
LIBRARY = b"\x7fELF" + b"\0" * 14 + (62).to_bytes(2, "little")


@pytest.fixture
def pack(tmp_path):
    """Return a function that makes a zip that is fit to run, with some files otherwise; a file that is None is left out."""

    def make(**others):
        files = dict.fromkeys(NEEDED, b"") | {"acg/aws/__pycache__/entry.cpython-312.pyc": GOOD}
        files |= {"PIL/_imaging.cpython-312-x86_64-linux-gnu.so": LIBRARY, "nh3/nh3.abi3.so": LIBRARY} | others.get("files", {})
        path = tmp_path / "school.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                if content is not None:
                    archive.writestr(name, content)
        return path

    return make


def found(path, **options):
    return problems(path, **{"version": VERSION, "architecture": "x86_64"} | options)


def test_a_zip_that_is_as_it_should_be(pack):
    path = pack()
    assert found(path, secrets=["a-secret-of-this-machine"]) == []
    facts = facts_of(path)
    assert (facts.files, facts.bytecode, facts.libraries) == (7, 1, 2)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"acg/aws/entry.py": None}, "acg/aws/entry.py is missing."),
        ({"staticfiles/staticfiles.json": None}, "staticfiles/staticfiles.json is missing."),
        ({"acg/aws/__pycache__/entry.cpython-312.pyc": None}, "acg/aws/entry.py has no bytecode."),
        ({"a/__pycache__/b.cpython-312.pyc": GOOD[:4] + b"\0\0\0\0times"}, "would be compiled anew at every start"),
        ({"a/__pycache__/b.cpython-312.pyc": GOOD[:4] + b"\3\0\0\0check"}, "would be compiled anew at every start"),
        ({"a/__pycache__/b.cpython-311.pyc": (3495).to_bytes(2, "little") + GOOD[2:]}, "is not of Python 3.12."),
        ({"x.cpython-311-x86_64-linux-gnu.so": LIBRARY}, "x.cpython-311-x86_64-linux-gnu.so is not of Python 3.12."),
        ({"nh3/nh3.abi3.so": LIBRARY[:18] + (183).to_bytes(2, "little")}, "nh3/nh3.abi3.so is not of x86_64."),
        ({"a.libs/liba.so.6": b"text"}, "a.libs/liba.so.6 is not of x86_64."),
        ({"boto3/session.txt": b""}, "boto3/session.txt is needed for deploying only."),
        ({"zappa-0.63.0.dist-info/METADATA": b""}, "is needed for deploying only."),
        ({"checkout/tests/factories.txt": b""}, "checkout/tests/factories.txt is no part of the site."),
        ({"acg/demo/clip.txt": b""}, "acg/demo/clip.txt is no part of the site."),
        ({"acg/.env": b""}, "acg/.env may hold a secret."),
        ({"key.pem": b""}, "key.pem may hold a secret."),
        ({"zappa_settings.py": b""}, "zappa_settings.py may hold a secret."),
        ({"static/note.txt": b"sk_live_canary_in_the_coal_mine"}, "static/note.txt holds a secret of this machine's environment."),
    ],
)
def test_what_is_wrong_is_said(pack, files, words):
    said = found(pack(files=files), secrets=["sk_live_canary_in_the_coal_mine", "short"])
    assert any(words in line for line in said), said


def test_another_machine_is_another_zip(pack):
    assert [line for line in found(pack(), architecture="arm64") if line.endswith("is not of arm64.")]


def test_a_zip_too_large_is_refused(pack, monkeypatch):
    monkeypatch.setattr("acg.packing.checking.LARGEST_ZIP", 10)
    monkeypatch.setattr("acg.packing.checking.LARGEST_UNPACKED", 10)
    assert [line.split(" ")[0] for line in found(pack())] == ["The", "Unpacked"]


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("acg/aws/entry.py", True),
        ("courses/templates/courses/course.html", True),
        ("checkout/fonts/regular.ttf", True),
        ("acg/audit.sql", True),
        ("acg/management/commands/run_minute.py", True),
        ("acg/management/commands/chaos.py", False),
        ("acg/chaos/world.py", False),
        ("checkout/sandbox/models.py", False),
        ("students/tests/test_models.py", False),
        ("acg/locale/es/LC_MESSAGES/django.po", False),
        ("acg/local.pem", False),
        ("acg/demo/clip.mp4", False),
    ],
)
def test_what_is_packed_of_the_project(name, is_wanted):
    assert _is_wanted(Path(name)) is is_wanted


def test_a_stage_has_what_it_extends(tmp_path):
    path = tmp_path / "zappa_settings.json"
    path.write_text(
        json.dumps({"base": {"a": 1, "b": {"c": 2}}, "web": {"extends": "base", "b": {"d": 3}}, "x": {"extends": "web", "a": 4}})
    )
    assert stage_of(path, "x") == {"a": 4, "b": {"d": 3}}
    with pytest.raises(PackingError, match=r"There is no stage y\. There are: base, web, x\."):
        stage_of(path, "y")


def test_the_interpreter_is_the_stages_or_none(tmp_path, monkeypatch):
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    (tmp_path / f"python{mine}").symlink_to(sys.executable)
    (tmp_path / "python3.99").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert interpreter_of(f"python{mine}") == (tmp_path / f"python{mine}", mine)
    for runtime in ("python3.99", "python3.98"):  # one that is called so and is another, and none
        with pytest.raises(PackingError, match="and this machine has none"):
            interpreter_of(runtime)


def test_a_refusal_is_told_and_ends_with_1(monkeypatch, capsys):
    assert command.main(["nowhere_web"]) == 1
    assert capsys.readouterr().err.startswith("There is no stage nowhere_web.")


def test_the_machines_secrets_are_known(monkeypatch, tmp_path):
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_live_from_the_environment")
    (tmp_path / ".env").write_text("# A comment\nSENTRY_DSN='https://from-a-file'\nPORT=8000\n")
    known = list(command._secrets())
    assert "sk_live_from_the_environment" in known
    assert "https://from-a-file" in known
    assert "8000" not in known


def test_every_stage_can_be_packed_by_a_known_python():
    for name in ("dev_web", "staging_web", "production_web"):
        assert stage_of(settings.BASE_DIR / "zappa_settings.json", name)["runtime"].removeprefix("python") in MAGIC


def test_what_is_packed_asks_for_nothing_that_is_not():
    """A command of a laptop that went along would fail on Lambda only."""
    left_out = tuple(folder.replace("/", ".") for folder in LEFT_OUT)
    asking = []
    for path in sorted(settings.BASE_DIR.glob("*/**/*.py")):
        name = path.relative_to(settings.BASE_DIR)
        if name.parts[0] in CONTEXTS and _is_wanted(name):
            nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
            modules = {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}
            asking += [f"{name}: {module}" for module in modules if f"{module}.".startswith(tuple(f"{one}." for one in left_out))]
    assert asking == []


def test_what_was_planted_in_the_builders_environment_is_not_in_the_zip():
    planted, zips = (
        os.environ.get("PLANTED_SECRET", ""),
        [*Path(settings.BASE_DIR, "build", "package", "local").glob("school-*.zip")],
    )
    if not planted or not zips:
        pytest.skip("`make package-proof` builds a zip with a secret in its environment")
    with zipfile.ZipFile(zips[0]) as archive:
        told = [name for name in archive.namelist() if planted.encode() in archive.read(name)]
    assert told == []
