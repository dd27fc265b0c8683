from django.db import models

from acg.shared.graph import enum
from courses.models import Kind, LessonKind, Level, Provider


class Order(models.TextChoices):
    """The orders of the catalogue, by their names in `courses.selectors`."""

    POPULAR = "popular"
    NEWEST = "newest"
    BEST = "best"
    RELEVANCE = "relevance"


ProviderEnum = enum(
    Provider,
    "Provider",
    "Whose cloud or technology it is.",
    AWS="Amazon Web Services.",
    AZURE="Microsoft Azure.",
    GOOGLE="Google Cloud.",
    KUBERNETES="Kubernetes.",
    LINUX="Linux.",
    OTHER="None of the others.",
)
LevelEnum = enum(
    Level,
    "Level",
    "How much a course presumes.",
    FOUNDATIONAL="Nothing.",
    ASSOCIATE="Some months of practice.",
    PROFESSIONAL="Years of practice.",
)
CourseKindEnum = enum(
    Kind,
    "CourseKind",
    "What kind of course it is.",
    COURSE="It is bought, learned and finished.",
    SERIES="It is free and episodic, and has a feed.",
)
LessonKindEnum = enum(
    LessonKind,
    "LessonKind",
    "How a lesson teaches.",
    VIDEO="By a film.",
    ARTICLE="By a text.",
    QUIZ="By a few questions.",
    EXAM="By a practice exam, against the clock.",
)
CourseOrderEnum = enum(
    Order,
    "CourseOrder",
    "The order of the catalogue.",
    POPULAR="Most learners first.",
    NEWEST="Last published first.",
    BEST="Best rated first.",
    RELEVANCE="What fits the search best first; only with a search, and then the default.",
)
