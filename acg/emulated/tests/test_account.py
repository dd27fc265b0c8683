"""What Zappa is given, and how its failures are noticed."""

import json

import pytest
from django.conf import settings

from acg.emulated.account import Account, function_name
from acg.emulated.children import FailedError, run

STAGES = json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())


def test_the_settings_are_the_projects_with_an_environment_for_each_function(tmp_path):
    account = Account(1, tmp_path, tmp_path)
    account.write_settings(STAGES, {"dev_web": {"STAGE": "dev"}})
    written = json.loads((tmp_path / "zappa_settings.json").read_text())
    assert written["dev_web"] == STAGES["dev_web"] | {"aws_environment_variables": {"STAGE": "dev"}, "touch": False}
    assert {name: stage for name, stage in written.items() if name != "dev_web"} == {
        name: stage for name, stage in STAGES.items() if name != "dev_web"
    }


def test_zappa_is_asked_at_the_emulator_with_nothing_of_this_machines_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-real-one")
    command = tmp_path / "zappa"
    command.write_text(
        '#!/bin/sh\necho "$AWS_ENDPOINT_URL $AWS_SECRET_ACCESS_KEY $*"\ntest "$1" != refuse || echo "Error: no"\nexit 0\n'
    )
    command.chmod(0o755)
    account = Account(4566, tmp_path, tmp_path)
    assert account.zappa("deploy", "dev_web") == f"http://127.0.0.1:4566 test deploy dev_web -s {tmp_path}/zappa_settings.json\n"
    with pytest.raises(FailedError, match="zappa refuse went wrong"):
        account.zappa("refuse")


def test_a_command_that_fails_says_its_last_words(tmp_path):
    with pytest.raises(FailedError, match=r"sh -c .* failed:\nout\nerr"):
        run(["sh", "-c", "echo out; echo err >&2; exit 3"], environment={"PATH": "/usr/bin:/bin"}, folder=tmp_path)


def test_functions_are_called_as_zappa_and_the_stack_call_them():
    assert function_name("production_worker") == "cloud-school-production-worker"
