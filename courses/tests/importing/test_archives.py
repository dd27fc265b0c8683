import gzip
import hashlib
import io
import stat
import struct
import tarfile
import zipfile

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
    (tmp_path / "c.tar.gz").write_bytes(b"something else")
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


def zipped(path, *members, folder=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(folder.rglob("*")) if folder else ():
            target.write(file, file.relative_to(folder.parent).as_posix())
        for name, data in members:
            target.writestr(name, data)
    return path


def entry(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.django_db
def test_a_zip_is_the_folder_in_it(sample, tmp_path):
    folder = sample("markdown")
    junk = [("__MACOSX/markdown/._README.md", b"x"), (".DS_Store", b"x")]
    report = import_course(zipped(tmp_path / "whatever", *junk, folder=folder))
    assert (report.lessons, report.questions) == (5, 4)
    assert import_course(folder).unchanged == report.created


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../evil", "../evil: The archive wants to write outside its folder."),
        ("a/../../evil", "a/../../evil: The archive wants to write outside its folder."),
        ("/etc/evil", "/etc/evil: The archive wants to write outside its folder."),
        ("a\\..\\evil", "a\\..\\evil: The archive wants to write outside its folder."),
        (
            entry("link", stat.S_IFLNK | 0o777),
            "link: The archive holds a link or a device: only files and folders may be in it.",
        ),
        (
            entry("pipe", stat.S_IFIFO | 0o600),
            "pipe: The archive holds a link or a device: only files and folders may be in it.",
        ),
    ],
)
def test_a_zip_stays_in_its_folder(tmp_path, name, message):
    assert fault(zipped(tmp_path / "a.zip", ("README.md", b"# A"), (name, b"/etc/passwd"))) == message
    assert not (tmp_path / "evil").exists()


def test_a_file_twice_in_a_zip_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "a.zip", ("a.md", b"1"), ("a.md", b"2"))
    assert fault(path) == "a.md: The archive holds this file twice."


@pytest.mark.parametrize("kept", [0.2, 0.99])
def test_a_truncated_zip_is_refused(tmp_path, kept):
    whole = zipped(tmp_path / "a.zip", ("README.md", b"# A" * 1000)).read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: int(len(whole) * kept)])
    assert fault(cut) == "cut.zip: The archive is cut off or damaged (its end is missing)."


def test_a_damaged_zip_is_refused(tmp_path):
    whole = bytearray(zipped(tmp_path / "a.zip", ("README.md", b"".join(bytes([n]) for n in range(256)))).read_bytes())
    whole[60] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(whole)
    assert fault(tmp_path / "b.zip").startswith("b.zip: The archive is cut off or damaged")


def test_a_locked_zip_is_refused(tmp_path):
    whole = bytearray(zipped(tmp_path / "a.zip", ("README.md", b"# A")).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(signature) + offset] |= 1
    (tmp_path / "b.zip").write_bytes(whole)
    assert fault(tmp_path / "b.zip") == "README.md: The archive is locked with a password."


def test_a_bomb_in_a_zip_is_stopped_where_it_exceeds_the_limit(tmp_path):
    path = zipped(tmp_path / "a.zip", ("zeros", bytes(30 * 1024**2)))
    assert path.stat().st_size < 100_000
    assert fault(path, limit=10 * 1024**2) == "a.zip: The archive unpacks to more than it may: at most 2 GB."


def test_a_zip_whose_list_fills_the_memory_is_refused(tmp_path):
    whole = bytearray(zipped(tmp_path / "a.zip", ("README.md", b"# A")).read_bytes())
    end = whole.rindex(b"PK\x05\x06")
    (tmp_path / "b.zip").write_bytes(whole[: end + 12] + struct.pack("<L", 1024**3) + whole[end + 16 :])
    (tmp_path / "c.zip").write_bytes(whole[:end] + b"PK\x06\x07" + bytes(16) + whole[end:])
    for name in ("b.zip", "c.zip"):
        assert fault(tmp_path / name) == f"{name}: The archive has a header that is too large."


def test_too_many_files_in_a_zip_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    path = zipped(tmp_path / "a.zip", *((f"{n}.md", b"x") for n in range(3)))
    assert fault(path) == "a.zip: There are too many files: at most 2."
