"""A look at everything that a deployment needs, which changes nothing: what is well, what is broken, and what to do about it."""

from acg.releasing.doctor.aws import AWS_CHECKS
from acg.releasing.doctor.findings import Finding, State, looked_at
from acg.releasing.doctor.here import CHECKS_HERE

__all__ = ["Finding", "State", "examine"]


def examine() -> list[Finding]:
    """Return what each check found; one that fails itself is `unknown` and stops no other."""
    return [finding for check in (*CHECKS_HERE, *AWS_CHECKS) for finding in looked_at(check)]
