import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
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


ASK = "/admin/videos/video/upload/"


def ask(client, address=ASK, content_type="video/mp4", **fields):
    return client.post(address, {"content_type": content_type, "title": "Roof", **fields})


def sent(client, address=ASK, seconds=95, **fields):
    """Ask for a way, send a film on it, and return the upload's id."""
    way = ask(client, address, **fields).json()
    assert client.post(way["url"], {**way["fields"], "file": film(seconds)}).status_code == 204
    return way["upload"]


def upload_address(video):
    return reverse("admin:videos_video_upload", args=[video.pk])


def test_a_film_that_was_sent_apart_from_the_form_is_kept(client, owner):
    way = ask(client).json()
    waiting = Video.objects.get()
    assert (way["upload"], waiting.owner, waiting.state) == (str(waiting.public_id), owner, "draft")
    assert (way["url"], way["fields"]["key"]) == ("/videos/uploads/", waiting.source.name)
    assert "Roof" not in client.get("/admin/videos/video/").content.decode(), "what waits is no film yet"
    client.post(way["url"], {**way["fields"], "file": film()})
    captions = SimpleUploadedFile("film.vtt", VTT.encode(), "text/vtt")
    answer = client.post(ADD, form(film_upload=way["upload"], picture=poster(), captions=captions))
    assert answer.status_code == 302
    video = Video.objects.get()
    assert (video, video.owner, video.state, video.duration_seconds) == (waiting, owner, "ready", 95)
    assert (video.title, video.captions.count(), bool(video.poster)) == ("Whose job is it", 1, True)


def test_a_film_that_was_sent_takes_the_place_of_the_first_and_its_captions_stay(client, owner):
    video = VideoFactory(owner=owner, captions=["en"], title="Before")
    first = video.source.name
    upload = sent(client, upload_address(video))
    assert client.post(change(video), form(film_upload=upload)).status_code == 302
    found = Video.objects.get()
    assert (found.pk, found.public_id, found.title) == (video.pk, video.public_id, "Whose job is it")
    assert (found.duration_seconds, found.captions.count()) == (95, 1)
    assert found.source.name != first
    assert found.source.name.startswith(f"videos/{video.public_id}/")


def refusal(client, address, upload):
    """Return what the form says of the film, and find that nothing is kept."""
    before = list(Video.objects.order_by("pk").values())
    answer = client.post(address, form(film_upload=upload), headers={"X-Requested-With": "upload"})
    assert answer.status_code == 200
    assert list(Video.objects.order_by("pk").values()) == before
    assert 'data-form-field="film"' in answer.content.decode()
    return str(answer.context["adminform"].form.errors["film"][0])


def test_an_upload_that_did_not_come_or_is_no_film_is_refused_at_the_films_field(client, owner):
    assert refusal(client, ADD, ask(client).json()["upload"]) == "The film has not arrived yet. Send the form first."
    way = ask(client).json()
    client.post(way["url"], {**way["fields"], "file": SimpleUploadedFile("film.mp4", b"no film at all")})
    assert refusal(client, ADD, way["upload"]).startswith("This is not a video that browsers play")


def test_anothers_upload_one_for_another_video_and_a_finished_one_are_refused(client, owner):
    over = "This upload is over. Choose the film again."
    video, other = VideoFactory(owner=owner), VideoFactory(owner=owner)
    here, new = sent(client, upload_address(video)), sent(client)
    assert refusal(client, change(other), here) == refusal(client, change(video), new) == refusal(client, ADD, here) == over
    client.post(ADD, form(film_upload=new))
    assert refusal(client, ADD, new) == over
    client.force_login(UserFactory(role="staff"))
    assert refusal(client, change(video), here) == over


def test_the_way_for_a_film_is_given_to_who_may_change_it(client, owner):
    video = VideoFactory(owner=owner)
    assert ask(client, content_type="text/html").json() == {"error": "Upload an MP4 or WebM file."}
    assert ask(client, content_type="text/html").status_code == 400
    assert client.get(ASK).status_code == client.get(upload_address(video)).status_code == 405
    assert ask(client, "/admin/videos/video/99999/upload/").status_code == 404
    for role, status in (("student", 302), ("instructor", 404), ("editor", 200), ("staff", 200)):
        client.force_login(UserFactory(role=role))
        assert ask(client, upload_address(video)).status_code == status, role
    client.logout()
    assert ask(client, upload_address(video)).status_code == ask(client).status_code == 302
    assert Video.objects.filter(state="draft").count() == 2


def test_the_way_for_a_film_needs_the_pages_token(owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert ask(client).status_code == 403
    assert not Video.objects.exists()
