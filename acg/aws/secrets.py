"""A deployment's secrets, read once when a function starts, into the environment that the settings read.

They lie in Secrets Manager as JSON objects whose names are those of `.env.example`; neither the zip nor a function's configuration
has them.
"""

import json
import os
from typing import Any
from urllib.parse import quote

CONNECT_SECONDS, READ_SECONDS = 2, 3


class SecretMissingError(Exception):
    """A secret has no value, or one that is no JSON object; it is named, and not shown."""


def load_secrets() -> None:
    """Put the secrets that SECRET_ARNS names into the environment; what is set there already stays.

    The database's secret, which RDS keeps, becomes DATABASE_URL with the host in DATABASE_HOST.

    Raises:
        SecretMissingError: one cannot be used: the function does not start.
    """
    arns = [arn for arn in os.environ.get("SECRET_ARNS", "").split(",") if arn]
    for arn in arns:
        for name, value in _variables(_secret(arn)).items():
            os.environ.setdefault(name, value)


def _variables(secret: dict[str, Any]) -> dict[str, str]:
    """Return the variables that a secret stands for."""
    if {"username", "password"} <= secret.keys():
        who = f"{quote(secret['username'], safe='')}:{quote(secret['password'], safe='')}"
        where = f"{os.environ.get('DATABASE_HOST') or secret['host']}:{secret.get('port', 5432)}"
        return {"DATABASE_URL": f"postgresql://{who}@{where}/{secret.get('dbname', 'school')}?sslmode=require"}
    return {name: str(value) for name, value in secret.items() if value}


def _secret(arn: str) -> dict[str, Any]:
    import boto3  # noqa: PLC0415 -- heavy, and only a deployment has secrets there
    from botocore.config import Config  # noqa: PLC0415 -- as above
    from botocore.exceptions import ClientError  # noqa: PLC0415 -- as above

    config = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    client = boto3.client("secretsmanager", region_name=arn.split(":")[3], config=config)
    name = arn.rpartition(":")[2]
    try:
        value = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    except (ClientError, ValueError) as error:
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else "it is no JSON"
        raise SecretMissingError(f"The secret {name} cannot be used: {code}.") from None
    if not isinstance(value, dict):
        raise SecretMissingError(f"The secret {name} cannot be used: it is no JSON object.")
    return value
