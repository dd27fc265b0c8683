from django.apps import AppConfig


class SandboxConfig(AppConfig):
    """Stripe on a laptop: installed only when no key of a real account is set."""

    name = "checkout.sandbox"
    label = "sandbox"
