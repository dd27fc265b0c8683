"""Events as the gateways and queues send them; shapes from AWS's documentation of the Lambda integrations."""

import base64
from typing import Any

SEEN_ADDRESS, CLAIMED_ADDRESS = "203.0.113.7", "6.6.6.6"
HOST = "testserver"


def v1(
    path: str = "/healthz", *, method: str = "GET", body: bytes | None = None, binary: bool = False, **headers: str
) -> dict[str, Any]:
    """Return a request with payload 1.0 (REST API)."""
    sent = _headers(headers)
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "requestContext": {"stage": "dev", "identity": {"sourceIp": SEEN_ADDRESS}},
        **_body(body, binary=binary),
    }


def v2(
    path: str = "/healthz", *, method: str = "GET", body: bytes | None = None, binary: bool = False, **headers: str
) -> dict[str, Any]:
    """Return a request with payload 2.0, as an HTTP API sends it."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {name.lower(): value for name, value in _headers(headers).items()},
        "requestContext": {
            "stage": "$default",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": SEEN_ADDRESS},
        },
        **_body(body, binary=binary),
    }


def url(
    path: str = "/healthz", *, method: str = "GET", body: bytes | None = None, binary: bool = False, **headers: str
) -> dict[str, Any]:
    """Return a request with payload 2.0, as a function URL sends it.

    https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
    """
    event = v2(path, method=method, body=body, binary=binary, **headers)
    name = "abcdefghijklmnopqrstuvwxyz012345"
    event["requestContext"] |= {
        "accountId": "anonymous",
        "apiId": name,
        "authentication": None,
        "authorizer": None,
        "domainName": f"{name}.lambda-url.eu-central-1.on.aws",
        "domainPrefix": name,
        "requestId": "id",
        "routeKey": "$default",
        "time": "12/Mar/2026:19:03:58 +0000",
        "timeEpoch": 1773342238000,
    }
    return event | {"pathParameters": None, "stageVariables": None, "cookies": []}


def batch(*bodies: str) -> dict[str, Any]:
    """Return a batch of SQS, its messages m1, m2 ..."""
    return {
        "Records": [
            {"messageId": f"m{number}", "body": body, "eventSource": "aws:sqs", "attributes": {}}
            for number, body in enumerate(bodies, 1)
        ]
    }


def _headers(more: dict[str, str]) -> dict[str, str]:
    given = {name.replace("_", "-").title(): value for name, value in more.items()}
    return {"Host": HOST, "X-Forwarded-For": f"{CLAIMED_ADDRESS}, {SEEN_ADDRESS}", "X-Forwarded-Proto": "https", **given}


def _body(body: bytes | None, *, binary: bool) -> dict[str, Any]:
    if body is None:
        return {"body": None, "isBase64Encoded": False}
    return {"body": base64.b64encode(body).decode() if binary else body.decode(), "isBase64Encoded": binary}
