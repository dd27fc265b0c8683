"""What schemathesis holds every answer against; it runs in that tool's own environment, where nothing of the school is installed."""

import json
import os
from typing import Any

import schemathesis

CODES = set(os.environ["FUZZ_CODES"].split(","))
OURS = "INTERNAL"
SERVER_ERRORS = 500


@schemathesis.check  # type: ignore[untyped-decorator]  # the tool is not installed where types are checked
def errors_are_coded(_context: Any, response: Any, _case: Any) -> None:
    """Every answer is JSON, none is an error of ours, and every error has a code that `docs/api.md` explains."""
    body = json.loads(response.content)
    if response.status_code >= SERVER_ERRORS or not isinstance(body, dict):
        raise AssertionError(f"status {response.status_code}: {body}")
    for error in body.get("errors", []):
        if error.get("extensions", {}).get("code") not in CODES - {OURS}:
            raise AssertionError(f"not coded, or ours: {error}")
