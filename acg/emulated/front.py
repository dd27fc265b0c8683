"""What stands before the API: where CloudFront takes the stage out of the addresses, and where Stripe is another host."""

import contextlib
import http.client
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STRIPE = "/_stripe"
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "content-length",
    "date",
    "server",
}
LONGEST_SECONDS = 60
SESSION = "sessionid="  # one host is two here: Stripe would not know the school's session, and take the cookie away


class Front:
    """One address on the loopback: `/_stripe/` is the second process, everything else is a stage of the API.

    Args:
        gateway: the port of the emulator.
        stripe: the port of the sandbox.
    """

    def __init__(self, *, gateway: int, stripe: int) -> None:
        self.gateway, self.stripe = gateway, stripe
        self.prefix = ""  # of the stage at the emulator, once it is there

    def upstream(self, path: str) -> tuple[int, str]:
        """Return the port and the address there that a visitor's address stands for."""
        if path.startswith(STRIPE):
            return self.stripe, path
        return self.gateway, self.prefix + path


@contextlib.contextmanager
def listening(front: Front, *, port: int) -> Iterator[None]:
    """Answer at a port of the loopback, in the background."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(front))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _handler(front: Front) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with contextlib.suppress(OSError):  # a visitor who went away
                super().handle()

        def do_GET(self) -> None:
            port, path = front.upstream(self.path)
            try:
                status, headers, body = _ask(self, port, path, is_stripe=port == front.stripe)
            except (OSError, http.client.HTTPException) as error:
                self.send_error(502, type(error).__name__)
                return
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
            """Keep quiet: the functions have logs of their own."""

    for method in ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.do_GET)
    return Handler


def _ask(visitor: BaseHTTPRequestHandler, port: int, path: str, *, is_stripe: bool) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask what is behind the front what the visitor asks, and return its answer."""
    body = visitor.rfile.read(int(visitor.headers.get("Content-Length") or 0))
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_SECONDS)
    with contextlib.closing(there):
        there.putrequest(visitor.command, path, skip_host=True, skip_accept_encoding=True)
        for name, value in _passing(visitor.headers.items()):
            there.putheader(name, _without_session(value) if is_stripe and name.lower() == "cookie" else value)
        there.putheader("Content-Length", str(len(body)))
        there.endheaders(body)
        answer = there.getresponse()
        headers = _passing(answer.getheaders())
        if is_stripe:
            headers = [(name, value) for name, value in headers if name.lower() != "set-cookie" or not value.startswith(SESSION)]
        return answer.status, headers, answer.read()


def _passing(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in HOP_BY_HOP]


def _without_session(cookies: str) -> str:
    return "; ".join(part for part in cookies.split("; ") if not part.startswith(SESSION))
