"""Metrics: their names are in one place, and their lines are what CloudWatch reads."""

import ast
import json
import logging
from pathlib import Path

import pytest
from django.conf import settings

from acg.logs import JsonFormatter
from acg.shared.metrics import METRICS, metric

CONTEXTS = ("acg", "videos", "courses", "checkout", "organisations", "students")


def names_in_the_code():
    """Return the names that the code says, and the files that say one which is not written out."""
    named, other = set(), set()
    for context in CONTEXTS:
        for path in Path(settings.BASE_DIR, context).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "metric":
                    [first, *_rest] = node.args
                    if isinstance(first, ast.Constant):
                        named.add(first.value)
                    else:
                        other.add(str(path.relative_to(settings.BASE_DIR)))
    return named, other


def test_what_the_code_says_is_what_is_written_down():
    named, other = names_in_the_code()
    assert other == {"acg/graphql/usage.py"}  # graph.requests and graph.points, one after the other
    assert named | {"graph.requests", "graph.points"} == set(METRICS)


def line_of(caplog, name, *args, **dimensions):
    with caplog.at_level("INFO", logger="acg.metrics"):
        metric(name, *args, **dimensions)
    [record] = caplog.records
    record.created = 1_700_000_000.123
    return json.loads(JsonFormatter(stage="staging").format(record))


def test_a_metric_is_a_line_that_cloudwatch_reads(caplog):
    line = line_of(caplog, "graph.points", 12.5, client="web")
    assert line.pop("time") == "2023-11-14T22:13:20.123+00:00"
    assert line == {
        "_aws": {
            "Timestamp": 1_700_000_000_123,
            "CloudWatchMetrics": [
                {
                    "Namespace": "School",
                    "Dimensions": [["stage"], ["stage", "client"]],
                    "Metrics": [{"Name": "graph.points", "Unit": "Count"}],
                }
            ],
        },
        "level": "INFO",
        "logger": "acg.metrics",
        "message": "graph.points",
        "stage": "staging",
        "client": "web",
        "graph.points": 12.5,
    }


def test_without_dimensions_there_is_one_series(caplog):
    line = line_of(caplog, "outbox.age", 7, unit="Seconds")
    [directive] = line["_aws"]["CloudWatchMetrics"]
    assert (directive["Dimensions"], directive["Metrics"]) == ([["stage"]], [{"Name": "outbox.age", "Unit": "Seconds"}])
    assert (line["outbox.age"], line["stage"]) == (7, "staging")


@pytest.mark.parametrize("extra", [{"metric": "x"}, {"unit": "kg", "value": 1}])
def test_another_line_with_such_a_field_is_no_metric(extra):
    record = logging.makeLogRecord({"name": "tests", "msg": "said", **extra})
    line = json.loads(JsonFormatter().format(record))
    assert "_aws" not in line
    assert line.items() >= extra.items()
