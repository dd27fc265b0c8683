"""What a stage has at AWS: looked at by the names that `infra/school.yaml` gives, with what its role may read and no more."""

import os
from collections.abc import Iterator
from typing import Any

import orjson
from django.conf import settings

from acg.aws.records import TRIES
from acg.releasing.doctor.findings import Check, Finding, State, judged, reason_of
from acg.wiring import AFTERWARDS, COPIES

PROJECT = "cloud-school"
ROLES = ("web", "worker", "release")
REPORTS = "ReportBatchItemFailures"
APPLY = "Update the stack: infra/school.yaml says how it must be."


def contexts() -> list[str]:
    """Return the contexts that react to facts: each has a queue."""
    return sorted({consumer.partition(".")[0] for _fact, consumer, _reaction in (*AFTERWARDS, *COPIES)})


def named(part: str) -> str:
    """Return the name of a part of this stage."""
    return f"{PROJECT}-{settings.STAGE}-{part}"


def functions() -> Iterator[Finding]:
    """See that each function has the role that was made for it."""
    client = _client("lambda")
    for role in ROLES:
        try:
            facts = client.get_function_configuration(FunctionName=named(role))
        except client.exceptions.ResourceNotFoundException:
            yield Finding(f"function {role}", State.BROKEN, "there is none", f"zappa deploy {settings.STAGE}_{role}")
            continue
        has = facts["Role"].rpartition("/")[2]
        yield judged(
            f"function {role}", is_well=has == named(role), says=f"role {has}", todo=f"zappa update {settings.STAGE}_{role}"
        )


def mappings() -> Iterator[Finding]:
    """See that the worker reads each queue, and tells which messages failed: else SQS deletes those too."""
    pages = _client("lambda").get_paginator("list_event_source_mappings").paginate(FunctionName=named("worker"))
    found = {mapping["EventSourceArn"].rpartition(":")[2]: mapping for page in pages for mapping in page["EventSourceMappings"]}
    for context in contexts():
        mapping = found.get(f"{named('facts')}-{context}.fifo")
        if mapping is None:
            yield Finding(f"mapping {context}", State.BROKEN, "nobody reads the queue", APPLY)
            continue
        reports = REPORTS in mapping.get("FunctionResponseTypes", [])
        says = f"{mapping['State']}, {'with' if reports else 'without'} {REPORTS}"
        yield judged(f"mapping {context}", is_well=reports and mapping["State"] == "Enabled", says=says, todo=APPLY)


def queues() -> Iterator[Finding]:
    """Look at each queue: how many messages wait, how often they are tried, how many were given up."""
    client = _client("sqs")
    for context in contexts():
        name = f"{named('facts')}-{context}"
        try:
            facts, dead = _facts(client, f"{name}.fifo"), _facts(client, f"{name}-dead.fifo")
        except client.exceptions.QueueDoesNotExist:
            yield Finding(f"queue {context}", State.BROKEN, "there is none, or it has none for what fails", APPLY)
            continue
        tries = int(orjson.loads(facts.get("RedrivePolicy", "{}")).get("maxReceiveCount", 0))
        says = f"{facts['ApproximateNumberOfMessages']} wait, {tries} tries"
        yield judged(f"queue {context}", is_well=tries == TRIES, says=says, todo=APPLY)
        count = int(dead["ApproximateNumberOfMessages"])
        todo = "Look at the dead messages in the admin, and deliver them again there."
        yield judged(f"dead letters {context}", is_well=not count, says=f"{count}", todo=todo)


def topic() -> Iterator[Finding]:
    """See that the topic is there and every queue subscribed to it."""
    if not settings.EVENTS_TOPIC_ARN:
        yield Finding("topic", State.BROKEN, "EVENTS_TOPIC_ARN is unset", "Deploy with the settings that the stack's outputs make.")
        return
    facts = _client("sns").get_topic_attributes(TopicArn=settings.EVENTS_TOPIC_ARN)["Attributes"]
    count, wanted = int(facts["SubscriptionsConfirmed"]), len(contexts())
    yield judged("topic", is_well=count >= wanted, says=f"{count} queues of {wanted}", todo=APPLY)


def secrets() -> Iterator[Finding]:
    """See that each secret has a value, without reading it."""
    client = _client("secretsmanager")
    for arn in filter(None, os.environ.get("SECRET_ARNS", "").split(",")):
        name = f"secret {arn.rpartition(':')[2].rpartition('-')[0]}"
        try:
            versions = client.describe_secret(SecretId=arn).get("VersionIdsToStages", {})
        except client.exceptions.ResourceNotFoundException:
            yield Finding(name, State.BROKEN, "there is none", APPLY)
            continue
        has_value = any("AWSCURRENT" in labels for labels in versions.values())
        says = "has a value" if has_value else "has no value"
        yield judged(name, is_well=has_value, says=says, todo="Put it in: docs/operations.md, Secrets.")


def on_aws(check: Check) -> Check:
    """Return a check that is asked of a stage only."""

    def look() -> Iterator[Finding]:
        name = check.__name__
        if settings.STAGE == "laptop":
            yield Finding(f"AWS {name}", State.NOT_HERE, "a laptop")
            return
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001 -- whatever AWS says, the other checks go on
            todo = f"See the policy of {named('release')}, the region, and the way out of the network."
            yield Finding(f"AWS {name}", State.UNKNOWN, reason_of(error), todo)

    look.__name__ = check.__name__
    return look


def _facts(client: Any, name: str) -> dict[str, str]:
    url = client.get_queue_url(QueueName=name)["QueueUrl"]
    facts: dict[str, str] = client.get_queue_attributes(
        QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages", "RedrivePolicy"]
    )["Attributes"]
    return facts


def _client(service: str) -> Any:
    import boto3  # noqa: PLC0415 -- heavy, and only a stage has parts there

    return boto3.client(service)


AWS_CHECKS: tuple[Check, ...] = tuple(on_aws(check) for check in (functions, mappings, queues, topic, secrets))
