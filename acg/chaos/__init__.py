"""The proof that the money cannot be lost: thousands of purchases while workers are killed and the database is restarted.

`make chaos` runs it (docs/payments.md says how to read what it prints). Everything happens on this machine, over its loopback, in a
database of its own: the school's real code in processes that are killed with -9, Stripe's stand-in served over HTTP by others, and a
world of buyers that knows by itself what must be true in the end.
"""
