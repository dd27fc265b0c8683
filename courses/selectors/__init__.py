"""What the catalogue shows: reads that pages and GraphQL share."""

from courses.selectors.search import suggestions

__all__ = ["suggestions"]
