"""GraphQL over HTTP: what a request must be, and in which type it is answered (graphql.github.io/graphql-over-http/draft)."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from acg.graphql.execution import Answer, Request
from acg.graphql.trusted import document_id, trusted
from acg.kept import CREDENTIALS, SECONDS_KEPT, for_everyone
from acg.shared.graph.errors import CodedError

MAX_BODY = 100_000
JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"


@dataclass(frozen=True, slots=True)
class BadRequest(Exception):  # noqa: N818 -- an answer, not an error of ours
    """A request that is not one.

    Args:
        status: of HTTP.
        code: for programs.
        message: for people.
    """

    status: int
    code: str
    message: str


def answer_type(request: HttpRequest) -> str:
    """Return the media type to answer in: the one that the client likes best, JSON when it does not say.

    Raises:
        BadRequest: 406 when it takes neither.
    """
    accept = request.headers.get("Accept", "")
    if not accept.strip():
        return JSON
    best, best_quality = "", 0.0
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        offered = {RESPONSE_JSON: RESPONSE_JSON, JSON: JSON, "application/*": JSON, "*/*": JSON}.get(media, "")
        quality = _quality(parameters)
        if offered and quality > best_quality:
            best, best_quality = offered, quality
    if not best:
        raise BadRequest(406, "NOT_ACCEPTABLE", _("Answers are JSON: accept application/graphql-response+json."))
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def read(request: HttpRequest) -> Request:
    """Return what a POST asks.

    Raises:
        BadRequest: it is not JSON, too large, from another site, or not shaped as a request; the document's id is unknown.
    """
    _check_type(request)
    _check_origin(request)
    body = _body(request)
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _malformed(_("The body is not JSON in UTF-8.")) from None
    if not isinstance(asked, dict):
        raise _malformed(_("The body must be one JSON object: requests are not batched."))
    found = _shaped(asked)
    if b"\\u0000" in body and _has_nul(found.variables):
        raise _malformed(_("A text must not contain the character NUL."))
    return found


def read_address(request: HttpRequest) -> Request:
    """Return what a GET asks: a trusted document, by its id or in full, with variables as JSON.

    Raises:
        BadRequest: 405 when it asks something else; or as for a POST.
    """
    _check_origin(request)
    asked: dict[str, Any] = dict(request.GET.items())
    if not asked.keys() & {"query", "documentId"}:
        raise BadRequest(405, "METHOD_NOT_ALLOWED", _("Send requests by POST."))
    for name in ("variables", "extensions"):
        if asked.get(name):
            try:
                asked[name] = orjson.loads(asked[name])
            except orjson.JSONDecodeError:
                raise _malformed(_("“%(name)s” is not JSON.") % {"name": name}) from None
        else:
            asked.pop(name, None)
    found = _shaped(asked)
    if not found.is_trusted:
        raise BadRequest(405, "METHOD_NOT_ALLOWED", _("Only trusted documents can be asked by GET: send others by POST."))
    if _has_nul(found.variables):
        raise _malformed(_("A text must not contain the character NUL."))
    return replace(found, by_get=True)


def _shaped(asked: dict[str, Any]) -> Request:
    """Return the request of its parameters."""
    query, name = asked.get("query"), asked.get("operationName")
    variables, extensions = asked.get("variables"), asked.get("extensions")
    if (key := asked.get("documentId")) is not None:
        if query is not None or not isinstance(key, str):
            raise _malformed(_("Send either a “query” or a “documentId”, which is a text."))
        query = trusted().get(key)
        if query is None:
            raise BadRequest(400, "DOCUMENT_NOT_FOUND", _("No document with this id is registered."))
    if not isinstance(query, str):
        raise _malformed(_("The body must have the document as its “query”."))
    if name is not None and not isinstance(name, str):
        raise _malformed(_("“operationName” must be a text."))
    if variables is not None and not isinstance(variables, dict):
        raise _malformed(_("“variables” must be an object."))
    if extensions is not None and not isinstance(extensions, dict):
        raise _malformed(_("“extensions” must be an object."))
    is_trusted = document_id(query) in trusted()
    return Request(query=query, variables=variables, operation_name=name, is_trusted=is_trusted)


def _check_type(request: HttpRequest) -> None:
    """Let JSON in only: a browser sends forms across sites without asking first, JSON never."""
    charset = request.content_params.get("charset", "utf-8").lower() if request.content_params else "utf-8"
    if request.content_type != JSON or charset not in {"utf-8", "utf8"}:
        raise BadRequest(415, "UNSUPPORTED_MEDIA_TYPE", _("Send application/json in UTF-8."))


def _check_origin(request: HttpRequest) -> None:
    """Refuse pages of other sites, whose visitors' cookies would come along."""
    origin = request.headers.get("Origin")
    if origin is None:
        is_foreign = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
    else:
        own = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS}
        is_foreign = urlsplit(origin).scheme not in {"http", "https"} or origin not in own
    if is_foreign:
        raise BadRequest(403, "FORBIDDEN", _("Requests from pages of other sites are refused."))


def _body(request: HttpRequest) -> bytes:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BODY:
        raise BadRequest(413, "PAYLOAD_TOO_LARGE", _("A request may have %(most)d bytes.") % {"most": MAX_BODY})
    return request.read(MAX_BODY)


def _malformed(message: str) -> BadRequest:
    return BadRequest(400, "BAD_REQUEST", message)


def _has_nul(value: Any) -> bool:
    pending = [value]
    while pending:
        found = pending.pop()
        if isinstance(found, str):
            if "\0" in found:
                return True
        elif isinstance(found, dict):
            pending.extend([*found, *found.values()])
        elif isinstance(found, list):
            pending.extend(found)
    return False


def response(answer: Answer, media_type: str, headers: dict[str, str]) -> HttpResponse:
    """Return an answer as HTTP: a refused request is 400 in the newer type (429 when it must wait), and 200 in the older.

    Args:
        answer: what the client is told.
        media_type: it is told in.
        headers: what the answer says about the client's budget.
    """
    codes = {error["extensions"]["code"] for error in answer.body.get("errors", [])}
    wait = next((e["extensions"]["retryAfter"] for e in answer.body.get("errors", []) if "retryAfter" in e["extensions"]), None)
    refused = 429 if wait else 400
    status = refused if not answer.is_executed and media_type == RESPONSE_JSON else 200
    told = _json(answer.body, media_type, 405 if "METHOD_NOT_ALLOWED" in codes else status)
    for name, value in headers.items():
        told[name] = value
    if wait:
        told["Retry-After"] = str(wait)
    return told


def keepable(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let browsers and the CDN keep what everybody sees: the answer to a GET by nobody in particular, without errors.

    Returns:
        The answer with its ETag, or 304 when the client has it already.
    """
    patch_vary_headers(answer, ["Accept", "Accept-Language", "Cookie", *CREDENTIALS])
    is_somebodys = settings.SESSION_COOKIE_NAME in request.COOKIES or any(name in request.headers for name in CREDENTIALS)
    if is_somebodys or answer.status_code != 200 or b'"errors"' in answer.content:  # noqa: PLR2004 -- HTTP's OK
        return answer
    return for_everyone(request, answer, browser_seconds=SECONDS_KEPT)


def refusal(error: BadRequest, media_type: str = JSON) -> HttpResponse:
    """Return the answer to what is no request, or to a failure of ours."""
    coded = CodedError(error.code, error.message)
    return _json({"errors": [{"message": coded.message, "extensions": coded.extensions}]}, media_type, error.status)


def _json(body: dict[str, Any], media_type: str, status: int) -> HttpResponse:
    answer = HttpResponse(orjson.dumps(body), content_type=f"{media_type}; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
