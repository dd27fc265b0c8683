"""The codes of errors, what they mean, and the HTTP status of an answer that is nothing but such an error.

The table in `docs/api.md` is made of this (`manage.py api_reference --write`); a test compares it with what the sources raise.
"""

from acg.shared.values import frozen

OK, BAD, SOME = 200, 400, 429


@frozen
class Code:
    """A code.

    Args:
        status: of HTTP, in `application/graphql-response+json`; 200 where the rest of the answer is there.
        meaning: for those who write clients.
    """

    status: int
    meaning: str


CODES = {
    "BAD_REQUEST": Code(BAD, "The body is no request in JSON."),
    "METHOD_NOT_ALLOWED": Code(405, "Send it by POST; by GET only registered documents that change nothing."),
    "NOT_ACCEPTABLE": Code(406, "Accept one of the two JSON types."),
    "PAYLOAD_TOO_LARGE": Code(413, "The body is larger than 100 kB."),
    "UNSUPPORTED_MEDIA_TYPE": Code(415, "Send `application/json` in UTF-8."),
    "GRAPHQL_PARSE_FAILED": Code(BAD, "The document is not GraphQL."),
    "GRAPHQL_VALIDATION_FAILED": Code(BAD, "The document does not fit the schema."),
    "OPERATION_RESOLUTION_FAILURE": Code(BAD, "The document has no such operation, or several and none was named."),
    "DOCUMENT_NOT_FOUND": Code(BAD, "No document is registered under this id."),
    "DOCUMENT_NOT_TRUSTED": Code(403, "This school answers registered documents only."),
    "LIMIT_EXCEEDED": Code(BAD, "The document is too large; `limit` says in what."),
    "COST_LIMIT": Code(BAD, "The operation is too dear for one request; `cost` says how dear. Ask for smaller pages."),
    "THROTTLED": Code(SOME, "Too much at once. Send it again after `retryAfter` seconds; nothing was done."),
    "RETRY_MISMATCH": Code(BAD, "This `clientMutationId` stands for another request."),
    "RETRY_UNDER_WAY": Code(BAD, "The same request is being answered just now. Send it again in a moment."),
    "BAD_USER_INPUT": Code(OK, "An argument is wrong; `field` says which, `reason` is the rule's own word. 400 for a variable."),
    "UNAUTHENTICATED": Code(OK, "Sign in first. 401 for a token that is not taken."),
    "FORBIDDEN": Code(OK, "Not for this person. 403 for a page of another site, 400 for asking about the schema."),
    "NOT_FOUND": Code(OK, "It does not exist, or not for this person: the two answer alike."),
    "UNAVAILABLE": Code(503, "A token cannot be verified now, for its issuer does not answer. Send it again in a moment."),
    "INTERNAL": Code(500, "Our fault; it is logged under the number in the message. 200 where the rest of the answer is there."),
}
