"""What Stripe's library says, in the protocol's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checkout.gateways.protocol import GatewayBusy, GatewayRefused, GatewayUnavailable

if TYPE_CHECKING:
    import stripe

SERVER_ERROR = 500


@contextmanager
def translated() -> Iterator[None]:
    """Turn the library's errors into the protocol's, keeping only words that are safe to log."""
    import stripe  # noqa: PLC0415 -- 330 modules that a cold start can do without

    try:
        yield
    except stripe.APIConnectionError as error:
        raise GatewayUnavailable("unreachable", is_answered=False) from error
    except stripe.RateLimitError as error:
        raise GatewayUnavailable("rate_limit", is_answered=False) from error
    except stripe.StripeError as error:
        status, code = error.http_status or 0, error.code or type(error).__name__
        if status == 409:  # noqa: PLR2004 -- HTTP's Conflict: https://docs.stripe.com/api/errors
            raise GatewayBusy("busy", is_answered=False) from error
        if status >= SERVER_ERROR or isinstance(error, stripe.APIError):
            raise GatewayUnavailable(f"http_{status}", is_answered=True) from error
        raise GatewayRefused(code, is_answered=True) from error


def id_of(thing: "stripe.StripeObject", name: str) -> str:
    """Return the id behind an expandable field, expanded or not, or nothing."""
    value = getattr(thing, name, None)
    return value if isinstance(value, str) else str(getattr(value, "id", "") or "")


def metadata_of(thing: "stripe.StripeObject") -> dict[str, str]:
    """Return the labels of an object."""
    metadata = getattr(thing, "metadata", None)
    return {str(key): text_of(value) for key, value in metadata.to_dict().items()} if metadata else {}


def text_of(value: object) -> str:
    """Return what a person may have typed, without the one character that PostgreSQL cannot keep."""
    return str(value or "").replace("\0", "")
