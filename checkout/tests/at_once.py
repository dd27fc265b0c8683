"""Several workers at the same time, each with a database connection of its own."""

import threading
import time

from django.db import connection


def at_once(*jobs):
    """Run the jobs in threads that start together; return their results, or what they raised."""
    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index, job):
        barrier.wait(30)
        try:
            results[index] = job()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


class Worker(threading.Thread):
    """One worker in the background, with its own connection; its result or error is kept."""

    def __init__(self, job):
        super().__init__(daemon=True)
        self.job, self.result = job, None
        self.start()

    def run(self):
        try:
            self.result = self.job()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            self.result = error
        finally:
            connection.close()


def until(condition, *, seconds=30):
    """Return once the condition holds; it is looked at again and again, for the database has no way to call back."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        threading.Event().wait(0.005)


def waits_for_a_lock():
    """Return whether some connection to this database waits for a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0


def alone():
    """Return whether no other connection to this database is in a transaction: whoever was killed or frozen holds nothing any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND (xact_start IS NOT NULL OR state = 'active')"
        )
        return cursor.fetchone()[0] == 0
