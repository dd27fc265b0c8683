import socket
from pathlib import Path
from unittest import mock

from acg.preflight import is_taken, problems


def test_nothing_stands_in_the_way(tmp_path):
    assert problems(port=0, folder=tmp_path) == []


def test_an_old_python_is_named_with_the_way_out(tmp_path):
    assert problems(port=0, version=(3, 9), folder=tmp_path) == [
        "Python 3.9 is too old: the school needs 3.11 or newer. Name one: make run PYTHON=python3.11"
    ]


def test_a_full_disk_is_told_before_the_installation_and_not_after(tmp_path):
    with mock.patch("acg.preflight.shutil.disk_usage", return_value=mock.Mock(free=40_000_000)):
        told = problems(port=0, folder=tmp_path)
        (tmp_path / ".data").mkdir()
        installed = problems(port=0, folder=tmp_path)
    assert told == ["The disk is full: 40 MB are free, the school needs 1500 MB. Free some and run again."]
    assert installed == []


def test_a_taken_port_is_told_with_another(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert is_taken(port)
        assert problems(port=port, folder=tmp_path) == [
            f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}"
        ]
    assert not is_taken(port)


def test_the_preflight_is_plain_enough_for_an_old_python():
    source = Path("acg/preflight.py").read_text()
    compile(source, "acg/preflight.py", "exec", dont_inherit=True)
    assert "match " not in source
    assert ":=" not in source
