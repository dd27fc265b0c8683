import io
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone
from PIL import Image

from acg.users.tests.factories import UserFactory
from videos import tokens
from videos.selectors import playback
from videos.services import add_captions, store_video
from videos.tests.films import VTT, film, mp4
from videos.tokens import PUBLIC_VIEWER, viewer_key

pytestmark = pytest.mark.django_db
CONTENT = mp4(padding=200_000)


@pytest.fixture
def viewer():
    return UserFactory()


@pytest.fixture
def video():
    poster = io.BytesIO()
    Image.new("RGB", (4, 3)).save(poster, "JPEG")
    video = store_video(title="Roof", file=film(CONTENT), poster=io.BytesIO(poster.getvalue()))
    add_captions(video=video, language="en", text=VTT)
    return video


@pytest.fixture
def playing(video, viewer):
    return playback(video=video, viewer_key=viewer_key(viewer))


@pytest.fixture
def addresses(playing):
    return [playing.url, playing.poster_url, playing.captions[0].url]


def body(response):
    return b"".join(response.streaming_content)


def test_a_viewer_gets_every_file(client, viewer, addresses):
    client.force_login(viewer)
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer["Content-Type"] for answer in answers] == ["video/mp4", "image/jpeg", "text/vtt; charset=utf-8"]
    bodies = [body(answer) for answer in answers]
    assert bodies[0] == CONTENT
    assert bodies[2].decode() == VTT
    for answer, content, address in zip(answers, bodies, addresses, strict=True):
        assert answer["Content-Length"] == str(len(content))
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == "inline"
        assert answer["Cache-Control"].startswith("private, max-age=1")
        assert answer["Accept-Ranges"] == "bytes"
        assert answer["ETag"] == f'"{address.rpartition("/")[2]}"'


def refused(client, addresses):
    return [client.get(address, headers={"Range": "bytes=0-1"}).status_code for address in addresses] == [403, 403, 403]


def test_the_anonymous_get_nothing(client, addresses):
    assert refused(client, addresses)


def test_another_viewer_gets_nothing(client, addresses):
    client.force_login(UserFactory())
    assert refused(client, addresses)


def test_a_token_ends(client, viewer, addresses):
    client.force_login(viewer)
    with mock.patch.object(tokens.timezone, "now", return_value=timezone.now() + timedelta(hours=5, seconds=1)):
        assert refused(client, addresses)


def test_a_token_of_another_video_opens_nothing(client, viewer, addresses):
    client.force_login(viewer)
    other = playback(video=store_video(title="Door", file=film()), viewer_key=viewer_key(viewer))
    token = other.url.split("/")[3]
    assert refused(client, ["/".join([*address.split("/")[:3], token, address.split("/")[4]]) for address in addresses])


def test_a_forged_token_opens_nothing(client, viewer, addresses):
    client.force_login(viewer)
    assert refused(client, [address.replace(".", ".A", 1) for address in addresses])


def test_what_everyone_may_see_is_open_to_everyone(client, video, viewer):
    url = playback(video=video, viewer_key=PUBLIC_VIEWER).url
    assert client.head(url).status_code == 200
    client.force_login(viewer)
    assert client.head(url).status_code == 200


@pytest.mark.parametrize("name", ["nothing.mp4", "..", "%2e%2e%2fsettings.py", "..%5csettings.py", "source.mp4", "none.vtt"])
def test_no_other_file_is_reachable(client, viewer, playing, name):
    client.force_login(viewer)
    assert client.get(playing.url.rpartition("/")[0] + "/" + name).status_code == 404


def test_another_videos_file_is_not_reachable_with_ones_own_token(client, viewer, playing):
    client.force_login(viewer)
    other = store_video(title="Door", file=film())
    name = other.source.name.rpartition("/")[2]
    assert client.get(playing.url.rpartition("/")[0] + "/" + name).status_code == 404


def test_a_file_or_a_video_that_is_gone(client, viewer, video, playing):
    client.force_login(viewer)
    video.source.storage.delete(video.source.name)
    assert client.get(playing.url).status_code == 404
    video.delete()
    assert client.get(playing.url).status_code == 404


END = len(CONTENT) - 1


@pytest.mark.parametrize(("asked", "sent"), [("bytes=0-99", (0, 99)), ("bytes=100-", (100, END)), ("bytes=-5", (END - 4, END))])
def test_a_part_of_a_film(client, viewer, playing, asked, sent):
    client.force_login(viewer)
    answer = client.get(playing.url, headers={"Range": asked})
    first, last = sent
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == CONTENT[first : last + 1]


def test_a_part_behind_the_end(client, viewer, playing):
    client.force_login(viewer)
    answer = client.get(playing.url, headers={"Range": f"bytes={len(CONTENT)}-"})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(CONTENT)}"
    assert answer.content == b""


def test_a_part_of_a_file_that_has_changed_is_the_whole_file(client, viewer, playing):
    client.force_login(viewer)
    etag = client.head(playing.url)["ETag"]
    assert client.get(playing.url, headers={"Range": "bytes=0-1", "If-Range": etag}).status_code == 206
    changed = client.get(playing.url, headers={"Range": "bytes=0-1", "If-Range": '"older"'})
    assert changed.status_code == 200
    assert body(changed) == CONTENT


def test_a_file_that_the_browser_has_is_not_sent_again(client, viewer, playing):
    client.force_login(viewer)
    answer = client.get(playing.url, headers={"If-None-Match": client.head(playing.url)["ETag"]})
    assert (answer.status_code, answer.content) == (304, b"")


def test_head_sends_headers_alone(client, viewer, playing):
    client.force_login(viewer)
    answer = client.head(playing.url, headers={"Range": "bytes=0-99"})
    assert (answer.status_code, answer["Content-Length"], answer.content) == (206, "100", b"")


def test_nothing_can_be_sent_here(client, viewer, playing):
    client.force_login(viewer)
    assert client.post(playing.url).status_code == 405


def test_queries_of_a_part(client, viewer, playing, django_assert_num_queries):
    client.force_login(viewer)
    with django_assert_num_queries(2):  # the session with its viewer, the video
        client.get(playing.url, headers={"Range": "bytes=0-99"})
