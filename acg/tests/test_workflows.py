"""The workflows: they parse, call what exists, are pinned, and may do no more than they need."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from acg.releasing.stage_settings import ROLES
from acg.releasing.steps import STEPS

ROOT = Path(settings.BASE_DIR)
FILES = sorted((ROOT / ".github").rglob("*.yml"))
DOCUMENTS = {str(path.relative_to(ROOT / ".github")): yaml.safe_load(path.read_text()) for path in FILES}
WORKFLOWS = {name: document for name, document in DOCUMENTS.items() if name.startswith("workflows/")}
MAKEFILE = (ROOT / "Makefile").read_text()


def jobs():
    for name, workflow in WORKFLOWS.items():
        for job_name, job in workflow["jobs"].items():
            yield f"{name} {job_name}", job


def steps():
    for name, job in jobs():
        for step in job.get("steps", []):
            yield name, step
    for name, document in DOCUMENTS.items():
        for step in document.get("runs", {}).get("steps", []):
            yield name, step


SCRIPTS = [(name, step["run"]) for name, step in steps() if "run" in step]


def test_there_are_workflows_for_every_push_for_main_and_for_the_button():
    assert set(WORKFLOWS) == {"workflows/ci.yml", "workflows/deploy.yml", "workflows/production.yml"}
    triggers = {name: workflow[True] for name, workflow in WORKFLOWS.items()}  # YAML 1.1 reads `on` as true
    assert triggers["workflows/deploy.yml"] == {"push": {"branches": ["main"]}}
    assert set(triggers["workflows/production.yml"]) == {"workflow_dispatch"}
    assert {"push", "pull_request", "workflow_call"} == set(triggers["workflows/ci.yml"])
    assert [script for name, script in SCRIPTS if name == "workflows/ci.yml check"] == [".ci/run"]


def test_actions_of_others_are_pinned_by_commit_and_ours_exist():
    for name, step in steps():
        uses = step.get("uses", "")
        if uses.startswith("./"):
            assert (ROOT / uses / "action.yml").exists(), name
        elif uses:
            assert re.fullmatch(r"(actions|aws-actions)/[\w-]+@[0-9a-f]{40}", uses), uses
    for name, job in jobs():
        if "uses" in job:
            assert (ROOT / job["uses"]).exists(), name
    pinned = re.findall(r"uses: (\S+@\w+)(.*)", "\n".join(path.read_text() for path in FILES))
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for _uses, version in pinned)
    assert len({uses.partition("@")[0] for uses, _version in pinned}) == len({uses for uses, _version in pinned})


def test_a_run_may_read_the_code_and_only_a_deployment_may_borrow_a_role():
    for workflow in WORKFLOWS.values():
        assert workflow["permissions"] == {"contents": "read"}
    for name, job in jobs():
        permissions = job.get("permissions", {})
        assert set(permissions.values()) <= {"read", "write"}
        assert {what for what, how in permissions.items() if how == "write"} <= {"id-token"}, name
        assert ("id-token" in permissions) == ("environment" in job), name


def test_there_are_no_keys_that_live_longer_than_a_run():
    whole = "\n".join(path.read_text() for path in FILES)
    assert "secrets." not in whole
    assert "AWS_SECRET_ACCESS_KEY" not in whole
    assert "aws-access-key-id" not in whole


@pytest.mark.parametrize(("name", "script"), SCRIPTS, ids=[f"{name} {number}" for number, (name, _run) in enumerate(SCRIPTS)])
def test_scripts_call_what_exists_and_nothing_is_written_into_them(name, script):
    assert "${{" not in script, "give it by `env`: a shell would run what somebody wrote"
    parsed = subprocess.run(["/bin/bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (parsed.returncode, parsed.stderr) == (0, "")
    for target in re.findall(r"\bmake ([a-z][a-z-]*)", script):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
    for command in re.findall(r"manage\.py (\w+)", script):
        assert command in get_commands(), command
    for module in re.findall(r"python -m (acg[\w.]*)", script):
        assert (ROOT / (module.replace(".", "/") + ".py")).exists(), module
    for path in re.findall(r"-r (requirements/\S+)", script):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"(?<![\w/])\.ci/\w+", script):
        assert (ROOT / path).exists(), path
    for step in re.findall(r"^\s*step (\w+)|then step (\w+)|else step (\w+)", script, re.MULTILINE):
        assert "".join(step) in STEPS
    for payload in re.findall(r"--payload '([^']+)'", script):
        assert json.loads(payload)["release"] in STEPS


def test_a_deployment_migrates_before_the_new_code_serves_and_looks_at_clients_before_that():
    [deploy] = [step["steps"] for step in (document.get("runs") for document in DOCUMENTS.values()) if step]
    whole = "\n".join(step.get("run", "") for step in deploy)
    order = [
        "sha256sum --check",
        '"${STAGE}_release"',
        "step clients",
        "step migrate",
        "staticfiles/*",
        '"${STAGE}_$function"',
        "doctor",
    ]
    places = [whole.index(mark) for mark in order]
    assert places == sorted(places)
    served = re.search(r"for function in ([\w ]+); do", whole)[1].split()
    assert {*served, "release"} == set(ROLES)


def test_the_inputs_of_our_action_are_those_that_are_given():
    [action] = [document for document in DOCUMENTS.values() if "runs" in document]
    for name, step in steps():
        if step.get("uses") == "./.github/actions/deploy":
            given = set(step["with"])
            assert given <= set(action["inputs"]), name
            assert {one for one, about in action["inputs"].items() if about.get("required")} <= given, name
    said = (ROOT / ".github/actions/deploy/action.yml").read_text()
    assert set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", said)) == set(action["inputs"])


def test_production_takes_the_zip_of_a_run_that_went_well_and_packs_none():
    production = (ROOT / ".github/workflows/production.yml").read_text()
    assert "make package" not in production
    assert "run-id: ${{ inputs.run }}" in production
    assert '.conclusion == "success"' in production
    assert WORKFLOWS["workflows/production.yml"]["jobs"]["production"]["needs"] == "tried"


# -- the deployment, with stand-ins for AWS and Zappa that write down how they are called -----------------------------------------------

AWS = """#!/bin/bash
echo "aws $1 $2 $(echo "$*" | grep -o '"release": "[a-z]*"')" >> "$CALLS"
case "$*" in
  *"deployed -"*) exit 1 ;;
  *"\\"$SAYS_NO\\""*) echo '{"ok": false, "checks": []}' > "${@: -1}" ;;
  *"lambda invoke"*) echo '{"ok": true, "checks": []}' > "${@: -1}" ;;
esac
"""
ZAPPA = """#!/bin/bash
echo "zappa $1 $2" >> "$CALLS"
"""
NOT_HERE = {"The zip is the one that was named", "Install what deploys", "The stage's settings", "What runs now"}


@pytest.fixture
def deploy(tmp_path):
    """Run the steps of a deployment as the machine would, until one fails; return the calls that were made."""
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    tools = tmp_path / "tools"
    for path, text in ((tools / "aws", AWS), (tools / "unzip", "#!/bin/bash\n"), (tmp_path / "build/deployer/bin/zappa", ZAPPA)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    [steps] = [document["runs"]["steps"] for document in DOCUMENTS.values() if "runs" in document]
    calls = tmp_path / "calls"

    def run(*, says_no="", contract="false"):
        environment = {"PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(calls), "SAYS_NO": says_no or "nobody"}
        environment |= {"STAGE": "staging", "DIGEST": "d1", "ONLY": "yes", "CONTRACT": contract}
        for step in steps:
            if "run" in step and step["name"] not in NOT_HERE:
                shell = ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                if subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode:  # noqa: S603 -- our own
                    break
        return [line.strip() for line in calls.read_text().splitlines() if not line.startswith("aws s3")]

    return run


def asked(step):
    return f'aws lambda invoke "release": "{step}"'


def test_a_first_deployment_brings_every_function_in_order(deploy):
    updates = ["zappa update staging_worker", "zappa update staging_web"]
    assert deploy() == ["zappa update staging_release", asked("clients"), asked("migrate"), *updates, asked("doctor")]


def test_what_is_taken_away_is_asked_for_by_another_name(deploy):
    assert deploy(contract="true")[2] == asked("contract")


@pytest.mark.parametrize(
    ("says_no", "calls"),
    [
        ("clients", ["zappa update staging_release", asked("clients")]),
        ("migrate", ["zappa update staging_release", asked("clients"), asked("migrate")]),
    ],
)
def test_a_step_that_says_no_keeps_the_new_code_from_serving(deploy, says_no, calls):
    assert deploy(says_no=says_no) == calls
