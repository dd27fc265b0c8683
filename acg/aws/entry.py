"""The function that Lambda calls: every event that the school takes, by an allow-list, and no other.

Django is loaded when this module is imported: in the phase before the first request, which a SnapStart snapshot keeps. Zappa packs and
deploys it (`lambda_handler`), and its own handler stays out: that one runs any function that an SNS message names.
"""

import gc
import logging
from typing import Any

from acg.aws.start import application  # isort: skip  # loads Django, before anything that needs its applications

from acg import visitor_urls  # noqa: F401 -- the addresses load what answers, which else the first visitor waits for
from acg.aws import snapshot
from acg.aws.records import is_batch, take_batch
from acg.aws.web import http_handler, is_http

logger = logging.getLogger(__name__)

answer = http_handler(application)
snapshot.register()
gc.freeze()  # what was loaded stays, so nobody need look through it again
gc.enable()


class EventRefusedError(Exception):
    """The function was called with something that the school does not take."""


def handler(event: Any, context: Any) -> dict[str, Any]:
    """Answer one event of Lambda.

    Args:
        event: a request from API Gateway (payload 1.0 or 2.0) or a function URL; a batch of SQS; or `{"schedule": "minute"}` or
            `"nightly"`, the constant input of a timer; or `{"release": <step>}`, a step of a release (`acg/releasing/steps.py`).
        context: Lambda's own, handed on to the request.

    Returns:
        The response; which messages of a batch must come again; which jobs of the timer failed; or what became of the step.

    Raises:
        EventRefusedError: it is none of these; the log has the names of its fields, not what they hold.
    """
    if isinstance(event, dict):
        if is_http(event):
            return answer(event, context)
        if is_batch(event):
            return take_batch(event["Records"])
        if event.keys() == {"schedule"}:
            from acg.schedule import JOBS  # noqa: PLC0415 -- nobody who waits for a page needs them

            if job := JOBS.get(str(event["schedule"])):
                return {"failed": job()}
        if event.keys() == {"release"}:
            from acg.releasing.steps import STEPS, run_step  # noqa: PLC0415 -- as above

            if str(event["release"]) in STEPS:
                return run_step(str(event["release"]))
    fields = sorted(map(str, event))[:20] if isinstance(event, dict) else []
    logger.error("event refused", extra={"event_kind": type(event).__name__, "event_fields": fields})
    raise EventRefusedError("The school does not take this event.")
