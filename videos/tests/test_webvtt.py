from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acg.shared.errors import DomainError
from videos import webvtt
from videos.webvtt import CueText, parse, serialise


def test_webvtt_with_everything_that_is_dropped():
    text = """\ufeffWEBVTT - A title
Kind: captions

STYLE
::cue { background-image: url(https://example.com/spy) }

NOTE
not said

REGION
id:fred

intro
00:01.000 --> 00:00:04.500 align:start position:10%
<v Ana>Security <i>of</i> the <c.loud>cloud</c> &amp; <00:00:02.000>more</v>

1:00:00.000 --> 1:00:01.000
two&nbsp;  lines
 here
"""
    assert parse(text) == [
        CueText(1000, 4500, "Security of the cloud & more"),
        CueText(3_600_000, 3_601_000, "two lines\nhere"),
    ]


def test_subrip_in_any_line_ends_sorted_and_without_empty_cues():
    text = (
        "2\r\n00:00:05,000 --> 00:00:06,000\r\nit&#39;s later\r\n\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\n<b>first</b>\r\n\r\n\r\n"
    )
    text += "3\r\n00:00:07,000 --> 00:00:08,000\r\n\r\n4\r\n00:00:09,000 --> 00:00:09,000\r\nno time to read\r\n"
    assert parse(text) == [CueText(1000, 2000, "first"), CueText(5000, 6000, "it's later")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The caption file holds no cue."),
        ("WEBVTT\n\nNOTE nothing\n", "The caption file holds no cue."),
        ("WEBVTT\n\nhello\n", "Line 3 of the captions: expected timings such as 00:00:01.000 --> 00:00:04.000."),
        ("WEBVTT\n\n\nid\nhello\nyou\n", "Line 5 of the captions: expected timings such as 00:00:01.000 --> 00:00:04.000."),
        ("1\n00:00:61,000 --> 00:01:02,000\nx", "Line 2 of the captions: expected timings such as 00:00:01.000 --> 00:00:04.000."),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nx", "Line 3 of the captions: the cue ends before it starts."),
        ("WEBVTT\n\n00:00.000 --> 101:00:00.000\nx", "Line 3 of the captions: the cue is longer than the longest film."),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:02.000 --> 00:03.000\ny",
            "Line 3 of the captions: an empty line is missing between this cue and the next.",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "x" * 2001,
            "Line 3 of the captions: the cue is too long: at most 2,000 characters.",
        ),
        ("WEBVTT\0", "This is not a text file."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text, message):
    with pytest.raises(DomainError) as refusal:
        parse(text)
    assert (refusal.value.code, refusal.value.message) == ("captions_invalid", message)


def test_too_much_is_refused(monkeypatch):
    with pytest.raises(DomainError) as refusal:
        parse("x" * 2_000_001)
    assert refusal.value.code == "captions_too_large"
    monkeypatch.setattr(webvtt, "MAX_CUES", 1)
    with pytest.raises(DomainError) as refusal:
        parse(serialise([CueText(0, 1, "a"), CueText(1, 2, "b")]))
    assert refusal.value.code == "captions_too_large"


lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=40)
said = st.lists(lines, min_size=1, max_size=3).map("\n".join)
moments = st.tuples(st.integers(0, webvtt.MAX_MS - 1), st.integers(1, 60_000))
cues = st.builds(lambda moment, text: CueText(moment[0], min(sum(moment), webvtt.MAX_MS), text), moments, said)


@given(st.lists(cues, min_size=1, max_size=20))
def test_what_is_written_is_read_again(written):
    written.sort(key=lambda cue: (cue.starts_ms, cue.ends_ms))
    assert parse(serialise(written)) == written


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text):
    with suppress(DomainError):
        assert parse("WEBVTT\n\n" + text)
