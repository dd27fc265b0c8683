import gzip
import hashlib
import io
import tarfile

import pytest

from courses.importing import archives, import_course
from courses.importing.archives import unpacked
from courses.importing.source import SourceError
from courses.models import Course


def archive(path, *members, folder=None):
    with tarfile.open(path, "w:gz") as tar:
        if folder:
            tar.add(folder, arcname=folder.name)
        for member, data in members:
            tar.addfile(member, io.BytesIO(data))
    return path


def member(name, data=b"", kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data), kind, link
    return info, data


def fault(path, **options):
    with pytest.raises(SourceError) as refusal, unpacked(path, **options):
        pytest.fail("unpacked")
    return str(refusal.value)


@pytest.mark.django_db
def test_an_archive_is_the_folder_in_it(sample, tmp_path):
    folder = sample("markdown")
    report = import_course(archive(tmp_path / "course.tar.gz", folder=folder))
    assert (report.lessons, report.questions) == (5, 4)
    assert import_course(folder).unchanged == report.created


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (member("../evil", b"x"), "../evil: The archive wants to write outside its folder."),
        (member("a/../../evil", b"x"), "a/../../evil: The archive wants to write outside its folder."),
        (member("/etc/evil", b"x"), "/etc/evil: The archive wants to write outside its folder."),
        (member("a\\..\\evil", b"x"), "a\\..\\evil: The archive wants to write outside its folder."),
        (
            member("link", kind=tarfile.SYMTYPE, link="/etc/passwd"),
            "link: The archive holds a link or a device: only files and folders may be in it.",
        ),
        (
            member("hard", kind=tarfile.LNKTYPE, link="README.md"),
            "hard: The archive holds a link or a device: only files and folders may be in it.",
        ),
        (
            member("pipe", kind=tarfile.FIFOTYPE),
            "pipe: The archive holds a link or a device: only files and folders may be in it.",
        ),
    ],
)
def test_an_archive_stays_in_its_folder(tmp_path, entry, message):
    assert fault(archive(tmp_path / "a.tar.gz", member("README.md", b"# A"), entry)) == message
    assert not (tmp_path / "evil").exists()


def test_a_file_twice_is_refused(tmp_path):
    path = archive(tmp_path / "a.tar.gz", member("a.md", b"1"), member("a.md", b"2"))
    assert fault(path) == "a.md: The archive holds this file twice."


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.99])
def test_a_truncated_archive_is_refused(tmp_path, kept):
    incompressible = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(2_000))
    whole = archive(tmp_path / "a.tar.gz", member("README.md", incompressible)).read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(whole[: int(len(whole) * kept)])
    assert fault(cut).startswith("cut.tar.gz: The archive is cut off or damaged")


def test_a_damaged_archive_is_refused(tmp_path):
    whole = bytearray(archive(tmp_path / "a.tar.gz", member("README.md", b"# A" * 1000)).read_bytes())
    whole[-6] ^= 0xFF
    (tmp_path / "b.tar.gz").write_bytes(whole)
    assert fault(tmp_path / "b.tar.gz").startswith("b.tar.gz: The archive is cut off or damaged")
    (tmp_path / "c.tar.gz").write_bytes(b"PK\x03\x04 something else")
    assert fault(tmp_path / "c.tar.gz").startswith("c.tar.gz: The archive is cut off or damaged")


def test_a_bomb_is_stopped_where_it_exceeds_the_limit(tmp_path):
    path = archive(tmp_path / "a.tar.gz", member("zeros", bytes(30 * 1024**2)))
    assert path.stat().st_size < 100_000
    assert fault(path, limit=10 * 1024**2) == "a.tar.gz: The archive unpacks to more than it may: at most 2 GB."


def test_a_header_that_fills_the_memory_is_refused(tmp_path):
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1024**3
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        file.write(header.tobuf() + bytes(10_240))
    assert fault(tmp_path / "a.tar.gz") == "a.tar.gz: The archive has a header that is too large."


def test_a_file_of_holes_is_refused(tmp_path):
    holes = tarfile.TarInfo("holes")
    holes.type, holes.size = tarfile.GNUTYPE_SPARSE, 0
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        file.write(holes.tobuf(tarfile.GNU_FORMAT) + bytes(10_240))
    assert fault(tmp_path / "a.tar.gz").startswith("holes: The archive holds a link or a device")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    path = archive(tmp_path / "a.tar.gz", *(member(f"{n}.md", b"x") for n in range(3)))
    assert fault(path) == "a.tar.gz: There are too many files: at most 2."


@pytest.mark.django_db
def test_nothing_is_imported_from_a_bad_archive(sample, tmp_path, stored_files):
    path = archive(tmp_path / "a.tar.gz", member("../evil", b"x"), folder=sample("markdown"))
    with pytest.raises(SourceError):
        import_course(path)
    assert Course.objects.count() == 0
    assert stored_files() == []
