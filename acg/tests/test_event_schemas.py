"""What facts carry is written down, and grows without harm to who reads it."""

import datetime as dt
import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from acg.events.schemas import breaks, facts_of, schemas_of
from acg.management.commands import check_events
from acg.wiring import AFTERWARDS, COPIES


@dataclass(frozen=True)
class Sold:
    """Something was sold.

    More words.
    """

    thing: str
    price: int
    is_gift: bool
    at: dt.datetime | None
    tags: tuple[str, ...]
    counts: dict[str, int] = field(default_factory=dict)
    note: str = ""


def test_a_fact_is_described_by_its_fields():
    assert schemas_of([Sold]) == {
        "Sold": {
            "description": "Something was sold.",
            "type": "object",
            "x-version": 1,
            "properties": {
                "thing": {"type": "string"},
                "price": {"type": "integer"},
                "is_gift": {"type": "boolean"},
                "at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
                "tags": {"type": "array", "items": {"type": "string"}},
                "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
                "note": {"type": "string"},
            },
            "required": ["thing", "price", "is_gift", "at", "tags"],
        }
    }


def test_what_json_would_not_give_back_cannot_be_carried():
    @dataclass(frozen=True)
    class Weighed:
        grams: set[int]

    with pytest.raises(TypeError, match="cannot carry"):
        schemas_of([Weighed])


def test_facts_within_a_transaction_do_not_go_out():
    @dataclass(frozen=True)
    class Together:
        signal: ClassVar[object] = object()

    assert facts_of(SimpleNamespace(Together=Together, Sold=Sold, other=1)) == [Sold]


def changed(**changes):
    (old,) = schemas_of([Sold]).values()
    return {"Sold": old}, {"Sold": {**json.loads(json.dumps(old)), **changes}}


def test_each_harm_has_its_words():
    old, new = changed()
    assert breaks(old, new) == []
    properties = new["Sold"]["properties"]
    del properties["thing"]
    properties["price"] = {"type": "string"}
    properties["buyer"] = properties["hint"] = {"type": "string"}
    new["Sold"]["required"] = ["price", "is_gift", "at", "buyer"]
    assert breaks(old, new) == [
        "Sold.thing is gone.",
        "Sold.price is of another kind.",
        "Sold.tags may be left out.",
        "Sold.buyer is new without a default: facts under way lack it.",
    ]
    assert breaks(old, {}) == ["Sold is gone."]


@pytest.mark.parametrize(("version", "found"), [(2, []), (0, ["Sold has an older version than was promised."])])
def test_a_higher_major_version_may_change_all(version, found):
    old, new = changed(properties={}, required=[], **{"x-version": version})
    assert breaks(old, new) == found


def test_what_is_committed_is_what_the_facts_carry_and_keeps_the_last_releases_promise():
    call_command("check_events")


def test_everything_that_is_waited_for_is_described():
    described = json.loads((settings.BASE_DIR / check_events.OFFERED).read_text())
    assert {fact.__name__ for fact, _consumer, _reaction in (*AFTERWARDS, *COPIES)} <= set(described)


def test_every_fact_has_its_line_in_the_docs():
    page = (settings.BASE_DIR / "docs/events.md").read_text()
    assert [name for name in check_events.offered() if f"`{name}`" not in page] == []


def test_a_change_is_refused_until_it_is_written_and_never_written_when_it_breaks(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / check_events.OFFERED).write_text("{}\n")
    (tmp_path / check_events.RELEASED).write_text("{}\n")
    monkeypatch.setattr(check_events, "offered", lambda: schemas_of([Sold]))
    with pytest.raises(CommandError, match="is not what the facts carry"):
        call_command("check_events")
    call_command("check_events", write=True)
    call_command("check_events", release=True)
    monkeypatch.setattr(check_events, "offered", dict)
    with pytest.raises(CommandError, match=r"Sold is gone\."):
        call_command("check_events", write=True)
    assert "Sold" in (tmp_path / check_events.OFFERED).read_text()
