"""Memberships: what follows from Stripe's subscriptions and invoices, and what a member may ask of them."""
