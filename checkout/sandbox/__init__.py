"""Stripe on a laptop: the parts of its HTTP interface that the school uses, and its hosted payment page.

Installed only when no key of a Stripe account is set. The product reaches it like Stripe: through the official library, by its base
address, and hears from it through signed webhooks. Nothing else of the project knows that it exists.
"""
