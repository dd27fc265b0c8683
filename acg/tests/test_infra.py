"""`infra/school.yaml`: its names are those of the code and of Zappa's settings; its roles may do what the code does and no more."""

import ast
import copy
import json
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from acg.aws.records import TRIES
from acg.releasing import stage_settings
from acg.shared.files import MEDIA_FOLDER
from acg.shared.metrics import METRICS, NAMESPACE
from acg.wiring import AFTERWARDS, COPIES

ROOT = Path(settings.BASE_DIR)
STAGES = json.loads((ROOT / "zappa_settings.json").read_text())
LOOP = "Fn::ForEach::"


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as what they stand for."""


def short(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        value = value.split(".", 1) if suffix == "GetAtt" else value
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", short)


def put_in(thing, name, value):
    """Return a part of a loop for one of its values."""
    if isinstance(thing, dict):
        if thing == {"Ref": name}:
            return value
        return {key.replace(f"${{{name}}}", value): put_in(part, name, value) for key, part in thing.items()}
    if isinstance(thing, list):
        return [put_in(part, name, value) for part in thing]
    return thing.replace(f"${{{name}}}", value) if isinstance(thing, str) else thing


def unrolled(resources):
    """Return resources with the loops run."""
    whole = {}
    for key, resource in resources.items():
        if key.startswith(LOOP):
            name, values, body = resource
            for value in values:
                whole |= put_in(copy.deepcopy(body), name, value)
        else:
            whole[key] = resource
    return whole


TEMPLATE = yaml.load((ROOT / "infra/school.yaml").read_text(), Loader)  # noqa: S506 -- a safe loader with CloudFormation's short forms
RESOURCES = unrolled(TEMPLATE["Resources"])


def of(kind):
    return {name: resource["Properties"] for name, resource in RESOURCES.items() if resource["Type"] == kind}


def text(value):
    """Return what a `Sub` writes."""
    return value["Fn::Sub"] if isinstance(value, dict) and "Fn::Sub" in value else value


def listed(value):
    return value if isinstance(value, list) else [value]


def statements():
    """Return each statement of a role's policies, with the role's name in the template."""
    for name, role in of("AWS::IAM::Role").items():
        for policy in role.get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement
    for policy in of("AWS::IAM::RolePolicy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            yield text(policy["RoleName"]["Ref"]), statement


def allowed(role):
    return {action for name, statement in statements() if name == role for action in listed(statement["Action"])}


# -- names ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["dev", "staging", "production"])
def test_functions_roles_and_buckets_have_the_names_that_zappa_deploys_with(level):
    assert level in TEMPLATE["Parameters"]["Stage"]["AllowedValues"]
    roles = {text(role["RoleName"]).replace("${Stage}", level) for role in of("AWS::IAM::Role").values() if "RoleName" in role}
    buckets = {text(bucket["BucketName"]).replace("${Stage}", level) for bucket in of("AWS::S3::Bucket").values()}
    logs = {text(log["LogGroupName"]).replace("${Stage}", level) for log in of("AWS::Logs::LogGroup").values()}
    for role in stage_settings.ROLES:
        stage = STAGES[f"{level}_{role}"]
        assert stage["role_name"] in roles
        assert stage["s3_bucket"] in buckets
        assert f"/aws/lambda/{STAGES['base']['project_name']}-{level}-{role}" in logs


def test_what_calls_a_function_calls_one_that_zappa_makes():
    called = set(re.findall(r"function:([\w${}-]+)", json.dumps(RESOURCES)))
    called |= {text(one["FunctionName"]) for one in of("AWS::Lambda::EventSourceMapping").values()}
    assert called == {f"{STAGES['base']['project_name']}-${{Stage}}-{role}" for role in stage_settings.ROLES}


def test_the_distribution_asks_the_stage_of_the_api_that_zappa_names():
    origins = of("AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]["Origins"]
    assert text(origins[0]["Fn::If"][1]["OriginPath"]) == "/${Stage}_web"
    assert {name for name in STAGES if name.endswith("_web")} == {"dev_web", "staging_web", "production_web"}


def test_the_outputs_are_those_that_the_functions_environment_is_made_of():
    code = (ROOT / "acg/releasing/stage_settings.py").read_text()
    read = set(re.findall(r"outputs(?:\.get\(|\[)\"(\w+)\"", code)) | {"DatabaseHost", "ProxyHost"}
    assert read <= set(TEMPLATE["Outputs"])


# -- facts ------------------------------------------------------------------------------------------------------------------------


def test_each_context_that_reacts_to_facts_has_a_queue_with_just_those_types():
    wanted = {}
    for fact, consumer, _reaction in (*AFTERWARDS, *COPIES):
        wanted.setdefault(consumer.partition(".")[0], set()).add(fact.__name__)
    facts = TEMPLATE["Mappings"]["Facts"]
    assert {context: set(facts[context]["Types"]) for context in facts} == wanted, "tell infra/school.yaml: Mappings, Facts"
    subscriptions = of("AWS::SNS::Subscription")
    assert set(subscriptions) == {f"{context}Subscription" for context in wanted}, "tell infra/school.yaml: the loops over contexts"
    for context in wanted:
        subscription = subscriptions[f"{context}Subscription"]
        assert subscription["FilterPolicy"] == {"type": {"Fn::FindInMap": ["Facts", context, "Types"]}}
        assert subscription["RawMessageDelivery"] is True


def test_a_queue_gives_a_message_five_tries_and_keeps_what_fails_for_fourteen_days():
    queues = of("AWS::SQS::Queue")
    contexts = {name.removesuffix("Queue") for name in queues if name.endswith("Queue")}
    for context in contexts:
        queue, dead = queues[f"{context}Queue"], queues[f"{context}DeadLetters"]
        assert queue["RedrivePolicy"]["maxReceiveCount"] == TRIES
        assert dead["MessageRetentionPeriod"] == 14 * 24 * 60 * 60
        assert queue["VisibilityTimeout"] >= STAGES["worker"]["timeout_seconds"]
        assert text(queue["QueueName"]) == f"cloud-school-${{Stage}}-facts-{context}.fifo"
        assert queue["FifoQueue"] is dead["FifoQueue"] is True


def test_every_queue_is_read_and_failures_are_told_one_by_one():
    mappings = of("AWS::Lambda::EventSourceMapping")
    assert {name.removesuffix("Mapping") for name in mappings} == set(TEMPLATE["Mappings"]["Facts"])
    for mapping in mappings.values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    read = {
        resource["Fn::GetAtt"][0]
        for _role, one in statements()
        if "sqs:ReceiveMessage" in one["Action"]
        for resource in one["Resource"]
    }
    assert read == {f"{context}Queue" for context in TEMPLATE["Mappings"]["Facts"]}


def test_timers_say_what_the_entry_takes():
    inputs = {json.loads(one["Target"]["Input"])["schedule"] for one in of("AWS::Scheduler::Schedule").values()}
    assert inputs == {"minute", "nightly"}


# -- alarms -----------------------------------------------------------------------------------------------------------------------


def test_alarms_watch_what_the_code_says_of_each_stage():
    watched = TEMPLATE["Mappings"]["Alarms"]
    own = {name: alarm for name, alarm in of("AWS::CloudWatch::Alarm").items() if alarm["Namespace"] == NAMESPACE}
    assert {alarm["MetricName"]["Fn::FindInMap"][1] for alarm in own.values() if isinstance(alarm["MetricName"], dict)} == set(
        watched
    )
    metrics = {alarm["Metric"] for alarm in watched.values()}
    metrics |= {alarm["MetricName"] for alarm in own.values() if isinstance(alarm["MetricName"], str)}
    assert metrics <= set(METRICS)
    assert all(alarm["Dimensions"] == [{"Name": "stage", "Value": {"Ref": "Stage"}}] for alarm in own.values())
    quiet = {name for name, rings in METRICS.items() if rings.startswith("never")}
    assert metrics.isdisjoint(quiet)
    assert set(METRICS) - quiet - metrics == {"stripe.disputes_refused"}  # the minute says it each time: the log has it


def test_every_alarm_is_told_to_somebody_and_explained():
    explained = (ROOT / "docs/operations.md").read_text()
    for alarm in of("AWS::CloudWatch::Alarm").values():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
        name = text(alarm["AlarmDescription"]).removeprefix("docs/operations.md, Alarms: ")
        assert f"`{name}`" in explained, name


# -- roles ------------------------------------------------------------------------------------------------------------------------

# What cannot be named at AWS: https://docs.aws.amazon.com/service-authorization/latest/reference/
NAMELESS = {
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "lambda:ListEventSourceMappings",
}
# What a call of boto3 needs where its name is another.
NEEDS = {
    "secretsmanager": {"get_secret_value": "GetSecretValue", "describe_secret": "DescribeSecret"},
    "sns": {"publish_batch": "Publish", "get_topic_attributes": "GetTopicAttributes"},
    "lambda": {
        "get_function_configuration": "GetFunctionConfiguration",
        "list_event_source_mappings": "ListEventSourceMappings",
    },
    "sqs": {
        "get_queue_url": "GetQueueUrl",
        "get_queue_attributes": "GetQueueAttributes",
        "receive_message": "ReceiveMessage",
        "delete_message_batch": "DeleteMessage",
    },
}
CALLERS = {
    "acg/aws/secrets.py": stage_settings.ROLES,
    "acg/events/topic.py": ("web", "worker"),
    "acg/aws/polling.py": ("worker",),
    "acg/releasing/doctor/aws.py": ("release",),
}


def test_no_role_may_do_everything_of_a_service_and_only_what_has_no_name_is_unnamed():
    for role, statement in statements():
        assert statement["Effect"] == "Allow"
        actions = listed(statement["Action"])
        assert not [action for action in actions if "*" in action], role
        if "*" in listed(statement["Resource"]):
            assert set(actions) <= NAMELESS, role


@pytest.mark.parametrize("path", sorted(CALLERS))
def test_roles_may_do_what_the_code_calls(path):
    names = {service: calls for service, calls in NEEDS.items() if f'"{service}"' in (ROOT / path).read_text()}
    known = {call: f"{service}:{action}" for service, calls in names.items() for call, action in calls.items()}
    tree = ast.parse((ROOT / path).read_text())
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & set(known)
    called |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(known)
    assert called
    for role in CALLERS[path]:
        assert {known[call] for call in called} <= allowed(f"{role}Role"), role


def test_functions_reach_the_buckets_that_files_lie_in_and_the_doctor_looks_for_one_file():
    kept = {f"arn:aws:s3:::cloud-school-${{Stage}}-{kind}" for kind in ("media", "videos")}
    for role in ("webRole", "workerRole"):
        may = [
            (one["Action"], {text(resource) for resource in one["Resource"]})
            for name, one in statements()
            if name == role and "s3:" in str(one)
        ]
        assert may == [(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], {f"{one}/*" for one in kept}), ("s3:ListBucket", kept)]
    looks = [one for name, one in statements() if name == "releaseRole" and one["Action"] == "s3:GetObject"]
    assert [text(one["Resource"]) for one in looks] == [f"arn:aws:s3:::cloud-school-${{Stage}}-media/{MEDIA_FOLDER}/doctor"]


def test_every_module_that_calls_aws_is_judged_here():
    calling = set()
    for path in (ROOT / "acg").rglob("*.py"):
        if (
            "tests" not in path.parts
            and not {"bench", "emulated"} & set(path.parts)
            and re.search(r"^\s*import boto3\b", path.read_text(), re.MULTILINE)
        ):
            calling.add(str(path.relative_to(ROOT)))
    assert calling == set(CALLERS)


def test_the_files_are_private_and_reached_through_the_distribution_alone():
    buckets = of("AWS::S3::Bucket")
    assert len(buckets) == 4
    for bucket in buckets.values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    policies = of("AWS::S3::BucketPolicy")
    assert len(policies) == len(buckets)
    opened = {
        name for name, policy in policies.items() if any(one["Effect"] == "Allow" for one in policy["PolicyDocument"]["Statement"])
    }
    assert opened == {f"{name}BucketPolicy" for name in ("static", "media", "videos")}
    behaviours = of("AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]["CacheBehaviors"]
    assert {one["TargetOriginId"]: "TrustedKeyGroups" in one for one in behaviours} == {
        "static": False,
        "media": True,
        "videos": True,
    }


def test_secrets_hold_names_of_the_environment_and_no_values():
    raw = (ROOT / "infra/school.yaml").read_text()
    assert not re.search(r"sk_live|whsec_|AKIA|BEGIN [A-Z ]*PRIVATE", raw)
    generated = {
        one["GenerateSecretString"]["GenerateStringKey"]
        for one in of("AWS::SecretsManager::Secret").values()
        if "GenerateSecretString" in one
    }
    assert generated == {"password", "SECRET_KEY", "ORIGIN_SECRETS"}
