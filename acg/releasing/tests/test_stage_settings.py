import json
import sys

import pytest
from django.conf import settings as django_settings

from acg.releasing import stage_settings

ROOT = django_settings.BASE_DIR
OUTPUTS = {
    "SubnetIds": "subnet-1,subnet-2",
    "SecurityGroupIds": "sg-1",
    "ProxyHost": "proxy.example",
    "DatabaseHost": "cluster.example",
    "FactTopicArn": "arn:aws:sns:eu-central-1:1:cloud-school-staging-facts.fifo",
    "SecretArns": "arn:1,arn:2",
    "SiteDomain": "school.example",
    "ApiHost": "abc.execute-api.example",
    "CookieKeyId": "K1",
}


@pytest.fixture
def whole():
    settings = json.loads((ROOT / "zappa_settings.json").read_text())
    return settings, stage_settings.settings_of("staging", settings=settings, outputs=OUTPUTS)


def test_the_functions_of_a_stage_get_their_network_and_no_other_stage_changes(whole):
    before, after = whole
    for name, stage in after.items():
        if name.startswith("staging_"):
            assert stage.pop("vpc_config") == {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}
            assert stage.pop("aws_environment_variables")["STAGE"] == "staging"
        assert stage == before[name]


def test_migrations_go_past_the_proxy_and_everything_else_through_it(whole):
    _before, after = whole
    hosts = {role: after[f"staging_{role}"]["aws_environment_variables"]["DATABASE_HOST"] for role in stage_settings.ROLES}
    assert hosts == {"web": "proxy.example", "worker": "proxy.example", "release": "cluster.example"}


def test_the_environment_is_what_the_settings_read_and_holds_no_secret(whole):
    _before, after = whole
    environment = after["staging_web"]["aws_environment_variables"]
    documented = (ROOT / ".env.example").read_text()
    assert [name for name in environment if f"#{name}=" not in documented] == []
    assert environment["ALLOWED_HOSTS"] == "school.example,abc.execute-api.example"
    assert environment["SITE_URL"] == "https://school.example"
    assert environment["SECRET_ARNS"] == "arn:1,arn:2"
    assert environment["DEBUG"] == "0"


def test_before_the_first_deployment_there_is_no_api():
    outputs = {key: value for key, value in OUTPUTS.items() if key != "ApiHost"}
    assert stage_settings.environment_of("staging", role="web", outputs=outputs)["ALLOWED_HOSTS"] == "school.example"


def test_the_command_reads_what_cloudformation_answers(tmp_path, monkeypatch, capsys):
    answer = {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in OUTPUTS.items()]}]}
    (tmp_path / "outputs.json").write_text(json.dumps(answer))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["stage_settings", "production", str(tmp_path / "outputs.json")])
    stage_settings.main()
    printed = json.loads(capsys.readouterr().out)
    assert printed["production_web"]["vpc_config"]["SecurityGroupIds"] == ["sg-1"]
    assert "vpc_config" not in printed["staging_web"]
