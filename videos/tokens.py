"""Short-lived tokens in the paths of media files: who may fetch which video's files, until when.

The token stands in the folder part of the path, so that an address relative to a file (a playlist's segments) inherits it.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from acg.users.models import User

LIFETIME_SECONDS = 4 * 3600
ROUNDED_TO_SECONDS = 3600

PUBLIC_VIEWER = "public"  # what everyone may see: trailers, free previews

_signer = Signer(salt="videos.tokens")
_tickets = TimestampSigner(salt="videos.uploads")


def viewer_key(user: User | None) -> str:
    """Return the key that a signed-in viewer's tokens are bound to; without an account it is everyone's."""
    return f"user:{user.public_id}" if user else PUBLIC_VIEWER


def token_for(*, public_id: UUID, viewer_key: str) -> str:
    """Return a token for a video's files that holds for four to five hours.

    It ends at a full hour: reloading a page within the hour gives the same addresses, which the browser has kept.
    """
    ends = int(timezone.now().timestamp()) + LIFETIME_SECONDS
    ends += -ends % ROUNDED_TO_SECONDS
    return f"{ends:x}.{_signature(public_id, viewer_key, ends)}"


def seconds_left(*, token: str, public_id: UUID, viewer_keys: tuple[str, ...]) -> int:
    """Return how long the token still opens the video's files for a viewer with one of the keys; 0 when it does not."""
    moment, _dot, signature = token.partition(".")
    try:
        ends = int(moment, 16)
    except ValueError:
        return 0
    left = ends - int(timezone.now().timestamp())
    if not 0 < left <= LIFETIME_SECONDS + ROUNDED_TO_SECONDS:
        return 0
    genuine = any(constant_time_compare(signature, _signature(public_id, key, ends)) for key in viewer_keys)
    return left if genuine else 0


def _signature(public_id: UUID, viewer_key: str, ends: int) -> str:
    return _signer.signature(f"{public_id}/{viewer_key}/{ends}")


def ticket_for(*, name: str, content_type: str) -> str:
    """Return what lets a laptop's form store a file under a name, of a type."""
    return _tickets.sign_object([name, content_type])


def read_ticket(ticket: str, *, seconds: int) -> tuple[str, str] | None:
    """Return the name and the type that a ticket was made for; None when it is over or none of ours.

    Args:
        ticket: as the form brings it.
        seconds: that it lasts.
    """
    try:
        name, content_type = _tickets.unsign_object(ticket, max_age=seconds)
    except (BadSignature, ValueError):
        return None
    return name, content_type
