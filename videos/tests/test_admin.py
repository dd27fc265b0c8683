import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from acg.users.tests.factories import UserFactory
from videos.models import Video
from videos.tests.factories import VideoFactory
from videos.tests.films import VTT, mp4

pytestmark = pytest.mark.django_db
ADD = "/admin/videos/video/add/"
NO_TRACKS = {f"captions-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}


@pytest.fixture
def owner(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return user


def film(seconds=95):
    return SimpleUploadedFile("film.mp4", mp4(seconds=seconds), "video/mp4")


def poster():
    file = io.BytesIO()
    Image.new("RGB", (4, 3)).save(file, "JPEG")
    return SimpleUploadedFile("poster.jpg", file.getvalue(), "image/jpeg")


def form(**fields):
    return {"title": "Whose job is it", "captions_language": "en", **NO_TRACKS, **fields}


def change(video):
    return reverse("admin:videos_video_change", args=[video.pk])


def test_a_film_is_kept_with_poster_and_captions_for_whoever_uploads_it(client, owner):
    captions = SimpleUploadedFile("film.vtt", VTT.encode(), "text/vtt")
    answer = client.post(ADD, form(film=film(), picture=poster(), captions=captions, captions_language="es"))
    assert answer.status_code == 302
    video = Video.objects.get()
    assert (video.owner, video.state, video.duration_seconds) == (owner, "ready", 95)
    assert video.poster.name.endswith(".jpg")
    assert [track.language for track in video.captions.all()] == ["es"]


def test_a_new_video_needs_a_film(client, owner):
    answer = client.post(ADD, form())
    assert "Choose the film." in answer.content.decode()
    assert not Video.objects.exists()


def test_a_film_takes_the_place_of_the_first_and_a_title_alone_touches_no_file(client, owner):
    video = VideoFactory(owner=owner)
    first = video.source.name
    client.post(change(video), form(title="Another title"))
    video.refresh_from_db()
    assert (video.title, video.source.name) == ("Another title", first)
    client.post(change(video), form(film=film(20)))
    video.refresh_from_db()
    assert (video.duration_seconds, video.source.name == first, Video.objects.count()) == (20, False, 1)


def test_the_film_can_be_looked_at(client, owner):
    text = client.get(change(VideoFactory(owner=owner, captions=["en"]))).content.decode()
    assert '<video class="school-player"' in text
    assert 'srclang="en"' in text


def test_a_picture_that_is_none_is_refused(client, owner):
    answer = client.post(ADD, form(film=film(), picture=SimpleUploadedFile("a.png", b"<svg/>", "image/png")))
    assert answer.status_code == 200
    assert not Video.objects.exists()


def test_the_list_names_the_owner_and_not_the_address(client, owner):
    VideoFactory(owner=UserFactory(name="Maya Ortiz", email="private@example.com"))
    VideoFactory(owner=None)
    client.force_login(UserFactory(role="editor"))
    text = client.get("/admin/videos/video/").content.decode()
    assert "Maya Ortiz" in text
    assert "private@example.com" not in text
