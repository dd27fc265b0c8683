"""What a change touches: found by the graph of imports, and everything where it is not known."""

import json
import subprocess

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from acg.releasing import affected

ALL = ["release", "web", "worker"]


@pytest.fixture(autouse=True, scope="module")
def graph():
    """Read the sources once for all tests."""
    read = affected._graph()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(affected, "_graph", lambda: read)
        yield


def functions_of(*files):
    return sorted(affected.affected_by(files).functions)


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("students/views/lesson.py", ["web"]),
        ("students/admin.py", ["web"]),
        ("courses/templates/courses/card.html", ["web", "worker"]),
        ("acg/locale/es/LC_MESSAGES/django.mo", ["web", "worker"]),
        ("static/dist/school.css", ["web"]),
        ("acg/schedule.py", ["worker"]),
        ("acg/aws/records.py", ["release", "worker"]),  # the doctor reads its number of tries
        ("acg/releasing/migrating.py", ["release"]),
        ("courses/migrations/0001_initial.py", ["release"]),
        ("acg/aws/entry.py", ALL),
        ("acg/settings.py", ALL),
        ("courses/models/catalogue.py", ALL),
        ("acg/shared/money.py", ALL),
        ("requirements/runtime.lock", ALL),
        ("zappa_settings.json", ALL),
        ("something/new.txt", ALL),
        ("checkout/services/gone_since.py", ALL),
        ("acg/graphql/execution.py", ["web"]),
    ],
)
def test_functions_that_hold_what_changed(name, functions):
    found = affected.affected_by([name])
    assert sorted(found.functions) == functions
    assert found.reasons == {name: functions}


@pytest.mark.parametrize(
    "name",
    [
        "docs/graphql.md",
        "README.md",
        "courses/tests/test_services.py",
        "acg/bench/running.py",
        "acg/demo/courses/04-azure-fundamentals.md",
        "acg/management/commands/load_demo.py",
        "checkout/sandbox/views.py",
        "frontend/package.json",
        "requirements/dev.lock",
        ".github/workflows/ci.yml",
        "checkout/locale/es/LC_MESSAGES/django.po",
        "conftest.py",
    ],
)
def test_what_no_function_holds_deploys_nothing(name):
    assert affected.affected_by([name]).functions == set()


def test_contexts_are_those_that_import_what_changed():
    assert affected.affected_by(["courses/services/publishing.py"]).contexts >= {"acg", "courses"}
    assert "students" not in affected.affected_by(["checkout/services/pricing.py"]).contexts
    assert affected.affected_by(["organisations/tests/test_views.py"]).contexts == {"organisations"}
    assert affected.affected_by(["docs/graphql.md"]).contexts == set()
    assert affected.affected_by(["videos/models.py"]).contexts >= {"videos", "courses", "students", "acg"}


def test_migrations_and_the_stack_are_told_apart():
    found = affected.affected_by(["courses/migrations/0009_next.py", "courses/migrations/__init__.py", "infra/school.yaml"])
    assert (found.migrations, found.stack) == ({"courses.0009_next"}, True)
    assert found.functions >= {"release"}


def git(folder, *words):
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 -- our own, wherever git is


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A folder of git's with one commit, and one more that renames a file."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("a")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "tag", "base")
    (tmp_path / "acg").mkdir()
    git(tmp_path, "mv", "docs/a.md", "acg/schedule.py")
    git(tmp_path, "commit", "-qam", "second")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    return tmp_path


def test_a_renamed_file_counts_under_both_names(work):
    assert affected.changed_since("base", root=work) == ["acg/schedule.py", "docs/a.md"]


def test_the_command_says_it_to_people_and_to_tools(work, capsys):
    call_command("affected", "base")
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["contexts: acg", "functions: worker", "migrations: none", "stack: the same", "  acg/schedule.py: worker"]
    call_command("affected", "base", json=True)
    assert json.loads(capsys.readouterr().out) == {
        "contexts": ["acg"],
        "functions": ["worker"],
        "migrations": [],
        "stack": False,
        "reasons": {"acg/schedule.py": ["worker"]},
    }


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~9"])
def test_a_commit_that_git_does_not_know_is_refused(work, base):
    with pytest.raises(CommandError, match=r"^git knows no commit "):
        call_command("affected", "--", base)
    assert not (work / "x...HEAD").exists()
