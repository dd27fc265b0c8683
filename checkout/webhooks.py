"""Where Stripe calls: check, keep, answer. What was kept is dealt with at once if it can be, else by the minute's timer."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from checkout.gateways.protocol import BadWebhook
from checkout.services import receive_webhook, settle

LARGEST_BODY = 1_000_000
LENGTH_DIGITS = 12

logger = logging.getLogger(__name__)


@csrf_exempt  # the signature over the body proves who calls
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the event is kept, 400 or 413 when it is not Stripe's, 503 when it could not be kept.

    Stripe delivers again after anything but 2xx (https://docs.stripe.com/webhooks): a kept event needs no second delivery, however
    dealing with it went.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        return HttpResponse("refused", status=400, content_type="text/plain")
    if len(length) > LENGTH_DIGITS or int(length) > LARGEST_BODY:
        return HttpResponse("too large", status=413, content_type="text/plain")
    try:
        event_id = receive_webhook(body=request.body, signature=request.headers.get("Stripe-Signature", ""))
    except (BadWebhook, UnreadablePostError) as error:
        logger.warning("delivery refused", extra={"reason": str(error) if isinstance(error, BadWebhook) else "unreadable"})
        return HttpResponse("refused", status=400, content_type="text/plain")
    except DatabaseError as error:
        logger.error("delivery could not be kept", extra={"error": type(error).__name__})  # noqa: TRY400 -- Stripe calls again; the outage has its own traces
        return HttpResponse("try again", status=503, content_type="text/plain", headers={"Retry-After": "5"})
    settle(event_id)
    return HttpResponse("ok", content_type="text/plain")
