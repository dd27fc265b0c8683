import pytest
from django.utils import translation

from videos.models import VideoState
from videos.selectors import Caption, file_of, playback
from videos.tests.factories import VideoFactory
from videos.tokens import PUBLIC_VIEWER

pytestmark = pytest.mark.django_db


def folder_and_name(url):
    return url.rsplit("/", 1)


def test_all_that_a_player_needs_in_two_queries(django_assert_num_queries):
    video = VideoFactory(captions=["es", "en"])
    tracks = {track.language: track for track in video.captions.all()}
    with django_assert_num_queries(2):
        found = playback(video=video, viewer_key="user:a")
    folder, name = folder_and_name(found.url)
    assert folder.startswith(f"/videos/{video.public_id}/")
    assert video.source.name.endswith(f"/{name}")
    assert (found.content_type, found.poster_url, found.duration_seconds) == ("video/mp4", "", 40)
    assert found.captions == [
        Caption(language, f"{folder}/{tracks[language].file.name.rpartition('/')[2]}") for language in ("en", "es")
    ]
    assert found.transcript_language == "en"
    assert [cue.text for cue in found.transcript] == ["The landlord keeps the roof tight.", "You lock your own door."]


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [(["en", "es"], "es"), (["en", "fr"], "en"), (["de", "fr"], "de"), (["es-419", "en"], "es-419"), ([], "")],
)
def test_the_transcript_is_in_the_viewers_language_if_it_can(languages, spoken):
    video = VideoFactory(captions=languages)
    with translation.override("es"):
        found = playback(video=video, viewer_key=PUBLIC_VIEWER)
    assert found.transcript_language == spoken
    assert len(found.transcript) == (2 if spoken else 0)


def test_there_is_nothing_to_play_yet():
    assert playback(video=VideoFactory.build(state=VideoState.DRAFT), viewer_key="user:a") is None
    assert playback(video=VideoFactory.build(state=VideoState.READY, source=""), viewer_key="user:a") is None


def test_a_file_by_its_name(django_assert_num_queries):
    video, other = VideoFactory(captions=["en"]), VideoFactory(captions=["en"])
    source = video.source.name.rpartition("/")[2]
    track = video.captions.get()
    captions = track.file.name.rpartition("/")[2]
    with django_assert_num_queries(1):
        assert file_of(public_id=video.public_id, name=source).name == video.source.name
    with django_assert_num_queries(2):
        assert file_of(public_id=video.public_id, name=captions).name == track.file.name
    assert file_of(public_id=other.public_id, name=source) is None
    assert file_of(public_id=other.public_id, name=captions) is None
    assert file_of(public_id=video.public_id, name="") is None
