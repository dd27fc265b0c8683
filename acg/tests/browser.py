"""A browser in tests: what every page promises whoever uses it."""

import threading
from pathlib import Path

from django.core.signals import request_finished, request_started

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
    """Counts the requests that the live server is answering; a kept-alive connection that asks nothing is none."""

    def __init__(self):
        self.count, self.changed = 0, threading.Condition()
        request_started.connect(self.begin, weak=False)
        request_finished.connect(self.end, weak=False)

    def begin(self, **_signal):
        self.add(1)

    def end(self, **_signal):
        self.add(-1)

    def add(self, number):
        """Count in the live server's threads only: Django's test client ends some of its requests without a signal."""
        if "process_request_thread" in threading.current_thread().name:
            with self.changed:
                self.count += number
                self.changed.notify_all()

    def wait(self, seconds):
        with self.changed:
            return self.changed.wait_for(lambda: self.count <= 0, seconds)


_requests = _Requests()


def let_threads_finish():
    """Wait for requests and deliveries that still write: the database is emptied after them."""
    assert _requests.wait(20), f"{_requests.count} requests are still being answered"
    for thread in threading.enumerate():
        if thread.name == "stripe-sandbox":
            thread.join(20)
    assert _requests.wait(20), f"{_requests.count} requests are still being answered"
