"""The boundaries that import-linter draws, proved able to turn red; and those that it cannot see."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("acg", "courses", "checkout", "organisations", "students", "videos")
RANK = {
    "users": 0,
    "events": 0,
    "videos": 1,
    "courses": 2,
    "checkout": 3,
    "organisations": 3,
    "students": 3,
    "sandbox": 4,
    "acg": 5,
}

ONE_WAY = "Imports between contexts go down only"
VIOLATIONS = {
    "one-way: a context imports one above it": ("courses/models/catalogue.py", "import students.models", ONE_WAY),
    "one-way: siblings import each other": ("checkout/models/orders.py", "import students.models", ONE_WAY),
    "one-way: a context imports the composition": ("students/models.py", "import acg.wiring", ONE_WAY),
    "one-way: the floor imports a context": ("acg/shared/errors.py", "import courses.models", ONE_WAY),
    "layers: models import services": ("students/models.py", "import students.services", "Inside a context"),
    "layers: services import views": ("courses/services/__init__.py", "import courses.views", "Inside a context"),
    "front door": ("students/models.py", "import courses.views", "Other contexts see only"),
    "stripe": ("checkout/models/orders.py", "import stripe", "Only the gateway to Stripe imports stripe"),
    "aws": ("videos/models.py", "import boto3", "Nobody imports boto3"),
    "graphene": ("courses/services/__init__.py", "import graphene", "Rules and rows know nothing of GraphQL"),
    "sandbox": ("checkout/sandbox/models.py", "import checkout.models", "The sandbox reaches the product over HTTP only"),
    "no if sandbox": (
        "checkout/models/orders.py",
        "import checkout.sandbox.models",
        "No product code knows that there is a sandbox",
    ),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the project copied into a folder."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 -- our own command


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project's modules."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=lambda _, names: [n for n in names if Path(n).suffix not in {"", ".py"}]
        )
    return folder


def test_the_contracts_hold(project):
    result = lint_imports(project)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_violation_turns_its_contract_red(project, violation):
    path, line, contract = VIOLATIONS[violation]
    module = project / path
    clean = module.read_text()
    try:
        module.write_text(f"{clean}\n{line}\n")
        result = lint_imports(project)
    finally:
        module.write_text(clean)
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout


def test_every_module_of_acg_stands_in_the_one_way_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    one_way = next(contract for contract in contracts if contract["id"] == "one-way")
    named = {word.strip("()") for layer in one_way["layers"] for word in layer.replace(":", " ").replace("|", " ").split()}
    there = {f"acg.{path.stem}" for path in (ROOT / "acg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert there - named == {"acg.__init__", "acg.tests"}


def test_foreign_keys_point_down_only():
    upward = []
    for model in apps.get_models():
        rank = RANK.get(model._meta.app_label)
        for field in model._meta.get_fields():
            if rank is not None and isinstance(field, ForeignKey | ManyToManyField):
                target = field.related_model._meta.app_label
                if target != model._meta.app_label and RANK.get(target, -1) >= rank:
                    upward.append(f"{field} -> {target}")
    assert upward == []


def test_rules_and_rows_know_nothing_of_http():
    """import-linter knows `django` as one thing only."""
    found = []
    for package in ("courses", "checkout", "organisations", "students", "videos", "acg/users", "acg/events", "acg/shared"):
        for name in ("services", "selectors", "models", "events"):
            paths = [ROOT / package / f"{name}.py", *(ROOT / package / name).rglob("*.py")]
            found += [str(path.relative_to(ROOT)) for path in paths if path.exists() and imports(path, "django.http")]
    assert found == []


def imports(path: Path, module: str) -> bool:
    """Tell whether a file imports a module."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return any(name == module or name.startswith(f"{module}.") for name in names)
