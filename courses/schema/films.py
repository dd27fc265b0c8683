"""Authors send films: the graph gives the form and looks at what came; the bytes go from the browser straight to where they are kept."""

from typing import Any

import graphene
from django.conf import settings

from acg.shared import graph
from acg.shared.graph import (
    AUTHORS,
    PUBLIC,
    DateTime,
    Field,
    Row,
    Type,
    Weight,
    many,
    not_found,
    payload_row,
    to_global_id,
    uuid_from,
)
from courses import services
from courses.models import Course, Lesson
from courses.schema.types import LessonType
from videos.models import Video

UPLOAD = "VideoUpload"


class UploadFieldType(Type):
    """A field of a form that sends a file."""

    class Meta:
        access = PUBLIC
        name = "UploadField"

    name = Field(graphene.String, "Its name.")
    value = Field(graphene.String, "What it says, to the letter.")


class RequestVideoUpload(graph.Mutation):
    """Ask for the form that sends a film for a lesson. The lesson keeps what it has until `finishVideoUpload`."""

    access = AUTHORS

    class Input:
        lesson_id = graphene.ID(required=True, description="A lesson of the kind video.")
        content_type = graphene.String(required=True, description="`video/mp4` or `video/webm`.")
        is_replacement = graphene.Boolean(
            description="Whether it takes the place of the film that the lesson has, whose captions and poster then stay."
        )

    upload_id = Field(graphene.ID, "What `finishVideoUpload` asks for.", nullable=True)
    url = Field(graphene.String, "Where a multipart POST goes: the fields in their order, then the film as `file`.", nullable=True)
    fields = Field(many(UploadFieldType), "What stands before the file.", nullable=True, weight=Weight(size=10))
    ends_at = Field(DateTime, "Until when the form may be sent.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Make the form."""
        lesson = _own_lesson(info, values["lesson_id"])
        form = services.request_film(
            lesson=lesson,
            by=info.context.viewer,
            content_type=values["content_type"],
            is_replacement=bool(values.get("is_replacement")),
        )
        return {
            "upload_id": to_global_id(UPLOAD, form.video.public_id),
            "url": form.url if form.url.startswith("https://") else f"{settings.SITE_URL}{form.url}",
            "fields": [{"name": name, "value": value} for name, value in form.fields.items()],
            "ends_at": form.ends_at,
        }


class FinishVideoUpload(graph.Mutation):
    """Give a lesson the film that was sent for it, after a look at it: what is no film that browsers play is refused and removed."""

    access = AUTHORS

    class Input:
        lesson_id = graphene.ID(required=True, description="The lesson that the film is for.")
        upload_id = graphene.ID(required=True, description="Of `requestVideoUpload`, by the same person.")

    lesson = Field(LessonType, "The lesson as it is now.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Finish the upload."""
        lesson = _own_lesson(info, values["lesson_id"])
        public_id = uuid_from(values["upload_id"], UPLOAD, field="upload_id")
        video = Video.objects.filter(public_id=public_id, owner=info.context.viewer).first()
        if video is None:
            raise not_found()
        services.finish_film(lesson=lesson, video=video)
        return {"lesson": payload_row(info, "lesson", LessonType, Lesson.objects.filter(pk=lesson.pk))}


def _own_lesson(info: graphene.ResolveInfo, global_id: str) -> Lesson:
    """Return a lesson of a course that the viewer may change.

    Raises:
        CodedError: NOT_FOUND, also for one that exists and is another's.
    """
    public_id = uuid_from(global_id, "Lesson", field="lesson_id")
    written = Course.objects.authored_by(info.context.viewer)
    lesson = Lesson.objects.select_related("section__course", "video").filter(public_id=public_id, course__in=written).first()
    if lesson is None:
        raise not_found()
    return lesson
