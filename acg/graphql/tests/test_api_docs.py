"""docs/api.md is true: its tables are made of the code, and its examples print what it says when they are run against the school."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from acg.graphql import limits
from acg.graphql.budget import ALL, EACH
from acg.graphql.codes import CODES
from acg.graphql.execution import MOST_POINTS
from acg.graphql.reference import refusals_of, written
from acg.schema import schema
from acg.shared.errors import DomainError
from acg.shared.graph.connections import PAGE_SIZE
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.tests.factories import CourseFactory, InstructorFactory, TagFactory

ROOT = Path(settings.BASE_DIR)
FRONTEND = ROOT / "frontend"
PAGE = (ROOT / "docs" / "api.md").read_text()
EXAMPLE = re.compile(r"<!-- run -->\n```(sh|python|ts)\n(.*?)```\n\n```text\n(.*?)```\n", re.DOTALL)
NEWER = "2026-03-02T12:00:00Z"


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)  # noqa: S603 -- our own words


def examples(language):
    """Return programs with what they print."""
    found = [(source, printed) for kind, source, printed in EXAMPLE.findall(PAGE) if kind == language]
    assert found
    return found


def test_every_example_is_run():
    assert PAGE.count("<!-- run -->") == len(EXAMPLE.findall(PAGE)) == PAGE.count("```text")
    assert {kind for kind, *_ in EXAMPLE.findall(PAGE)} == {"sh", "python", "ts"}


@pytest.fixture
def school(live_server):
    """Return the address of a school with two courses, of which each has a tag."""
    older = CourseFactory(slug="queues", title="Queues in Depth", provider="aws", published_at="2026-03-01T12:00:00Z")
    newer = CourseFactory(slug="cloud-basics", title="Cloud Basics", provider="aws", level="associate", published_at=NEWER)
    for course in (older, newer):
        course.tags.add(TagFactory())
    return live_server.url


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.django_db(transaction=True)
def test_curl(school):
    for source, printed in examples("sh"):
        done = run(["/bin/sh", "-euc", source.replace("http://127.0.0.1:8000", school)], cwd=ROOT)
        assert (done.stdout.rstrip("\n"), done.stderr) == (printed.rstrip("\n"), "")


@pytest.mark.django_db(transaction=True)
def test_python(school, client):
    parts = examples("python")  # one program: each goes on where the one before ended
    program = "".join(source for source, _printed in parts).replace("http://127.0.0.1:8000", school)
    client.force_login(InstructorFactory(user=UserFactory(role=Role.INSTRUCTOR)).user)
    done = run([sys.executable, "-W", "error", "-c", program], env={"SCHOOL_SESSION": client.session.session_key})
    assert (done.stdout, done.stderr) == ("".join(printed for _source, printed in parts), "")
    assert Course.objects.filter(title="Storage").count() == 1


@pytest.mark.skipif(
    not (shutil.which("node") and (FRONTEND / "node_modules" / "esbuild").exists()), reason="needs Node and `npm ci` in frontend"
)
@pytest.mark.django_db(transaction=True)
def test_typescript_is_well_typed_and_runs(school, tmp_path):
    [(source, printed)] = examples("ts")
    program = tmp_path / "docs.ts"
    program.write_text(
        source.replace("./client.ts", str(FRONTEND / "client" / "client.ts")).replace("http://127.0.0.1:8000", school)
    )
    modules = FRONTEND / "node_modules"
    options = {
        "extends": f"{FRONTEND}/client/tsconfig.json",
        "compilerOptions": {"typeRoots": [f"{modules}/@types"]},
        "files": ["docs.ts"],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(options))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    checked = run([modules / ".bin" / "tsc", "-p", tmp_path])
    assert (checked.returncode, checked.stdout) == (0, "")
    done = run(["node", "client/run.mjs", program], cwd=FRONTEND)
    assert (done.stdout, done.stderr) == (printed, "")


# -- its tables and figures --------------------------------------------------------------------------------------------------------


def test_its_tables_are_what_the_code_says():
    call_command("api_reference")
    assert written(PAGE, schema) == PAGE
    for code in CODES:
        assert f"| `{code}` |" in PAGE
    assert "| `claimGift` | `already_owned`, `gift_claimed`, `gift_ended`, `gift_unknown` |" in PAGE


def test_tables_that_are_out_of_date_are_red_and_are_made_anew(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "api.md"
    page.write_text(PAGE.replace("`gift_claimed`, ", "").replace("| `INTERNAL` |", "| `OURS` |"))
    with pytest.raises(CommandError, match="api_reference --write"):
        call_command("api_reference")
    call_command("api_reference", "--write")
    assert page.read_text() == PAGE


def _deeper(code):
    raise DomainError("too_deep" if code else "too_late", "No.")


def _loud():
    _deeper(1)
    _loud()
    str.upper("x")


def test_refusals_are_found_through_what_a_verb_calls():
    assert refusals_of(_loud) == {"too_deep", "too_late"}


def test_statuses_are_those_that_are_sent():
    sources = [path.read_text() for path in (ROOT / "acg" / "graphql").glob("*.py")]
    sent = {(code, int(status)) for source in sources for status, code in re.findall(r'BadRequest\((\d+), "([A-Z_]+)"', source)}
    assert len(sent) > 6
    assert {(code, status) for code, status in sent if CODES[code].status != status} == {
        ("FORBIDDEN", 403),
        ("UNAUTHENTICATED", 401),
    }


def test_figures_are_those_of_the_code():
    flat = " ".join(PAGE.split())
    assert (MOST_POINTS, EACH.depth, EACH.rate, ALL.depth, ALL.rate, PAGE_SIZE) == (1_000, 1_000, 100, 50_000, 5_000, 20)
    assert "One request may cost 1,000 points." in flat
    assert "a bucket of 1,000 points, into which 100 come each second; all together 50,000 and 5,000" in flat
    assert (
        f"{limits.MAX_SOURCE:,} characters, {limits.MAX_FIELDS} fields, {limits.MAX_DEPTH} levels, {limits.MAX_ALIASES} aliases "
        f"and {limits.MAX_DIRECTIVES} directives" in flat
    )
