"""Work that is killed with -9 at its n-th boundary: a commit, a call of Stripe's, a mail. Every boundary gets its turn.

Between two boundaries a kill can leave nothing behind but what a rollback leaves, so these are all the places there are.
"""

import contextlib
import os
import pickle
import signal
import sys
import traceback
from unittest import mock

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from checkout import gateways
from checkout.tests.at_once import alone, until

CALLS = ("create_session", "session", "expire_session", "payment", "refunds", "create_refund")
inherited: list[object] = []


class Killer:
    """Runs work in children that end at a boundary, with what happened at Stripe kept."""

    def __init__(self, stripe, folder):
        self.stripe, self.state, self.names = stripe, folder / "stripe", folder / "boundary"

    def each_boundary(self, prepare, work):
        """Yield the name of each boundary, and what was prepared for it, once the work was killed there."""
        for number in range(1, 1_000):
            prepared = prepare()
            name = self.kill(number, work, prepared)
            if name is None:
                assert number > 1, "the work has no boundary at all"
                return
            yield name, prepared

    def kill(self, number, work, prepared):
        """Run the work in a child until its n-th boundary; return the boundary's name, or nothing when there are fewer."""
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            try:
                self._child(number, work, prepared)
            except BaseException:  # noqa: BLE001 -- the parent must not run on in the child
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        _pid, status = os.waitpid(pid, 0)
        until(alone)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            self.stripe.load(self.state)
            return self.names.read_text()
        assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
        return None

    def _child(self, number, work, prepared):
        inherited.append(connection.connection)  # the parent's: closing it here would end it there
        connection.connection = None
        connection.connect()
        left = [number]

        def boundary(name):
            left[0] -= 1
            if left[0] == 0:
                self.state.write_bytes(pickle.dumps(self.stripe.held()))
                self.names.write_text(name)
                os.kill(os.getpid(), signal.SIGKILL)

        def around(name, original):
            def call(*args, **kwargs):
                boundary(f"before {name}")
                answer = original(*args, **kwargs)
                boundary(f"after {name}")
                return answer

            return call

        def write(execute, sql, params, many, context):
            is_alone = connection.get_autocommit() and sql.startswith(("INSERT", "UPDATE", "DELETE"))
            run = around(f"the statement {sql[:30]}", execute) if is_alone else execute
            return run(sql, params, many, context)

        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch.object(self.stripe, name, around(f"Stripe's {name}", getattr(self.stripe, name))))
            stack.enter_context(mock.patch.object(DatabaseWrapper, "_commit", around("a commit", DatabaseWrapper._commit)))
            stack.enter_context(mock.patch.object(EmailMultiAlternatives, "send", around("a mail", EmailMultiAlternatives.send)))
            stack.enter_context(mock.patch.object(gateways, "gateway", return_value=self.stripe))
            stack.enter_context(connection.execute_wrapper(write))
            work(prepared)
