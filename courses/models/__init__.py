"""What can be taught: catalogue, certifications, question banks."""

from courses.models.catalogue import (
    Course,
    CourseImage,
    Instructor,
    Kind,
    LearningPath,
    LearningPathStep,
    Lesson,
    LessonKind,
    LessonResource,
    Level,
    Review,
    Section,
    Tag,
)
from courses.models.certifications import Certification, Domain, ExamVersion, Provider, TaskStatement
from courses.models.questions import Option, Question, QuestionPool

__all__ = [
    "Certification",
    "Course",
    "CourseImage",
    "Domain",
    "ExamVersion",
    "Instructor",
    "Kind",
    "LearningPath",
    "LearningPathStep",
    "Lesson",
    "LessonKind",
    "LessonResource",
    "Level",
    "Option",
    "Provider",
    "Question",
    "QuestionPool",
    "Review",
    "Section",
    "Tag",
    "TaskStatement",
]
