"""The graph of what can be taught."""

from courses.schema.mutations import Mutation
from courses.schema.queries import Query
from courses.schema.types import CourseType, LearningPathType, LessonType

__all__ = ["CourseType", "LearningPathType", "LessonType", "Mutation", "Query"]
