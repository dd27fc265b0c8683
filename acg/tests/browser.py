"""A browser in tests: what every page promises whoever uses it."""

import threading
from pathlib import Path

from django.core.servers import basehttp

AXE = (Path(__file__).resolve().parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed stays in the browser: to carry it here takes three times as long as to find it.
FOUND = """async (rules) => {
    const asked = { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] };
    const { violations } = await axe.run(asked);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""


def violations(page):
    """Return what axe finds wrong with the page as it stands: the rule, and where."""
    page.evaluate(AXE)
    return page.evaluate(FOUND, RULES)


def overflows(page):
    """Tell whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


class _Requests:
    """Counts the requests that the live server is answering; a kept-alive connection that asks nothing is none.

    Django's signals would not do: no end is told of a request that was broken off after its answer.
    """

    def __init__(self):
        self.count, self.changed = 0, threading.Condition()

    def add(self, number):
        with self.changed:
            self.count += number
            self.changed.notify_all()

    def wait(self, seconds):
        with self.changed:
            return self.changed.wait_for(lambda: self.count <= 0, seconds)


_requests = _Requests()


class _CountedHandler(basehttp.ServerHandler):
    """Answers one request of a live server."""

    def run(self, application):
        """Answer it, however that ends."""
        _requests.add(1)
        try:
            super().run(application)
        finally:
            _requests.add(-1)


basehttp.ServerHandler = _CountedHandler  # type: ignore[misc]  # its request handler finds it by this name


def let_threads_finish():
    """Wait for requests and deliveries that still write: the database is emptied after them."""
    assert _requests.wait(20), f"{_requests.count} requests are still being answered"
    for thread in threading.enumerate():
        if thread.name == "stripe-sandbox":
            thread.join(20)
    assert _requests.wait(20), f"{_requests.count} requests are still being answered"
