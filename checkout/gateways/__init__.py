"""The door to Stripe."""

from checkout.gateways.protocol import Gateway


def gateway() -> Gateway:
    """Return the way to Stripe that the settings name; its library is imported on the first call, not before."""
    from checkout.gateways.stripe import stripe_gateway  # noqa: PLC0415 -- 330 modules that a cold start can do without

    return stripe_gateway()
