"""How fast the money goes: figures for `docs/payments.md`, taken on a scratch database; nothing here is ever asserted in a test."""
