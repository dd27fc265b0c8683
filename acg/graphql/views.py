from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from acg.graphql import http
from acg.graphql.budget import purse_of
from acg.graphql.context import Context
from acg.graphql.errors import unforeseen
from acg.graphql.execution import Executor, Request
from acg.graphql.identity import Refusal, Unavailable, identify
from acg.schema import schema
from acg.users.models import Role

executor = Executor(schema)


def graphql(request: HttpRequest) -> HttpResponseBase:
    """Answer a GraphQL request; show the tool for writing them to those who may ask for the schema."""
    if request.method == "GET" and "text/html" in request.headers.get("Accept", "") and _may_introspect(Context(request)):
        return graphiql(request)
    media_type = http.JSON
    try:
        if request.method not in {"POST", "GET"}:
            raise http.BadRequest(405, "METHOD_NOT_ALLOWED", _("Send requests by POST."))  # noqa: TRY301 -- one way out
        is_post = request.method == "POST"
        asked = None if is_post else http.read_address(request)
        media_type = http.answer_type(request)
        asked = asked or http.read(request)
        context = _context(request)
        _check_trusted(asked, context)
        purse = purse_of(context)
        answer = executor.answer(asked, context, purse=purse, may_introspect="__" in asked.query and _may_introspect(context))
        if is_post:
            return http.response(answer, media_type, purse.headers())
        return http.keepable(request, http.response(answer, media_type, {}))
    except http.BadRequest as error:
        refused = http.refusal(error, media_type)
        if error.status == 405:  # noqa: PLR2004 -- HTTP wants it said
            refused["Allow"] = "POST"
        if error.status == 401:  # noqa: PLR2004 -- as above
            refused["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return refused
    except Exception as error:  # noqa: BLE001 -- a client gets JSON whatever happens; it is logged
        return http.refusal(http.BadRequest(500, "INTERNAL", unforeseen(error).message), media_type)


def _context(request: HttpRequest) -> Context:
    """Return who asks; a token that is not believed is told so, and nothing of why."""
    try:
        identity = identify(request)
    except Refusal:
        raise http.BadRequest(401, "UNAUTHENTICATED", _("Please sign in.")) from None
    except Unavailable:
        raise http.BadRequest(503, "UNAVAILABLE", _("Your token cannot be verified now: try again in a moment.")) from None
    if identity and identity.user:
        request.user = identity.user  # what is noted about the request is noted about them
    return Context(request, identity=identity)


def _check_trusted(asked: Request, context: Context) -> None:
    """Refuse what is not registered where a deployment is set to serve nothing else; staff may ask what they like."""
    if settings.GRAPHQL_TRUSTED_ONLY and not asked.is_trusted and not (context.viewer and context.viewer.role == Role.STAFF):
        raise http.BadRequest(403, "DOCUMENT_NOT_TRUSTED", _("Only registered documents are answered here."))


def _may_introspect(context: Context) -> bool:
    return settings.DEBUG or (context.viewer is not None and context.viewer.role == Role.STAFF)


@csp_replace(
    {"style-src": [SELF, UNSAFE_INLINE], "font-src": [SELF, "data:"]}
)  # its editor writes style elements as it goes; scripts stay as closed as everywhere
def graphiql(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL, which comes with the school: nothing is loaded from elsewhere."""
    return render(request, "graphiql.html")
