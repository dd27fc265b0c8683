import factory
from django.core.files.base import ContentFile

from videos.models import Video, VideoState
from videos.services import add_captions
from videos.tests.films import VTT, mp4


class VideoFactory(factory.django.DjangoModelFactory[Video]):
    """A ready film of 40 seconds; `captions=["en", "es"]` gives it two cues in each language."""

    class Meta:
        model = Video
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Film {n}")
    state = VideoState.READY
    source = factory.LazyFunction(lambda: ContentFile(mp4(), name="source.mp4"))
    duration_seconds = 40

    @factory.post_generation
    def captions(self, create, extracted, **kwargs):  # noqa: ARG002 -- factory_boy's signature
        for language in extracted or []:
            add_captions(video=self, language=language, text=VTT)
