from pathlib import Path

import pytest

from acg import demo
from acg.demo import clip
from videos.probe import Probe, probe
from videos.webvtt import parse

FOLDER = Path(demo.__file__).parent


def test_the_committed_clip_is_small_and_as_long_as_its_cards():
    assert (FOLDER / "clip.mp4").stat().st_size < 400_000
    with (FOLDER / "clip.mp4").open("rb") as file:
        assert probe(file) == Probe("mp4", clip.SECONDS)


@pytest.mark.parametrize("language", ["en", "es"])
def test_its_captions_follow_the_cards(language):
    cues = parse((FOLDER / f"clip.{language}.vtt").read_text())
    assert [cue.starts_ms for cue in cues] == list(range(0, clip.SECONDS * 1000, 2500))


def test_its_pictures_are_drawn():
    frame = next(clip.frames())
    assert frame.size == (clip.WIDTH, clip.HEIGHT)
    assert len(frame.getcolors(maxcolors=100_000)) > 100
