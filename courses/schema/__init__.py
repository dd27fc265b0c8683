"""The graph of what can be taught."""

from courses.schema.mutations import Mutation
from courses.schema.queries import Query
from courses.schema.types import CourseType, LessonType

__all__ = ["CourseType", "LessonType", "Mutation", "Query"]
