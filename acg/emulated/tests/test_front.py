"""One address for two hosts: what goes where, and that neither sees the other's session."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from acg.emulated.children import free_port
from acg.emulated.front import Front, listening
from acg.emulated.visiting import Visitor


@pytest.fixture
def upstream():
    """A server that writes down what it is asked, and sets two cookies."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            seen.append((self.command, self.path, self.headers["Host"], self.headers.get("Cookie", ""), body))
            self.send_response(200)
            self.send_header("Set-Cookie", "sessionid=theirs; Path=/")
            self.send_header("Set-Cookie", "csrftoken=token; Path=/")
            self.end_headers()
            self.wfile.write(b"\x00\xff")

        def do_GET(self):
            self.do_POST()

        def log_message(self, format, *args):  # noqa: A002 -- the standard library's name
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, seen
    server.shutdown()
    server.server_close()


def test_the_stage_is_put_before_the_path_and_bytes_and_cookies_stay(upstream):
    port, seen = upstream
    front, here = Front(gateway=port, stripe=1), free_port()
    front.prefix = "/_aws/execute-api/abc/dev_web"
    with listening(front, port=here):
        visitor = Visitor(f"http://127.0.0.1:{here}")
        answer = visitor.send("/graphql?a=b%20c", "ñ".encode())
        visitor.send("/", b"")
    assert (answer.status, answer.body) == (200, b"\x00\xff")
    assert answer.headers.get_all("Set-Cookie") == ["sessionid=theirs; Path=/", "csrftoken=token; Path=/"]
    assert seen == [
        ("POST", "/_aws/execute-api/abc/dev_web/graphql?a=b%20c", f"127.0.0.1:{here}", "", "ñ".encode()),
        ("POST", "/_aws/execute-api/abc/dev_web/", f"127.0.0.1:{here}", "sessionid=theirs; csrftoken=token", b""),
    ]


def test_stripe_neither_sees_nor_takes_the_schools_session(upstream):
    port, seen = upstream
    here = free_port()
    with listening(Front(gateway=1, stripe=port), port=here):
        connection = http.client.HTTPConnection("127.0.0.1", here)
        connection.request("GET", "/_stripe/pay/1", headers={"Cookie": "sessionid=ours; csrftoken=token"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
    assert answer.headers.get_all("Set-Cookie") == ["csrftoken=token; Path=/"]
    assert [(path, cookies) for _method, path, _host, cookies, _body in seen] == [("/_stripe/pay/1", "csrftoken=token")]


def test_nobody_behind_it_is_a_bad_gateway():
    here = free_port()
    with listening(Front(gateway=free_port(), stripe=1), port=here):
        assert Visitor(f"http://127.0.0.1:{here}").get("/").status == 502
