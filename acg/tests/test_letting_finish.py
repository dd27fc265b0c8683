import socket
import struct
from urllib.parse import urlsplit

import pytest

from acg.tests.browser import let_threads_finish

BEGUN = b"POST /nothing-here/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\nonly this"
ABORT = struct.pack("ii", 1, 0)  # close at once, without a word more


@pytest.mark.django_db(transaction=True)
def test_a_request_is_over_that_was_answered_and_broken_off_before_all_of_it_was_sent(live_server):
    address = urlsplit(live_server.url)
    with socket.create_connection((address.hostname, address.port)) as browser:
        browser.sendall(BEGUN)
        answer = b""
        while b"</html>" not in answer:
            answer += browser.recv(100_000)
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
    let_threads_finish()
