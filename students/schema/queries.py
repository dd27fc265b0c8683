from datetime import datetime
from typing import Any
from uuid import UUID

import graphene
from django.db.models import QuerySet

from acg.shared.graph import Field, Row, Selection, connection_field, page, row_of
from acg.shared.keyset import Order
from acg.shared.prepared import Read
from students.models import Enrollment
from students.schema.types import (
    AttemptConnection,
    AttemptType,
    EnrollmentConnection,
    EnrollmentType,
    GrantConnection,
    GrantType,
    own_enrollments,
)

BY_SEEN = Order("seen", ("last_seen_at", "public_id"), (datetime, UUID))
BY_CREATED = Order("created", ("created_at", "public_id"), (datetime, UUID))
BY_STARTED = Order("started", ("started_at", "public_id"), (datetime, UUID))


def _enrollments(_viewer: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(EnrollmentType, Read(own_enrollments, (), {"viewer": info.context.viewer.pk}), BY_SEEN, info, **part)


def _grants(_viewer: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(GrantType, GrantType.visible(info), BY_CREATED, info, **part)


def _attempts(_viewer: Any, info: graphene.ResolveInfo, **part: Any) -> Row:
    return page(AttemptType, AttemptType.visible(info), BY_STARTED, info, **part)


def _continue_learning(_viewer: Any, info: graphene.ResolveInfo) -> Row | None:
    return row_of(EnrollmentType, Read(_started, (), {"viewer": info.context.viewer.pk}), Selection.of(info), info)


def _started() -> "QuerySet[Enrollment]":
    return own_enrollments().filter(completed_at=None).order_by(*BY_SEEN.order_by)


class Viewer:
    """What the viewer learns."""

    enrollments = connection_field(
        EnrollmentConnection, "The courses that they take part in, last seen first.", resolver=_enrollments
    )
    grants = connection_field(GrantConnection, "Why they may learn, newest first.", resolver=_grants)
    attempts = connection_field(AttemptConnection, "Their quizzes and practice exams, newest first.", resolver=_attempts)
    continue_learning = Field(
        EnrollmentType,
        "The course to go on with: the one last seen that is not completed; null when there is none.",
        nullable=True,
        resolver=_continue_learning,
    )
