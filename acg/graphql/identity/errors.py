class Refusal(Exception):  # noqa: N818 -- an answer, not an error of ours
    """A credential that is not believed. The reason is for our log; the client is told nothing of it."""


class Unavailable(Exception):  # noqa: N818 -- as above
    """A credential that cannot be looked at now: its issuer does not answer."""
