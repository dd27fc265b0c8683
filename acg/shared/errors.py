"""Errors that the people who cause them can act on."""


class DomainError(Exception):
    """A rule said no.

    Args:
        code: what went wrong, for programs: a word in snake case that never changes.
        message: what to do about it, for people: translated, without secrets.
        field: the input it is about, when it is about one.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
