"""A film sent straight to where it is kept; on a laptop by the school's own door. S3: `acg/aws/tests/test_files_in_s3.py`."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.tests.factories import LessonFactory
from videos.models import Video, VideoState
from videos.services import check_upload, finish_upload, forget_uploads, request_upload
from videos.tests.factories import VideoFactory
from videos.tests.films import mp4

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return request_upload(owner=UserFactory(), title="Roof", content_type="video/mp4")


def send(client, form, content=None, **changes):
    file = SimpleUploadedFile("any.bin", mp4(seconds=40) if content is None else content)
    return client.post(form.url, {**form.fields, "file": file} | changes)


def refused(video):
    with pytest.raises(DomainError) as error:
        finish_upload(video=video)
    return error.value.code


def test_a_film_is_sent_looked_at_and_ready(client, form):
    assert (form.video.state, form.video.owner) == (VideoState.DRAFT, form.video.owner)
    assert form.fields["key"].startswith(f"videos/{form.video.public_id}/")
    assert dt.timedelta(minutes=59) < form.ends_at - timezone.now() <= dt.timedelta(hours=1)
    assert send(client, form).status_code == 204
    video = finish_upload(video=form.video)
    assert (video.state, video.duration_seconds, video.source.name) == ("ready", 40, form.fields["key"])
    assert finish_upload(video=video).state == "ready", "and again changes nothing"


def test_what_is_sent_twice_is_the_second(client, form):
    send(client, form, mp4(seconds=10))
    send(client, form, mp4(seconds=20))
    assert finish_upload(video=form.video).duration_seconds == 20


def test_another_type_is_refused_before_anything_is_made():
    with pytest.raises(DomainError) as error:
        request_upload(owner=UserFactory(), title="Roof", content_type="text/html")
    assert (error.value.code, error.value.field) == ("video_invalid", "content_type")
    assert not Video.objects.exists()


def test_nothing_sent_is_said_and_may_still_be_sent(client, form):
    assert refused(form.video) == "upload_missing"
    send(client, form)
    assert finish_upload(video=form.video).state == "ready"


@pytest.mark.parametrize("content", [b"<script>", mp4(seconds=0), mp4(seconds=13 * 3600), b"\x1a\x45\xdf\xa3"])
def test_what_is_no_film_is_removed_and_the_video_waits(client, form, content):
    send(client, form, content)
    assert refused(form.video) == "video_invalid"
    assert not default_storage.exists(form.fields["key"])
    form.video.refresh_from_db()
    assert form.video.state == VideoState.DRAFT


def test_a_film_of_another_type_than_was_said_is_refused(client):
    form = request_upload(owner=UserFactory(), title="Roof", content_type="video/webm")
    send(client, form)
    assert refused(form.video) == "video_invalid"


@pytest.mark.parametrize(
    "changes", [{"key": "videos/x/other.mp4"}, {"Content-Type": "text/html"}, {"ticket": "forged"}, {"file": ""}]
)
def test_a_form_that_was_not_signed_is_refused_and_keeps_nothing(client, form, changes):
    assert send(client, form, **changes).status_code == 400
    assert not default_storage.exists(form.fields["key"])
    assert not default_storage.exists("videos/x/other.mp4")


def test_an_empty_file_is_refused(client, form):
    assert send(client, form, b"").status_code == 400


def test_a_form_ends(client, form, monkeypatch):
    monkeypatch.setattr("videos.services.uploading.FORM_LASTS", dt.timedelta(seconds=-1))
    assert send(client, form).status_code == 400


def test_the_door_takes_posts_alone(client, form):
    assert client.get(form.url).status_code == 405


@pytest.fixture
def playing():
    return VideoFactory(title="Roof", owner=UserFactory(), captions=["en"], source_sha256="a" * 64)


@pytest.fixture
def replacement(playing):
    return request_upload(owner=UserFactory(), title="Ignored", content_type="video/mp4", replaces=playing)


def test_a_film_takes_the_place_of_anothers_and_the_rest_of_it_stays(
    client, playing, replacement, django_capture_on_commit_callbacks
):
    before, owner, waited = playing.source.name, playing.owner, replacement.video.pk
    assert replacement.fields["key"].startswith(f"videos/{playing.public_id}/"), "where the cookies of whoever plays it open"
    send(client, replacement, mp4(seconds=95))
    playing.refresh_from_db()
    assert (playing.source.name, playing.duration_seconds) == (before, 40), "nothing is changed by what was sent"
    with django_capture_on_commit_callbacks(execute=True):
        found = finish_upload(video=replacement.video, title="Other", owner=UserFactory())
        assert default_storage.exists(before), "whoever plays it may still need it"
    assert not default_storage.exists(before)
    playing.refresh_from_db()
    assert (found, playing.source.name, playing.duration_seconds) == (playing, replacement.fields["key"], 95)
    assert (playing.title, playing.owner, playing.state, playing.source_sha256) == ("Roof", owner, "ready", "")
    assert [track.language for track in playing.captions.all()] == ["en"]
    assert not Video.objects.filter(pk=waited).exists()
    with pytest.raises(DomainError) as error:
        finish_upload(video=Video(pk=waited))
    assert error.value.code == "upload_unknown"


def test_what_is_no_film_takes_nobodys_place(client, playing, replacement, django_capture_on_commit_callbacks):
    before = playing.source.name
    send(client, replacement, b"no film")
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(replacement.video) == "video_invalid"
    playing.refresh_from_db()
    assert (playing.source.name, default_storage.exists(before)) == (before, True)
    assert not default_storage.exists(replacement.fields["key"])


def test_a_new_film_gets_the_title_and_the_owner_that_it_is_finished_with(client, form):
    send(client, form)
    teacher = UserFactory()
    video = finish_upload(video=form.video, title="Cellar", owner=teacher)
    video.refresh_from_db()
    assert (video.title, video.owner) == ("Cellar", teacher)


def test_an_upload_is_checked_by_whose_and_for_what_it_is(client, form, playing, replacement):
    def check(upload, **changes):
        asked = {"public_id": upload.video.public_id, "owner": upload.video.owner, "replaces": upload.video.replaces}
        try:
            return check_upload(**asked | changes)
        except DomainError as error:
            return error.code

    assert check(form) == "upload_missing"
    for upload in (form, replacement):
        send(client, upload)
        assert check(upload) == upload.video
        assert check(upload, owner=UserFactory()) == "upload_unknown"
        assert check(upload, replaces=VideoFactory()) == "upload_unknown"
    assert check(form, replaces=playing) == check(replacement, replaces=None) == "upload_unknown"
    assert Video.objects.get(pk=form.video.pk).state == VideoState.DRAFT, "looking changes nothing"
    finish_upload(video=form.video)
    assert check(form) == "upload_unknown", "it is a film already"


def test_a_check_of_no_film_removes_what_came(client, form):
    send(client, form, b"no film")
    with pytest.raises(DomainError, match="not a video"):
        check_upload(public_id=form.video.public_id, owner=form.video.owner, replaces=None)
    assert not default_storage.exists(form.fields["key"])


def test_what_was_never_finished_is_forgotten_after_a_day(client, form, playing, replacement, django_capture_on_commit_callbacks):
    never_sent = request_upload(owner=UserFactory(), title="Never sent", content_type="video/webm")
    fresh = request_upload(owner=UserFactory(), title="On its way", content_type="video/mp4")
    shown = LessonFactory(kind="video", video=VideoFactory(state=VideoState.DRAFT)).video
    for upload in (form, replacement, fresh):
        send(client, upload)
    day = timezone.now() - dt.timedelta(days=1, seconds=1)
    Video.objects.exclude(pk=fresh.video.pk).update(created_at=day)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_uploads() == 3
    assert set(Video.objects.all()) == {playing, fresh.video, shown}, "what is ready, young or shown stays"
    assert not Video.objects.filter(pk=never_sent.video.pk).exists()
    there = {name: default_storage.exists(name) for name in (playing.source.name, shown.source.name, fresh.fields["key"])}
    assert all(there.values())
    assert not default_storage.exists(form.fields["key"])
    assert not default_storage.exists(replacement.fields["key"])
    assert forget_uploads() == 0
