from acg.shared.graph import enum
from students.models import Cause

GrantCauseEnum = enum(
    Cause,
    "GrantCause",
    "Why someone may learn.",
    ORDER="It was bought.",
    MEMBERSHIP="A membership opens it.",
    SEAT="An organisation gave one of its seats.",
    GIFT="Somebody gave it as a present.",
    STAFF="The staff gave it.",
    MIGRATION="It was brought along from elsewhere.",
)
