import pytest

from courses.importing import source as module
from courses.importing.source import Source, SourceError


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "course"
    path.mkdir()
    return path


def fault(action):
    with pytest.raises(SourceError) as refusal:
        action()
    return str(refusal.value)


def test_the_files_are_found_without_hidden_ones(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "b").mkdir()
    (folder / "b" / "c.md").write_text("x")
    (folder / "a.PNG").write_text("x")
    source = Source(folder)
    assert source.files == ["a.PNG", "b/c.md"]
    assert source.under("", ".png") == ["a.PNG"]
    assert source.under("b") == ["b/c.md"]
    assert not source.has("../outside")
    assert fault(lambda: source.read("../outside")) == "../outside: The file is missing."


@pytest.mark.parametrize("name", ["file.md", "folder"])
def test_links_to_other_files_are_refused(folder, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.md").write_text("secret")
    (folder / name).symlink_to(tmp_path / name)
    assert fault(lambda: Source(folder).files) == f"{name}: This is a link to another file: put the file itself in its place."


def test_there_are_limits(folder, monkeypatch):
    (folder / "a.md").write_text("four")
    (folder / "b.md").write_text("four")
    monkeypatch.setattr(module, "MAX_FILES", 1)
    assert fault(lambda: Source(folder).files) == "There are too many files: at most 1."
    monkeypatch.setattr(module, "MAX_FILES", 2)
    monkeypatch.setattr(module, "MAX_BYTES", 7)
    assert fault(lambda: Source(folder).files) == "The files are too large together: at most 2 GB."
    monkeypatch.setattr(module, "MAX_BYTES", 8)
    monkeypatch.setattr(module, "MAX_TEXT_BYTES", 3)
    assert fault(lambda: Source(folder).text("a.md")) == "a.md: The file is too large for a text: at most 5 MB."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"fine\nna\xefve\n", "a.md:2: The file is not UTF-8: save it with that encoding."),
        ("fine".encode("utf-16"), "a.md:1: The file is not UTF-8: save it with that encoding."),
        (b"one\ntwo\nthr\0ee", "a.md:3: The file holds a zero byte: it is no text."),
    ],
)
def test_texts_are_utf_8(folder, data, message):
    (folder / "a.md").write_bytes(data)
    assert fault(lambda: Source(folder).text("a.md")) == message


def test_lines_end_in_any_way(folder):
    (folder / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert Source(folder).lines("a.md") == ["one", "two", "three", ""]


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol">
 <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
]>
<course>&lol2;</course>"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "c.xml:2: The XML declares a document type or entities, which a course never needs."),
        (
            '<?xml version="1.0"?>\n\n<!DOCTYPE c SYSTEM "file:///etc/passwd"><c/>',
            "c.xml:3: The XML declares a document type or entities, which a course never needs.",
        ),
        ("<course>\n<chapter>\n</course>", "c.xml:3: The XML is broken: mismatched tag: line 3, column 2."),
        ("", "c.xml:1: The XML is broken: no element found: line 1, column 0."),
    ],
)
def test_xml_is_plain_and_whole(folder, text, message):
    (folder / "c.xml").write_text(text)
    assert fault(lambda: Source(folder).xml("c.xml")) == message


def test_xml_is_utf_8_whatever_it_declares(folder):
    (folder / "c.xml").write_text('<?xml version="1.0" encoding="iso-8859-1"?><c n="é"/>', encoding="utf-8")
    assert Source(folder).xml("c.xml").get("n") == "é"
