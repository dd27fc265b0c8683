import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.probe import NotAVideo, Probe, probe
from videos.tests.films import box, element, film, header, mp4, track, webm, wide_box


def test_an_mp4_tells_its_length():
    assert probe(film(mp4(seconds=12.5))) == Probe("mp4", 12.5)


def test_the_file_is_at_its_start_again():
    file = film()
    file.seek(77)
    probe(file)
    assert file.tell() == 0


def test_an_mp4_whose_index_stands_last_and_whose_boxes_are_wide():
    content = box(b"ftyp", b"mp42\0\0\0\0") + wide_box(b"mdat", b"\0" * 50)
    content += box(b"moov", box(b"free") + header(length=90_000 * 61, scale=90_000, wide=True) + track(b"soun") + track())
    assert probe(film(content)) == Probe("mp4", 61)


@pytest.mark.parametrize("length", [0, 2**32 - 1])
def test_an_mp4_without_a_length_says_zero(length):
    content = box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", header(length=length) + track())
    assert probe(film(content)) == Probe("mp4", 0)


def test_an_mp4_whose_last_box_reaches_to_the_end():
    content = mp4() + struct.pack(">I4s", 0, b"mdat") + b"\0" * 10
    assert probe(film(content)).duration_seconds == 40


def test_a_webm_tells_its_length():
    assert probe(film(webm(seconds=7.5))) == Probe("webm", 7.5)
    assert probe(film(webm(seconds=7.5, live=True))) == Probe("webm", 7.5)
    assert probe(film(webm(seconds=None))) == Probe("webm", 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "neither MP4 nor WebM"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "neither MP4 nor WebM"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither MP4 nor WebM"),
        (mp4(brand=b"qt  "), "QuickTime, not MP4"),
        (mp4(handler=b"soun"), "no picture track"),
        (mp4()[:60], "the file is cut off"),
        (mp4()[:-1], "the file is cut off"),
        (box(b"ftyp", b"isom") + box(b"mdat"), "no moov box"),
        (box(b"ftyp", b"isom") + box(b"moov", track()), "no mvhd box"),
        (box(b"ftyp", b"isom") + box(b"moov", header(length=1) + box(b"trak")), "no mdia box"),
        (box(b"ftyp", b"isom") + struct.pack(">I4s", 4, b"moov"), "the file is cut off"),
        (box(b"ftyp", b"isom") + box(b"moov", box(b"mvhd", b"\0" * 4) + track())[:-60], "the file is cut off"),
        (box(b"ftyp", b"isom") + box(b"free") * 10_001, "too many boxes"),
        (webm(doc_type=b"matroska"), "Matroska, not WebM"),
        (webm(track_type=2), "no picture track"),
        (element(0x1A45DFA3, element(0x4282, b"webm")), "no segment"),
        (webm()[:60], "the file is cut off"),
        (element(0x1A45DFA3, element(0x4282, b"w" * 65)), "an element is too long"),
        (element(0x1A45DFA3, b"\0\0"), "no EBML number"),
        (b"\x1a\x45\xdf\xa3", "the file is cut off"),
        (b"\x1a\x45\xdf\xa3\x01\xff", "the file is cut off"),
        (element(0x1A45DFA3, element(0x4282, b"webm")) + b"\x81\x80" * 10_001, "too many elements"),
    ],
)
def test_what_is_no_film_is_refused_with_the_reason(content, reason):
    with pytest.raises(NotAVideo) as refusal:
        probe(film(content))
    assert str(refusal.value) == reason


@given(st.binary(max_size=300), st.sampled_from([b"", mp4()[:30], mp4()[:70], webm()[:40], webm()[:90]]))
def test_any_bytes_are_read_or_refused(noise, start):
    try:
        found = probe(io.BytesIO(start + noise))
    except NotAVideo:
        return
    assert found.container in {"mp4", "webm"}
