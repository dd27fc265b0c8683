"""Several at once, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(count, call):
    """Return what `call(0)` to `call(count - 1)` return, each in a thread of its own; the first error is raised."""

    def one(number):
        try:
            return call(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
