"""The schema serves real tools: a linter with nothing to say, and a typed client that is generated, checked and run."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from courses.tests.factories import CourseFactory

ROOT = Path(settings.BASE_DIR)
FRONTEND = ROOT / "frontend"
TOOLS = FRONTEND / "node_modules"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (TOOLS / "@graphql-eslint").exists()), reason="needs Node and `npm ci` in frontend"
)

BAD = '''
"""What can be read."""
type Query {
  """Pets."""
  Pets(
    """How many."""
    first: Int
  ): PetConnection!
  """A pet."""
  pet: Pet @deprecated
}
type Pet { petName: String }
"""Pets."""
type PetConnection {
  """They."""
  nodes: [Pet!]!
}
"""How big."""
enum Size {
  """Small."""
  small
}
'''


def run(*command, cwd=FRONTEND):
    return subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 -- our own words


def lint(folder):
    command = [TOOLS / ".bin" / "eslint", "-c", FRONTEND / "checks" / "schema-rules.mjs", "--format", "json", "schema.graphql"]
    found = json.loads(run(*command, cwd=folder).stdout)
    return {message["ruleId"].rpartition("/")[2] for file in found for message in file["messages"]}


def test_the_linter_has_nothing_to_say():
    assert lint(ROOT) == set()


def test_the_linter_would_say_so(tmp_path):
    (tmp_path / "schema.graphql").write_text(BAD)
    assert lint(tmp_path) == {
        "naming-convention",
        "no-typename-prefix",
        "relay-arguments",
        "relay-connection-types",
        "relay-page-info",
        "require-deprecation-reason",
        "require-description",
        "require-nullable-result-in-root",
    }


def test_the_typed_client_is_what_the_schema_makes(tmp_path):
    made = run("node", "client/generate.mjs", tmp_path / "school.ts")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "school.ts").read_text() == (FRONTEND / "client" / "school.ts").read_text(), "run make schema"


def test_its_types_fit_and_refuse_what_does_not():
    checked = run(TOOLS / ".bin" / "tsc", "-p", "client")
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.django_db(transaction=True)
def test_it_asks_the_school(live_server):
    CourseFactory(published=True, title="Buckets", level="associate", instructor__name="Ada")
    CourseFactory(published=True, title="Queues", level="professional")
    asked = run("node", "client/run.mjs", "client/example.ts", live_server.url)
    assert (asked.stdout, asked.stderr) == ("Buckets by Ada: 0 lessons, free\n", "")
