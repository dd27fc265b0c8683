"""Zappa's settings for one stage, with the network and environment that its stack made: what `zappa -s` deploys with.

    python -m acg.releasing.stage_settings STAGE OUTPUTS > build/zappa_settings.json

OUTPUTS is what `aws cloudformation describe-stacks` answers. There is no secret in it: the functions read those themselves.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROLES = ("web", "worker", "release")

Outputs = dict[str, str]


def outputs_of(answer: dict[str, Any]) -> Outputs:
    """Return the outputs of the one stack in an answer of CloudFormation's."""
    [stack] = answer["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def settings_of(stage: str, *, settings: dict[str, Any], outputs: Outputs) -> dict[str, Any]:
    """Return the settings with the functions of a stage completed.

    Args:
        stage: dev, staging or production.
        settings: what `zappa_settings.json` holds.
        outputs: of the stack of `infra/school.yaml`.
    """
    network = {
        "SubnetIds": outputs["SubnetIds"].split(","),
        "SecurityGroupIds": outputs["SecurityGroupIds"].split(","),
    }
    return settings | {
        f"{stage}_{role}": settings[f"{stage}_{role}"]
        | {"vpc_config": network, "aws_environment_variables": environment_of(stage, role=role, outputs=outputs)}
        for role in ROLES
    }


def environment_of(stage: str, *, role: str, outputs: Outputs) -> dict[str, str]:
    """Return a function's environment; its names are those of `.env.example`."""
    hosts = [outputs["SiteDomain"], *([outputs["ApiHost"]] if outputs.get("ApiHost") else [])]
    return {
        "STAGE": stage,
        "DEBUG": "0",
        "SITE_URL": f"https://{outputs['SiteDomain']}",
        "ALLOWED_HOSTS": ",".join(hosts),
        "SECRET_ARNS": outputs["SecretArns"],
        # A migration's session is its own: the proxy would hold a connection for it alone.
        "DATABASE_HOST": outputs["DatabaseHost" if role == "release" else "ProxyHost"],
        "EVENTS_TOPIC_ARN": outputs["FactTopicArn"],
        "AWS_STORAGE_BUCKET_NAME": f"cloud-school-{stage}",
        "CLOUDFRONT_DOMAIN": outputs["SiteDomain"],
        "CLOUDFRONT_KEY_ID": outputs["CookieKeyId"],
    }


def main() -> None:
    """Print the settings of the stage that the arguments name."""
    stage, answer = sys.argv[1:]
    settings = json.loads(Path("zappa_settings.json").read_text())
    outputs = outputs_of(json.loads(Path(answer).read_text()))
    sys.stdout.write(json.dumps(settings_of(stage, settings=settings, outputs=outputs), indent=4) + "\n")


if __name__ == "__main__":
    main()
