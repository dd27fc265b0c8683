"""What other services of the school may know about a learner."""

import graphene

from acg.shared.graph import SERVER, DateTime, Field, Type, not_found, uuid_from
from students.selectors import Standing, standing_of


class StandingType(Type):
    """How a person stands to a course."""

    class Meta:
        access = SERVER
        name = "Standing"

    may_learn = Field(graphene.Boolean, "Whether they may open its lessons now.")
    started_at = Field(DateTime, "Since when they take part; null when they do not.", nullable=True)
    completed_at = Field(DateTime, "When all lessons were done for the first time; null before.", nullable=True)
    percent = Field(graphene.Int, "What share of the lessons is done, in per cent, rounded down.")


def _standing(_root: object, _info: graphene.ResolveInfo, *, person_id: str, course_id: str) -> Standing:
    found = standing_of(
        person_id=uuid_from(person_id, "Person", field="person_id"), course_id=uuid_from(course_id, "Course", field="course_id")
    )
    if found is None:
        raise not_found()
    return found


class Query:
    """What services ask about learning."""

    standing = Field(
        StandingType,
        "Whether a person may take a course, and how far they are: for the school's other services.",
        access=SERVER,
        nullable=True,
        resolver=_standing,
        person_id=graphene.ID(required=True, description="The person's `personId`, which they know as viewer."),
        course_id=graphene.ID(required=True, description="The course."),
    )
