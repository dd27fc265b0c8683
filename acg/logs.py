"""Log lines as JSON on stdout: one line an event, with the request's id, without secrets; a metric's line is CloudWatch's as well."""

import datetime as dt
import logging

import orjson

from acg.middleware import request_id
from acg.shared.metrics import embedded

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "status_code", "taskName"}
FIGURE = frozenset({"metric", "value", "unit", "dimensions"})


class JsonFormatter(logging.Formatter):
    """Format a record as one JSON object: time, level, logger, message, request id, the `extra` fields, the traceback.

    Args:
        stage: which deployment speaks, as metrics are told apart.
    """

    def __init__(self, stage: str = "laptop") -> None:
        super().__init__()
        self.stage = stage

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of JSON."""
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        extra = {key: value for key, value in vars(record).items() if key not in STANDARD}
        if extra.keys() >= FIGURE:
            line |= embedded(extra, stage=self.stage, at_ms=int(record.created * 1000))
        else:
            line |= extra
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()
