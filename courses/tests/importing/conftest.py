import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Keep the files of a test to itself."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def sample(tmp_path):
    """Return a copy of a sample course that a test may spoil."""

    def copied(name):
        return Path(shutil.copytree(SAMPLES / name, tmp_path / name))

    return copied


@pytest.fixture
def shared_data():
    """Return a course of ../shared/data, or skip and say so."""

    def found(name):
        # Beside the project, or one folder up when this is a second work tree of it.
        for folder in PROJECT.parents[:2]:
            if (folder / "shared" / "data" / name).is_dir():
                return folder / "shared" / "data" / name
        return pytest.skip(f"../shared/data/{name} is not present")

    return found


@pytest.fixture
def stored_files(media):
    """Return the files that are kept now."""
    return lambda: sorted(path for path in media.rglob("*") if path.is_file())
