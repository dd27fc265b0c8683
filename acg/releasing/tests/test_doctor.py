"""The doctor: what it says of a laptop, of a stage, and of what is broken there; it never shows a secret."""

import datetime as dt
import io
import json

import boto3
import pytest
from botocore.stub import Stubber
from django.core.management import CommandError, call_command
from django.utils import timezone

from acg.events.models import OutboxEvent
from acg.releasing import doctor
from acg.releasing.doctor import aws, here
from acg.releasing.doctor.findings import State
from acg.releasing.steps import run_step
from checkout import gateways
from checkout.gateways.protocol import GatewayUnavailable, StripeEndpoint
from checkout.services.locating import HANDLED

pytestmark = pytest.mark.django_db
REGION = "eu-central-1"
ARN = f"arn:aws:secretsmanager:{REGION}:111122223333:secret:cloud-school/staging/stripe-AbCdEf"
VERSION = "2026-10-28.endive"


def found(check):
    return {finding.name: (finding.state, finding.says) for finding in doctor.looked_at(check)}


def test_a_laptop_is_well_and_what_is_at_aws_does_not_apply(capsys):
    call_command("doctor")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if "AWS" not in line and "stripe  " not in line][:2] == ["ok", "not"]
    assert sum(line.startswith("not applicable") for line in lines) == 2 + len(aws.AWS_CHECKS)
    assert not [line for line in lines if line.startswith(("broken", "unknown"))]


def test_what_waits_too_long_and_what_was_given_up_is_broken_and_says_what_to_do():
    long_ago = timezone.now() - dt.timedelta(minutes=10)
    OutboxEvent.objects.create(type="X", subject="x:1", payload={}, occurred_at=long_ago)
    OutboxEvent.objects.create(type="X", subject="x:2", payload={}, state="dead")
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"^2 broken$") as caught:
        call_command("doctor", broken=True, stdout=said)
    assert caught.value.returncode == 1
    lines = said.getvalue().splitlines()
    assert [line.split()[:3] for line in lines[::2]] == [["broken", "waiting:", "outbox"], ["broken", "given", "up:"]]
    assert "-> See that the minute runs" in lines[1]
    answer = run_step("doctor")
    assert (answer["release"], answer["ok"]) == ("doctor", False)
    assert json.loads(json.dumps(answer))["checks"][0]["name"] == "database"


def test_a_missing_migration_is_broken(monkeypatch):
    monkeypatch.setattr(here.MigrationExecutor, "migration_plan", lambda *_asked: [("courses.0099_x", False)])
    assert found(here.migrations) == {"migrations": (State.BROKEN, "not applied: courses.0099_x")}


def test_a_clock_that_is_wrong_is_broken(monkeypatch):
    monkeypatch.setattr(here.timezone, "now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(minutes=6))
    [(state, says)] = found(here.clock).values()
    assert (state, says[:5]) == (State.BROKEN, "360.0")


def test_a_stage_without_its_settings_is_broken_and_shows_none(settings):
    settings.LAPTOP, settings.SITE_URL, settings.STRIPE_SANDBOX = False, "", True
    [(state, says)] = found(here.settings_and_secrets).values()
    assert state is State.BROKEN
    assert "acg.E001" in says
    assert settings.SECRET_KEY not in says


def test_a_check_that_fails_is_unknown_and_stops_no_other(monkeypatch):
    def storage():
        raise OSError("password=hunter2")
        yield

    monkeypatch.setattr(doctor, "CHECKS_HERE", (storage, here.database))
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"^1 unknown$") as caught:
        call_command("doctor", stdout=said)
    assert caught.value.returncode == 2
    assert "could not be looked at: OSError" in said.getvalue()
    assert "hunter2" not in said.getvalue()
    assert "PostgreSQL" in said.getvalue()


# -- Stripe -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def endpoints(settings, monkeypatch):
    """Let the account have these endpoints, or an error."""
    settings.STRIPE_SANDBOX, settings.SITE_URL = False, "https://school.test"
    held = []

    class Account:
        def webhook_endpoints(self):
            if held and isinstance(held[0], Exception):
                raise held[0]
            return held

        def api_version(self):
            return VERSION

    monkeypatch.setattr(here, "gateway", Account)
    assert gateways.gateway is not Account
    return held


def endpoint(**other):
    facts = {"url": "https://school.test/webhooks/stripe/", "status": "enabled", "api_version": VERSION, "types": tuple(HANDLED)}
    return StripeEndpoint(**facts | other)


def test_our_endpoint_is_well_among_others(endpoints):
    endpoints += [endpoint(url="https://other.test/", status="disabled"), endpoint()]
    assert found(here.stripe_endpoint) == {
        "stripe: endpoint": (State.OK, "enabled"),
        "stripe: version": (State.OK, VERSION),
        "stripe: events": (State.OK, "all that are handled"),
    }


@pytest.mark.parametrize(
    ("other", "name", "says"),
    [
        ({"status": "disabled"}, "stripe: endpoint", "disabled"),
        ({"api_version": ""}, "stripe: version", "the account's default version"),
        ({"api_version": "2020-08-27"}, "stripe: version", "2020-08-27"),
        ({"types": tuple(HANDLED - {"charge.refunded"})}, "stripe: events", "not told: charge.refunded"),
        ({"url": "https://school.test/elsewhere/"}, "stripe: endpoint", "0 endpoints of https://school.test/webhooks/stripe/"),
    ],
)
def test_what_is_wrong_with_the_endpoint_is_named(endpoints, other, name, says):
    endpoints.append(endpoint(**other))
    broken = {name: says for name, (state, says) in found(here.stripe_endpoint).items() if state is State.BROKEN}
    assert broken == {name: says}


def test_an_endpoint_that_is_told_everything_is_well(endpoints):
    endpoints.append(endpoint(types=("*",)))
    assert found(here.stripe_endpoint)["stripe: events"] == (State.OK, "all that are handled")


def test_a_stripe_that_does_not_answer_is_unknown(endpoints):
    endpoints.append(GatewayUnavailable("unreachable", is_answered=False))
    assert found(here.stripe_endpoint) == {"stripe": (State.UNKNOWN, "did not answer: unreachable")}


# -- AWS --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def stage(settings, monkeypatch):
    """A stage whose AWS says what a test tells it to; all that was told must be asked for."""
    settings.STAGE = "staging"
    settings.EVENTS_TOPIC_ARN = f"arn:aws:sns:{REGION}:111122223333:cloud-school-staging-facts.fifo"
    monkeypatch.setenv("SECRET_ARNS", ARN)
    monkeypatch.setattr(aws, "contexts", lambda: ["checkout"])
    stubs = {}

    def stub(service):
        if service not in stubs:
            client = boto3.client(service, REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
            stubs[service] = (client, Stubber(client))
            stubs[service][1].activate()
        return stubs[service]

    monkeypatch.setattr(aws, "_client", lambda service: stub(service)[0])
    yield lambda service: stub(service)[1]
    for _client, stubber in stubs.values():
        stubber.assert_no_pending_responses()


def at_aws(name):
    [check] = [check for check in aws.AWS_CHECKS if check.__name__ == name]
    return found(check)


def test_functions_have_the_roles_that_were_made_for_them(stage):
    stub = stage("lambda")
    for role, has in (("web", "web"), ("worker", "web")):
        arn = f"arn:aws:iam::111122223333:role/cloud-school-staging-{has}"
        stub.add_response("get_function_configuration", {"Role": arn}, {"FunctionName": f"cloud-school-staging-{role}"})
    stub.add_client_error("get_function_configuration", "ResourceNotFoundException")
    assert at_aws("functions") == {
        "function web": (State.OK, "role cloud-school-staging-web"),
        "function worker": (State.BROKEN, "role cloud-school-staging-web"),
        "function release": (State.BROKEN, "there is none"),
    }


@pytest.mark.parametrize(
    ("types", "state", "is_well"),
    [(["ReportBatchItemFailures"], "Enabled", True), ([], "Enabled", False), (["ReportBatchItemFailures"], "Disabled", False)],
)
def test_a_mapping_must_tell_which_messages_failed(stage, types, state, is_well):
    arn = f"arn:aws:sqs:{REGION}:111122223333:cloud-school-staging-facts-checkout.fifo"
    mapping = {"EventSourceArn": arn, "FunctionResponseTypes": types, "State": state}
    stage("lambda").add_response(
        "list_event_source_mappings", {"EventSourceMappings": [mapping]}, {"FunctionName": "cloud-school-staging-worker"}
    )
    [(found_state, _says)] = at_aws("mappings").values()
    assert found_state is (State.OK if is_well else State.BROKEN)


def test_a_queue_that_nobody_reads_is_broken(stage):
    stage("lambda").add_response("list_event_source_mappings", {"EventSourceMappings": []})
    assert at_aws("mappings") == {"mapping checkout": (State.BROKEN, "nobody reads the queue")}


@pytest.mark.parametrize(("tries", "dead", "states"), [(5, 0, ["ok", "ok"]), (5, 2, ["ok", "broken"]), (3, 0, ["broken", "ok"])])
def test_queues_tell_what_waits_and_what_was_given_up(stage, tries, dead, states):
    stub = stage("sqs")
    redrive = {"RedrivePolicy": json.dumps({"maxReceiveCount": tries})}
    for name, facts in (
        ("", {"ApproximateNumberOfMessages": "7", **redrive}),
        ("-dead", {"ApproximateNumberOfMessages": str(dead)}),
    ):
        url = f"https://sqs/{name}"
        stub.add_response("get_queue_url", {"QueueUrl": url}, {"QueueName": f"cloud-school-staging-facts-checkout{name}.fifo"})
        stub.add_response("get_queue_attributes", {"Attributes": facts})
    assert [str(state) for state, _says in at_aws("queues").values()] == states


def test_a_queue_that_is_not_there_is_broken(stage):
    stage("sqs").add_client_error("get_queue_url", "QueueDoesNotExist")
    assert at_aws("queues") == {"queue checkout": (State.BROKEN, "there is none, or it has none for what fails")}


@pytest.mark.parametrize(("count", "state"), [("1", State.OK), ("0", State.BROKEN)])
def test_each_queue_is_subscribed_to_the_topic(stage, settings, count, state):
    stage("sns").add_response(
        "get_topic_attributes", {"Attributes": {"SubscriptionsConfirmed": count}}, {"TopicArn": settings.EVENTS_TOPIC_ARN}
    )
    assert at_aws("topic") == {"topic": (state, f"{count} queues of 1")}


def test_a_stage_without_a_topic_is_broken(stage, settings):
    settings.EVENTS_TOPIC_ARN = ""
    assert at_aws("topic") == {"topic": (State.BROKEN, "EVENTS_TOPIC_ARN is unset")}


@pytest.mark.parametrize(
    ("versions", "answer"),
    [({"v" * 32: ["AWSCURRENT"]}, (State.OK, "has a value")), ({"v" * 32: ["AWSPENDING"]}, (State.BROKEN, "has no value"))],
)
def test_a_secret_is_looked_at_without_being_read(stage, versions, answer):
    stage("secretsmanager").add_response("describe_secret", {"VersionIdsToStages": versions}, {"SecretId": ARN})
    assert at_aws("secrets") == {"secret cloud-school/staging/stripe": answer}


def test_a_secret_that_is_not_there_is_broken(stage):
    stage("secretsmanager").add_client_error("describe_secret", "ResourceNotFoundException")
    assert at_aws("secrets") == {"secret cloud-school/staging/stripe": (State.BROKEN, "there is none")}


def test_what_the_role_may_not_see_is_unknown_with_the_code(stage):
    stage("lambda").add_client_error("list_event_source_mappings", "AccessDeniedException", "arn:aws:iam::1:user/secret")
    assert at_aws("mappings") == {"AWS mappings": (State.UNKNOWN, "ClientError AccessDeniedException")}


def test_every_context_that_reacts_to_facts_has_a_queue_to_look_at():
    assert set(aws.contexts()) >= {"checkout", "courses", "organisations"}
