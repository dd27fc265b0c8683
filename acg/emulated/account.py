"""An account of AWS at the emulator: what must be there before Zappa deploys, and Zappa itself."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from acg.emulated.children import FailedError, run

REGION = "eu-central-1"
PROJECT = "cloud-school"
TRIES = 5
VISIBLE_AGAIN_SECONDS = 10  # a deployment waits six times its function's time; a proof does not
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}  # the emulator's account


@dataclass(frozen=True, slots=True)
class Queues:
    """Where facts go: the topic's ARN, the queue's address and ARN, and the address of its dead-letter queue."""

    topic: str
    queue: str
    queue_arn: str
    dead: str


@dataclass
class Account:
    """The emulator's account, and the settings that Zappa deploys with.

    Args:
        port: of the emulator.
        tools: the folder of the commands.
        scratch: a folder for what Zappa writes.
    """

    port: int
    tools: Path
    scratch: Path
    settings: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """Return a client of a service."""
        return boto3.client(
            service,
            region_name=REGION,
            endpoint_url=f"http://127.0.0.1:{self.port}",
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(read_timeout=120, retries={"total_max_attempts": 1}),
        )

    def found(self) -> Queues:
        """Make what `infra/` makes on AWS and a deployment needs here: roles, buckets of packages, topic, queue, dead-letter queue."""
        iam, s3 = self.client("iam"), self.client("s3")
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        for stage in self.settings.values():
            if "role_name" in stage:
                document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
                iam.create_role(RoleName=stage["role_name"], AssumeRolePolicyDocument=document)
        for bucket in sorted({stage["s3_bucket"] for stage in self.settings.values() if "s3_bucket" in stage}):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        sqs, sns = self.client("sqs"), self.client("sns")
        dead = sqs.create_queue(QueueName="facts-dead")["QueueUrl"]
        redrive = json.dumps({"deadLetterTargetArn": self._arn(sqs, dead), "maxReceiveCount": TRIES})
        attributes = {"RedrivePolicy": redrive, "VisibilityTimeout": str(VISIBLE_AGAIN_SECONDS)}
        queue = sqs.create_queue(QueueName="facts", Attributes=attributes)["QueueUrl"]
        topic = sns.create_topic(Name="facts")["TopicArn"]
        arn = self._arn(sqs, queue)
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
        return Queues(topic, queue, arn, dead)

    def keep(self, **secrets: str) -> str:
        """Put secrets where functions read them when they start, and return the ARN."""
        arn: str = self.client("secretsmanager").create_secret(Name=PROJECT, SecretString=json.dumps(secrets))["ARN"]
        return arn

    def upload(self, path: Path, stage: str) -> str:
        """Put a zip into the stage's bucket under its digest, and return its address: a direct upload ends at 50 MB."""
        bucket, key = self.settings[stage]["s3_bucket"], f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.zip"
        self.client("s3").upload_file(str(path), bucket, key)
        return f"s3://{bucket}/{key}"

    def write_settings(self, settings: dict[str, Any], environments: Mapping[str, Mapping[str, str]]) -> None:
        """Write the project's settings, completed for this account: `environments` are those of the functions, by stage.

        Zappa does not touch the address that it made up, for that one is Amazon's.
        """
        self.settings.clear()
        self.settings |= settings
        for name, environment in environments.items():
            self.settings[name] = self.settings[name] | {"aws_environment_variables": dict(environment), "touch": False}
        self._file.write_text(json.dumps(self.settings))

    def zappa(self, *arguments: str) -> str:
        """Run Zappa with these settings, and return what it said."""
        environment = {**CREDENTIALS, "PATH": "/usr/bin:/bin", "HOME": str(self.scratch), "VIRTUAL_ENV": str(self.tools.parent)}
        environment["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{self.port}"
        said = run([self.tools / "zappa", *arguments, "-s", self._file], environment=environment, folder=self.scratch)
        if re.search(r"^(Error|Oh no)", said, re.MULTILINE):
            raise FailedError(f"zappa {arguments[0]} went wrong:\n{said[-3_000:]}")
        return said

    def let_work(self, stage: str, queues: Queues) -> None:
        """Let a stage's function take the queue's messages, and answer which of a batch must come again; Zappa knows no such mapping."""
        self.client("lambda").create_event_source_mapping(
            EventSourceArn=queues.queue_arn,
            FunctionName=function_name(stage),
            BatchSize=10,
            FunctionResponseTypes=["ReportBatchItemFailures"],
        )

    def call(self, stage: str, event: object) -> tuple[str, Any]:
        """Call a stage's function, and return what kind of error it ended with, none when it is empty, and its answer."""
        answer = self.client("lambda").invoke(FunctionName=function_name(stage), Payload=json.dumps(event).encode())
        return answer.get("FunctionError", ""), json.loads(answer["Payload"].read())

    def api(self, stage: str) -> str:
        """Return where the emulator answers for a stage's API.

        Raises:
            FailedError: there is none.
        """
        found = [api for api in self.client("apigatewayv2").get_apis()["Items"] if api["Name"] == function_name(stage)]
        if len(found) != 1:
            raise FailedError(f"There are {len(found)} HTTP APIs of {stage}.")
        return f"/_aws/execute-api/{found[0]['ApiId']}/{stage}"

    def digest(self, stage: str) -> str:
        """Return the digest of the code that a stage's function runs."""
        found: str = self.client("lambda").get_function_configuration(FunctionName=function_name(stage))["CodeSha256"]
        return found

    def functions(self) -> list[str]:
        """Return the names of all functions."""
        return sorted(found["FunctionName"] for found in self.client("lambda").list_functions()["Functions"])

    def logs(self, name: str) -> list[str]:
        """Return what a function wrote, its last lines; none when it never ran."""
        logs = self.client("logs")
        try:
            events = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}", limit=2_000)["events"]
        except logs.exceptions.ResourceNotFoundException:
            return []
        return [line for event in events for line in event["message"].splitlines()][-400:]

    @property
    def _file(self) -> Path:
        return self.scratch / "zappa_settings.json"

    def _arn(self, sqs: Any, queue: str) -> str:
        arn: str = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        return arn


def function_name(stage: str) -> str:
    """Return what Zappa calls a stage's function."""
    return f"{PROJECT}-{stage.replace('_', '-')}"
