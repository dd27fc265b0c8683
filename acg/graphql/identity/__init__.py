"""Who asks: the session of a browser or an app, or a token of an outside issuer."""

from acg.graphql.identity.asking import Identity, Refusal, Unavailable, identify

__all__ = ["Identity", "Refusal", "Unavailable", "identify"]
