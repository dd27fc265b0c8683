"""What the fuzzing tool holds answers against must be able to fail; the tool itself runs by `make fuzz`."""

import importlib.util
import json
import sys
from types import SimpleNamespace

import pytest

from acg.fuzz.running import CHECKS
from acg.graphql.codes import CODES


@pytest.fixture
def check(monkeypatch):
    """Return the check as the tool loads it, without the tool."""
    monkeypatch.setitem(sys.modules, "schemathesis", SimpleNamespace(check=lambda found: found))
    monkeypatch.setenv("FUZZ_CODES", ",".join(CODES))
    spec = importlib.util.spec_from_file_location("fuzz_checks", CHECKS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda status, body: module.errors_are_coded(None, SimpleNamespace(status_code=status, content=body), None)


def answer(*errors):
    return json.dumps({"data": None, "errors": list(errors)}).encode()


def coded(code):
    return {"message": "No.", "extensions": {"code": code}}


@pytest.mark.parametrize("code", sorted(CODES.keys() - {"INTERNAL"}))
def test_a_coded_refusal_is_as_it_should_be(check, code):
    check(200, answer(coded(code)))
    check(200, b'{"data": {}}')


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, answer(coded("NOT_FOUND"))),
        (503, b"{}"),
        (200, answer(coded("INTERNAL"))),
        (200, answer(coded("ANYTHING"))),
        (200, answer({"message": "No."})),
        (200, answer(coded("NOT_FOUND"), coded("INTERNAL"))),
        (200, b"[]"),
    ],
)
def test_anything_else_is_found(check, status, body):
    with pytest.raises(AssertionError):
        check(status, body)


def test_what_is_no_json_is_found(check):
    with pytest.raises(json.JSONDecodeError):
        check(200, b"<html>")
