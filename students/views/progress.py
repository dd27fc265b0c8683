"""The heartbeats of players."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Lesson
from students.services import record_progress

Heard = tuple[UUID, dict[str, Any]]


@require_POST
@never_cache
def progress(request: HttpRequest) -> JsonResponse:
    """Count a heartbeat: `{lesson, session, seq, ranges, position}` in, a `students.services.Beat` out.

    400 for what no player sends, 401 without a session, 403 without the right, 404 without the lesson, 422 for a claim that makes no
    sense; each with a `code`. A player keeps its beat on 401, so that nothing is lost while its viewer signs in again.
    """
    if not isinstance(request.user, User):
        return _refusal(401, "unauthenticated", _("Sign in again. Your progress is kept until then."))
    try:
        lesson_id, beat = _heard(request.body)
    except (ValueError, TypeError, KeyError, AttributeError):
        return _refusal(400, "bad_request", _("This is not a heartbeat."))
    lesson = (
        Lesson.objects.select_related("course__instructor").defer("search", "course__search").filter(public_id=lesson_id).first()
    )
    if lesson is None:
        return _refusal(404, "not_found", _("There is no such lesson."))
    try:
        return JsonResponse(asdict(record_progress(user=request.user, lesson=lesson, **beat)))
    except DomainError as error:
        return _refusal(403 if error.code == "forbidden" else 422, error.code, error.message)


def _refusal(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


def _heard(body: bytes) -> Heard:
    """Return the lesson's public id and the rest of a heartbeat.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is none.
    """
    said = json.loads(body)
    seq = said["seq"]
    if not isinstance(seq, int) or isinstance(seq, bool):
        raise TypeError
    ranges = [(float(first), float(until)) for first, until in said["ranges"]]
    beat = {"session": UUID(said["session"]), "seq": seq, "ranges": ranges, "position": float(said["position"])}
    return UUID(said["lesson"]), beat
