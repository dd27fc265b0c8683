"""A film sent straight to where it is kept; on a laptop by the school's own door. S3: `acg/aws/tests/test_files_in_s3.py`."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from videos.models import Video, VideoState
from videos.services import finish_upload, request_upload
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
