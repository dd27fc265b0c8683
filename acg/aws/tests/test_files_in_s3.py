"""The same files as on a laptop's disk, in an emulated S3 behind CloudFront."""

import datetime as dt
import io
import json
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from moto import mock_aws
from PIL import Image

from acg.bench.cloud import REGION, client
from acg.checks import laptop_parts
from acg.shared import cloudfront, files
from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import Course, LessonResource
from courses.tests.factories import CourseFactory, LessonFactory
from students.services import grant_by_staff
from videos.selectors import playback
from videos.services import add_captions, finish_upload, request_upload, store_video
from videos.tests.films import VTT, film, mp4
from videos.tokens import viewer_key

pytestmark = pytest.mark.django_db
HOST = "school.example"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()


@pytest.fixture
def s3(settings, monkeypatch):
    """The deployment's buckets, and settings that name them."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)  # as Lambda sets it
    settings.AWS_STORAGE_BUCKET_NAME = "school-dev"
    settings.CLOUDFRONT_DOMAIN, settings.CLOUDFRONT_KEY_ID, settings.CLOUDFRONT_KEY = HOST, "K1", PEM.replace("\n", "\\n")
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "acg.shared.files.Buckets"}}
    with mock_aws():
        account = client("s3")
        for kind in ("media", "videos"):
            account.create_bucket(Bucket=f"school-dev-{kind}", CreateBucketConfiguration={"LocationConstraint": REGION})
        yield account


def keys(s3, kind):
    return [row["Key"] for row in s3.list_objects_v2(Bucket=f"school-dev-{kind}").get("Contents", [])]


def unsafe(text):
    return b64decode(text.translate(str.maketrans("-_~", "+=/")))


def test_a_file_is_written_read_and_removed(s3):
    name = default_storage.save("covers/x/a.txt", ContentFile(b"hello"))
    assert keys(s3, "media") == ["media/covers/x/a.txt"]
    stored = s3.head_object(Bucket="school-dev-media", Key="media/covers/x/a.txt")
    assert stored["ContentDisposition"] == "attachment"
    assert stored["CacheControl"] == "private, max-age=31536000, immutable"
    with default_storage.open(name) as stored:
        assert stored.read() == b"hello"
    assert (default_storage.exists(name), default_storage.size(name)) == (True, 5)
    assert default_storage.url(name).startswith(f"https://{HOST}/media/covers/x/a.txt?Expires=")
    assert default_storage.save("covers/x/a.txt", ContentFile(b"other")) != name
    default_storage.delete(name)
    assert not default_storage.exists(name)
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)


def test_a_film_is_played_from_its_bucket_with_cookies_for_its_folder_alone(s3, client):
    viewer = UserFactory()
    video = store_video(title="Roof", file=film(mp4(padding=2000)))
    add_captions(video=video, language="en", text=VTT)
    playing = playback(video=video, viewer_key=viewer_key(viewer))
    folder = f"/play/videos/{video.public_id}/"
    assert all(key.startswith(folder[1:]) for key in keys(s3, "videos"))
    assert "ContentDisposition" not in s3.head_object(Bucket="school-dev-videos", Key=f"play/{video.source.name}")

    assert client.get(playing.url).status_code == 403, "the token is bound to the viewer"
    client.force_login(viewer)
    for address, file in ((playing.url, video.source), (playing.captions[0].url, video.captions.get().file)):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"https://{HOST}/play/{file.name}")
        assert answer["Cache-Control"] == "private, no-store"
        cookies = {name: cookie for name, cookie in answer.cookies.items() if name.startswith("CloudFront-")}
        assert set(cookies) == {"CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"}
        assert {(cookie["path"], cookie["secure"], cookie["httponly"], cookie["samesite"]) for cookie in cookies.values()} == {
            (folder, True, True, "Lax")
        }
        policy = unsafe(cookies["CloudFront-Policy"].value)
        (statement,) = json.loads(policy)["Statement"]
        assert statement["Resource"] == f"https://{HOST}{folder}*"
        left = statement["Condition"]["DateLessThan"]["AWS:EpochTime"] - timezone.now().timestamp()
        assert 4 * 3600 - 5 < left <= 5 * 3600
        KEY.public_key().verify(unsafe(cookies["CloudFront-Signature"].value), policy, padding.PKCS1v15(), SHA1())  # noqa: S303 -- CloudFront's
    assert client.get(playing.url.replace("source", "nothing") + "x").status_code == 404


def test_a_form_for_a_film_lets_in_one_file_of_one_type_and_size_for_an_hour(s3):
    """The emulator enforces neither policy nor end: what we sign is what S3 will enforce."""
    form = request_upload(owner=UserFactory(), title="Roof", content_type="video/mp4")
    policy = json.loads(b64decode(form.fields["policy"]))
    key = f"play/{form.video.source.name}"
    assert key.startswith(f"play/videos/{form.video.public_id}/")
    ours = [condition for condition in policy["conditions"] if not any(str(name).startswith("x-amz-") for name in condition)]
    assert ours == [
        {"Content-Type": "video/mp4"},
        {"Cache-Control": "private, max-age=31536000, immutable"},
        {"success_action_status": "204"},
        ["content-length-range", 1, 5 * 1024**3],
        {"bucket": "school-dev-videos"},
        {"key": key},
    ]
    left = dt.datetime.fromisoformat(policy["expiration"]) - timezone.now()
    assert dt.timedelta(minutes=59) < left <= dt.timedelta(hours=1)
    assert (form.fields["key"], form.fields["Content-Type"]) == (key, "video/mp4")
    assert form.fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert urlsplit(form.url).netloc == f"school-dev-videos.s3.{REGION}.amazonaws.com"


@pytest.mark.parametrize("region", ["", "us-east-1", REGION])
def test_the_pages_may_send_to_the_origin_that_the_form_names(s3, monkeypatch, region):
    if region:
        monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    else:
        monkeypatch.delenv("AWS_DEFAULT_REGION")
    storage = files.Buckets()
    monkeypatch.setattr(files, "default_storage", storage)
    url, _fields = files.upload_form(name="videos/x/a.mp4", content_type="video/mp4", most_bytes=1, seconds=1)
    assert url == f"{files.upload_origin()}/"


def test_the_admin_sends_a_film_to_the_bucket_in_the_place_of_another(s3, client, django_capture_on_commit_callbacks):
    staff = UserFactory(role="staff")
    client.force_login(staff)
    video = store_video(title="Roof", file=film(mp4(padding=2000)), owner=staff)
    add_captions(video=video, language="en", text=VTT)
    before, playing = f"play/{video.source.name}", playback(video=video, viewer_key=viewer_key(staff))
    way = client.post(f"/admin/videos/video/{video.pk}/upload/", {"content_type": "video/mp4"}).json()
    assert way["url"] == f"{files.upload_origin()}/"
    key = way["fields"]["key"]
    assert key.startswith(f"play/videos/{video.public_id}/"), "where the cookies of whoever plays it open"
    s3.put_object(Bucket="school-dev-videos", Key=key, Body=mp4(seconds=95))
    assert client.get(playing.url)["Location"] == f"https://{HOST}/{before}", "until the form is saved, the old one plays"
    none = {f"captions-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    fields = {"title": "Roof", "captions_language": "en", "film_upload": way["upload"], **none}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/admin/videos/video/{video.pk}/change/", fields).status_code == 302
        assert before in keys(s3, "videos")
    assert sorted(keys(s3, "videos")) == sorted([key, f"play/{video.captions.get().file.name}"])
    video.refresh_from_db()
    playing = playback(video=video, viewer_key=viewer_key(staff))
    assert (client.get(playing.url)["Location"], playing.duration_seconds) == (f"https://{HOST}/{key}", 95)


def test_a_film_that_came_to_the_bucket_is_looked_at_in_parts_and_ready(s3, monkeypatch):
    form = request_upload(owner=UserFactory(), title="Roof", content_type="video/mp4")
    with pytest.raises(DomainError, match="has not arrived"):
        finish_upload(video=form.video)
    film = mp4(seconds=40, padding=300_000)
    came = []
    really = files._Parts.readinto
    monkeypatch.setattr(files._Parts, "readinto", lambda self, buffer: came.append(really(self, buffer)) or came[-1])
    s3.put_object(Bucket="school-dev-videos", Key=form.fields["key"], Body=film[:-5])
    with pytest.raises(DomainError, match="cut off"):
        finish_upload(video=form.video)
    assert keys(s3, "videos") == []
    s3.put_object(Bucket="school-dev-videos", Key=form.fields["key"], Body=film)
    assert finish_upload(video=form.video).duration_seconds == 40
    assert sum(came) < len(film)


def test_an_address_is_signed_as_amazons_own_library_signs_it(s3):
    address = cloudfront.signed_url(path="/media/a b.png", seconds=60)
    plain, query = address.split("?")
    ends = int(parse_qs(query)["Expires"][0])
    theirs = CloudFrontSigner("K1", lambda message: KEY.sign(message, padding.PKCS1v15(), SHA1()))  # noqa: S303 -- CloudFront's
    assert theirs.generate_presigned_url(plain, date_less_than=dt.datetime.fromtimestamp(ends, tz=dt.UTC)) == address
    assert plain == f"https://{HOST}/media/a%20b.png"


def test_a_cover_is_sent_from_its_bucket(s3, client):
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    course = CourseFactory(published=True, cover=ContentFile(picture.getvalue(), name="c.png"))
    answer = client.get(f"/courses/covers/{course.public_id}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"https://{HOST}/media/{course.cover.name}?Expires=")
    assert answer["Cache-Control"] == "public, max-age=3600"
    Course.objects.update(published_at=None)
    assert client.get(f"/courses/covers/{course.public_id}/").status_code == 404


def test_a_resource_is_saved_by_who_may_and_never_shown(s3, client):
    lesson = LessonFactory()
    Course.objects.update(published_at=timezone.now())
    row = LessonResource.objects.create(lesson=lesson, title="The plan", file=ContentFile(b"<script>", name="a.html"))
    address = f"/learn/{lesson.course.slug}/{lesson.slug}/resources/{row.public_id}/"
    student = UserFactory()
    client.force_login(student)
    assert "X-Amz-Signature" not in client.get(address).headers.get("Location", "")
    grant_by_staff(user=student, course=lesson.course, by=UserFactory(role="staff"), reason="test")
    answer = client.get(address)
    assert answer.status_code == 302
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["response-content-disposition"] == ['attachment; filename="the-plan.html"']
    assert query["X-Amz-Expires"] == ["300"]


def test_half_of_it_is_refused(settings):
    before = {message.id for message in laptop_parts(None)}

    def found():
        return {message.id for message in laptop_parts(None)} - before

    settings.AWS_STORAGE_BUCKET_NAME = "school-dev"
    assert found() == {"acg.E009"}
    settings.CLOUDFRONT_DOMAIN, settings.CLOUDFRONT_KEY_ID, settings.CLOUDFRONT_KEY = HOST, "K1", PEM
    assert found() == {"acg.E010"}
