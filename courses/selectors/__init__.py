"""What the catalogue shows: reads that pages and GraphQL share."""

from courses.selectors.catalogue import CARD, ORDERS, CardRow, card_rows, catalogue_page
from courses.selectors.counting import Facets, FacetValue, facets
from courses.selectors.filters import DURATIONS, Filters
from courses.selectors.search import LessonHit, Suggestion, lessons_matching, suggestions

__all__ = [
    "CARD",
    "DURATIONS",
    "ORDERS",
    "CardRow",
    "FacetValue",
    "Facets",
    "Filters",
    "LessonHit",
    "Suggestion",
    "card_rows",
    "catalogue_page",
    "facets",
    "lessons_matching",
    "suggestions",
]
