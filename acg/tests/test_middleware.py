import contextlib
import json
import logging

import pytest
from django.conf import settings
from django.http import HttpResponse

from acg import urls, visitor_urls
from acg.logs import JsonFormatter
from acg.middleware import RequestIdMiddleware, StaticFilesMiddleware, request_id


def test_every_answer_carries_a_request_id(client):
    response = client.get("/healthz")
    assert len(response["X-Request-Id"]) == 32


def test_a_well_formed_request_id_of_the_caller_is_kept(client):
    assert client.get("/healthz", headers={"X-Request-Id": "caller-12345"})["X-Request-Id"] == "caller-12345"


@pytest.mark.parametrize("given", ["short", "x" * 65, 'quote"quote"', "new\nline-new-line"])
def test_a_malformed_request_id_is_replaced(client, given):
    assert client.get("/healthz", headers={"X-Request-Id": given})["X-Request-Id"] != given


def test_what_visitors_addresses_lack_lies_below_the_rare_paths():
    rest = [f"/{one.pattern}" for one in urls.urlpatterns if one not in visitor_urls.urlpatterns]
    assert rest == ["/_allauth/", "/admin/", "/admin/"]
    assert all(path.startswith(settings.RARE_PATHS) for path in rest)
    assert not [one for one in visitor_urls.urlpatterns if f"/{one.pattern}".startswith(settings.RARE_PATHS)]


@pytest.mark.parametrize(("path", "urlconf"), [("/healthz", "acg.visitor_urls"), ("/admin/", None), ("/admin", None)])
def test_the_admins_addresses_are_loaded_for_those_who_ask_for_it(client, path, urlconf):
    assert getattr(client.get(path).wsgi_request, "urlconf", None) == urlconf


@pytest.mark.django_db  # closing an answer looks at the connections
def test_static_files_are_looked_for_when_the_first_is_asked_for(rf, settings, tmp_path):
    settings.STATIC_ROOT, settings.DEBUG, settings.WHITENOISE_USE_FINDERS = tmp_path, False, False
    (tmp_path / "a.css").write_text("body {}")
    answer = StaticFilesMiddleware(lambda _request: HttpResponse("page"))

    assert answer(rf.get("/courses/")).content == b"page"
    assert answer.files == {}

    with contextlib.closing(answer(rf.get("/static/a.css"))) as found:
        assert found.getvalue() == b"body {}"
    assert answer(rf.get("/static/b.css")).content == b"page"


def test_secure_headers_are_on_every_answer(client):
    response = client.get("/healthz")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy


def test_a_log_line_is_json_with_the_request_and_the_extra_fields():
    record = logging.getLogger("tests").makeRecord(
        "tests", logging.WARNING, "f", 1, "paid %s", ("now",), None, extra={"order": "o1"}
    )
    token = request_id.set("r" * 10)
    try:
        line = json.loads(JsonFormatter().format(record))
    finally:
        request_id.reset(token)
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "tests", "message": "paid now", "request_id": "r" * 10, "order": "o1"}


def test_a_log_line_carries_the_traceback():
    try:
        raise ValueError("boom")
    except ValueError:
        import sys  # noqa: PLC0415 -- only here

        record = logging.LogRecord("tests", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    assert "ValueError: boom" in json.loads(JsonFormatter().format(record))["traceback"]


def test_an_answer_is_a_line_of_the_log_with_its_route_and_without_its_address(client, caplog):
    with caplog.at_level("INFO", logger="acg.requests"):
        client.get("/healthz?token=secret")
    [record] = [record for record in caplog.records if record.name == "acg.requests"]
    assert (record.message, record.method, record.route, record.status) == ("answered", "GET", "healthz", 200)
    assert record.ms >= 0
    assert "secret" not in str(vars(record))


@pytest.mark.parametrize(("status", "failed"), [(404, 0), (500, 1), (503, 1)])
def test_errors_of_the_server_are_counted_before_the_answer_goes_out(rf, caplog, status, failed):
    with caplog.at_level("INFO", logger="acg.metrics"):
        RequestIdMiddleware(lambda _request: HttpResponse(status=status))(rf.get("/x"))
    assert [record.metric for record in caplog.records if record.name == "acg.metrics"] == ["requests.failed"] * failed
