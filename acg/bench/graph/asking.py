"""Requests to Django's handler, from the first middleware to the last byte, without a socket."""

import io
from typing import Any

import orjson
from django.core.handlers.wsgi import WSGIHandler


class School:
    """The site's handler in this process."""

    def __init__(self, *, session: str = "") -> None:
        self._handler = WSGIHandler()
        self._session = session

    def get(self, path: str, *, query: str = "", is_own: bool = False) -> bytes:
        """Return what a GET is answered."""
        return self._ask(self._environ("GET", path, is_own=is_own) | {"QUERY_STRING": query})

    def post(self, path: str, body: bytes, *, is_own: bool = False) -> bytes:
        """Return what a POST of JSON is answered."""
        more = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
        return self._ask(self._environ("POST", path, is_own=is_own) | more)

    def _ask(self, environ: dict[str, Any]) -> bytes:
        status = ""

        def start_response(line: str, _headers: list[tuple[str, str]], _error: Any = None) -> Any:
            nonlocal status
            status = line

        response: Any = self._handler(environ, start_response)
        body = b"".join(response)
        response.close()
        if not status.startswith("200"):
            raise RuntimeError(f"{environ['PATH_INFO']}: {status}: {body[:500]!r}")
        return body

    def _environ(self, method: str, path: str, *, is_own: bool) -> dict[str, Any]:
        cookie = {"HTTP_COOKIE": f"sessionid={self._session}"} if is_own else {}
        return {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT": "application/json",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **cookie,
        }


def body_of(query: str, variables: dict[str, Any]) -> bytes:
    """Return the body of a request of a graph."""
    return orjson.dumps({"query": query, "variables": variables})
