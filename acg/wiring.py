"""What follows from what, across contexts: the one file that knows."""


def connect() -> None:
    """Connect both lists."""
