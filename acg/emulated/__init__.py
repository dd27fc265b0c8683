"""The school deployed on this machine: Zappa and an emulator of AWS do what they would do there, on the loopback.

`python -m acg.emulated ZIP` is what `make deploy-emulated` calls. Nothing of Django is loaded in its own process, and nothing of it goes
into the zip.
"""
