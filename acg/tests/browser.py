"""A browser in tests: what every page promises whoever uses it."""

import threading
from pathlib import Path

AXE = (Path(__file__).resolve().parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """Return what axe finds wrong with the page as it stands: the rule, and where."""
    page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run({ runOnly: { type: 'tag', values: rules } })", RULES)["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def overflows(page):
    """Tell whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def let_threads_finish():
    """Wait for requests and deliveries that still write: the database is emptied after them."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name or thread.name == "stripe-sandbox":
            thread.join(20)
