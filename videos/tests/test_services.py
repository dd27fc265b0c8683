import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from videos.models import CaptionTrack, Cue, Video, VideoState
from videos.services import add_captions, replace_source, set_poster, store_video, storing
from videos.tests.factories import VideoFactory
from videos.tests.films import VTT, film, mp4, webm

pytestmark = pytest.mark.django_db


def picture(kind="PNG", size=(4, 3)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return io.BytesIO(file.getvalue())


def content_of(file):
    with file.open() as opened:
        return opened.read()


def kept(settings):
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*.*")) if settings.MEDIA_ROOT.exists() else []


def test_a_film_is_kept_under_a_name_of_ours_and_is_ready():
    owner = UserFactory()
    content = mp4(seconds=12.6)
    upload = SimpleUploadedFile("../../evil.php", content)
    video = Video.objects.get(
        pk=store_video(title="Roof", file=upload, owner=owner, duration_seconds=99, poster=picture("JPEG")).pk
    )
    assert (video.title, video.owner, video.state, video.duration_seconds) == ("Roof", owner, VideoState.READY, 13)
    assert video.source.name.startswith(f"videos/{video.public_id}/")
    assert video.source.name.endswith(".mp4")
    assert content_of(video.source) == content
    assert video.source_sha256 == hashlib.sha256(content).hexdigest()
    assert video.poster.name.endswith(".jpg")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_posters_are_pictures(kind):
    assert store_video(title="x", file=film(), poster=picture(kind)).poster.name.endswith("." + kind.lower())


def test_a_webm_without_a_length_takes_the_one_it_is_given():
    video = store_video(title="x", file=film(webm(seconds=None)), duration_seconds=70)
    assert video.duration_seconds == 70
    assert video.source.name.endswith(".webm")


def test_a_moment_of_film_lasts_a_second():
    assert store_video(title="x", file=film(mp4(seconds=0.2))).duration_seconds == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"#EXTM3U\nfile:///etc/passwd",
            "This is not a video that browsers play (neither MP4 nor WebM). Save it as MP4 with H.264 and upload it again.",
        ),
        (mp4(seconds=0), "The video must say how long it is: at most 12 hours."),
        (mp4(seconds=12 * 3600 + 1), "The video must say how long it is: at most 12 hours."),
        (webm(seconds=float("nan")), "The video must say how long it is: at most 12 hours."),
        (webm(seconds=float("inf")), "The video must say how long it is: at most 12 hours."),
    ],
)
def test_what_is_no_film_is_refused_whatever_its_name(settings, content, message):
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=SimpleUploadedFile("film.mp4", content))
    assert (refusal.value.code, refusal.value.message, refusal.value.field) == ("video_invalid", message, "source")
    assert not Video.objects.exists()
    assert kept(settings) == []


def test_a_film_that_is_too_large_is_refused(monkeypatch, settings):
    monkeypatch.setattr(storing, "MAX_VIDEO_BYTES", 500)
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=film())
    assert refusal.value.code == "video_too_large"
    assert kept(settings) == []


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture("GIF").getvalue(),
        picture().getvalue()[:40],
        b"",
    ],
)
def test_a_poster_that_is_no_photograph_is_refused(settings, content):
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=film(), poster=SimpleUploadedFile("poster.png", content))
    assert (refusal.value.code, refusal.value.field) == ("poster_invalid", "poster")
    assert not Video.objects.exists()
    assert kept(settings) == []


def test_a_poster_that_is_too_large_is_refused(monkeypatch):
    bomb = picture(size=(10_000, 4_001))
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=film(), poster=bomb)
    assert refusal.value.code == "poster_too_large"
    monkeypatch.setattr(storing, "MAX_POSTER_BYTES", 10)
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=film(), poster=picture())
    assert refusal.value.code == "poster_too_large"
    assert not Video.objects.exists()


def test_a_poster_that_would_unfold_to_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 4)
    with pytest.raises(DomainError) as refusal:
        store_video(title="x", file=film(), poster=picture())
    assert refusal.value.code == "poster_invalid"


def test_a_row_that_cannot_be_written_leaves_no_file(settings):
    with pytest.raises(Exception, match="too long"), transaction.atomic():
        store_video(title="x" * 201, file=film(), poster=picture())
    assert kept(settings) == []


def test_another_film_takes_the_place_when_the_transaction_commits(settings, django_capture_on_commit_callbacks):
    video = VideoFactory(captions=["en"], state=VideoState.FAILED, failure="codec")
    old = video.source.name
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        replaced = replace_source(video=video, file=film(webm(seconds=9)))
    assert replaced.source.name != old
    assert replaced.source.storage.exists(old)
    for callback in callbacks:
        callback()
    assert not replaced.source.storage.exists(old)
    row = Video.objects.get(pk=video.pk)
    assert (row.source.name, row.duration_seconds, row.state, row.failure) == (replaced.source.name, 9, VideoState.READY, "")
    assert row.captions.count() == 1


def test_a_film_that_is_refused_replaces_nothing(settings):
    video = VideoFactory()
    before = kept(settings)
    with pytest.raises(DomainError):
        replace_source(video=video, file=film(b"#EXTM3U"))
    assert kept(settings) == before
    assert Video.objects.get(pk=video.pk).source.name == video.source.name


def test_the_first_film_of_a_draft():
    video = VideoFactory(state=VideoState.DRAFT, source="")
    assert replace_source(video=video, file=film()).state == VideoState.READY


def test_another_poster(settings, django_capture_on_commit_callbacks):
    video = store_video(title="x", file=film(), poster=picture())
    old = video.poster.name
    with django_capture_on_commit_callbacks(execute=True):
        set_poster(video=video, poster=picture("JPEG"))
    video.refresh_from_db()
    assert video.poster.name.endswith(".jpg")
    assert not video.poster.storage.exists(old)
    with pytest.raises(DomainError):
        set_poster(video=video, poster=io.BytesIO(b"<svg/>"))
    assert Video.objects.get(pk=video.pk).poster.name == video.poster.name


def test_captions_become_cues_and_a_file_of_ours():
    video = VideoFactory()
    track = add_captions(video=video, language="en", text=VTT.replace("roof", "<script>x</script><b>roof</b>"))
    assert list(track.cues.values_list("starts_ms", "ends_ms", "text")) == [
        (0, 4000, "The landlord keeps the xroof tight."),
        (4000, 8500, "You lock your own door."),
    ]
    assert content_of(track.file).decode() == VTT.replace("roof", "xroof")


def test_captions_of_a_language_are_replaced(django_capture_on_commit_callbacks):
    video = VideoFactory(captions=["en", "es"])
    first = video.captions.get(language="en")
    with django_capture_on_commit_callbacks(execute=True):
        track = add_captions(video=video, language="en", text="1\n00:00:01,000 --> 00:00:02,000\nnew")
    assert track.pk == first.pk
    assert list(track.cues.values_list("text", flat=True)) == ["new"]
    assert not track.file.storage.exists(first.file.name)
    assert video.captions.count() == 2
    assert Cue.objects.count() == 3


def test_the_same_captions_again_change_nothing(django_capture_on_commit_callbacks):
    video = VideoFactory(captions=["en"])
    before = CaptionTrack.objects.get().file.name, set(Cue.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        add_captions(video=video, language="en", text=VTT)
    assert callbacks == []
    assert before == (CaptionTrack.objects.get().file.name, set(Cue.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize("language", ["", "english", "EN", "../x", "en_US", "en\n"])
def test_a_language_without_a_tag_is_refused(language):
    video = VideoFactory()
    with pytest.raises(DomainError) as refusal:
        add_captions(video=video, language=language, text=VTT)
    assert (refusal.value.code, refusal.value.field) == ("language_invalid", "language")
    assert not CaptionTrack.objects.exists()


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hans", "es-419"])
def test_languages(language):
    assert add_captions(video=VideoFactory(), language=language, text=VTT).language == language


def test_captions_that_are_wrong_change_nothing():
    video = VideoFactory(captions=["en"])
    with pytest.raises(DomainError):
        add_captions(video=video, language="en", text="WEBVTT\n\nnothing")
    assert Cue.objects.count() == 2
