import argparse
import contextlib
import json
import secrets
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from acg.chaos.cluster import Cluster
from acg.emulated.account import CREDENTIALS, REGION, Account
from acg.emulated.children import Child, FailedError, free_port, tail
from acg.emulated.front import Front, listening
from acg.emulated.proofs import PROOFS, Deployment, catalogue, migrate
from acg.emulated.rows import ROOT, STRIPE, address_of, environment_of, fill, laptop

LEVEL = "dev"
LEVELS = (LEVEL, "staging", "production")


def main(arguments: list[str] | None = None) -> int:
    """Deploy, prove, wait until somebody says Ctrl-C, and take everything away; 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m acg.emulated", description="Deploy the school to an emulator of AWS.")
    parser.add_argument("zip", type=Path, help="what runs, built for this machine")
    parser.add_argument("--tools", type=Path, required=True, help="the folder of zappa and ministack, of the zip's Python")
    parser.add_argument("--port", type=int, default=8000, help="of the site; with --once a free one")
    parser.add_argument("--once", action="store_true", help="prove it, on every stage, and end")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends what it started
    try:
        with contextlib.ExitStack() as stack:
            _run(
                stack,
                chosen.zip.resolve(),
                chosen.tools.resolve(),
                free_port() if chosen.once else chosen.port,
                is_once=chosen.once,
            )
    except FailedError as error:
        sys.stderr.write(f"deploy: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stdout.write("\ndeploy: everything is taken away\n")
    return 0


def _run(stack: contextlib.ExitStack, path: Path, tools: Path, port: int, *, is_once: bool) -> None:
    cluster = stack.enter_context(Cluster())
    stack.push(_tell_logs(cluster.scratch))
    site = f"http://127.0.0.1:{port}"
    with _step("emulator of AWS"):
        account = Account(_emulator(stack, tools, cluster.scratch), tools, cluster.scratch)
    stack.push(_keep_logs(account, cluster.scratch))
    deployed = _prepared(account, cluster, site)
    with _step(f"zappa deploy {LEVEL}_release"):
        _deploy(account, path, f"{LEVEL}_release")
    with _step("migrate, in that function") as said:
        said.append(migrate(account, f"{LEVEL}_release"))
    with _step("demo school, and Stripe's sandbox in a process of its own"):
        fill(cluster)
        front = Front(gateway=account.port, stripe=_stripe(stack, cluster))
        stack.enter_context(listening(front, port=port))
    for level in LEVELS if is_once else (LEVEL,):
        with _step(f"zappa deploy {level}_web and {level}_worker"):
            _deploy(account, path, f"{level}_web", f"{level}_worker")
    account.let_work(f"{LEVEL}_worker", deployed.queues)
    front.prefix = account.api(f"{LEVEL}_web")
    for proof in PROOFS:
        with _step(proof.__name__) as said:
            said.append(proof(deployed))
    if is_once:
        _rest(account, front, deployed, path)
        return
    sys.stdout.write(f"\n  The school is open:   {site}/\n  Stripe, played here:  {site}/_stripe/\n  Stop with Ctrl-C.\n\n")
    while True:
        time.sleep(60)
        account.call(f"{LEVEL}_worker", {"schedule": "minute"})


def _rest(account: Account, front: Front, deployed: Deployment, path: Path) -> None:
    """Show the other stages, replace the code, and take all of it away."""
    for level in LEVELS[1:]:
        front.prefix = account.api(f"{level}_web")
        with _step(f"catalogue of {level}") as said:
            said.append(catalogue(deployed))
    front.prefix = account.api(f"{LEVEL}_web")
    with _step("zappa update") as said:
        said.append(_update(account, path))
    with _step("catalogue after the update") as said:
        said.append(catalogue(deployed))
    with _step("zappa undeploy"):
        for stage in (f"{LEVEL}_release", *(f"{level}_{role}" for level in LEVELS for role in ("web", "worker"))):
            account.zappa("undeploy", stage, "--yes")
        if left := account.functions():
            raise FailedError(f"There are still {left}.")


def _keep_logs(account: Account, scratch: Path) -> Callable[..., None]:
    """Return what takes the functions' last words from the emulator while it is there."""

    def keep(*_: object) -> None:
        for name in account.functions():
            (scratch / f"{name}.log").write_text("\n".join(account.logs(name)))

    return keep


def _tell_logs(scratch: Path) -> Callable[..., None]:
    """Return what shows the processes' last words when something went wrong, before they are removed."""

    def tell(kind: type[BaseException] | None, *_: object) -> None:
        if kind is FailedError:
            for log in sorted(scratch.glob("*.log")):
                sys.stderr.write(f"-- {log.name}\n{tail(log)}\n")

    return tell


def _emulator(stack: contextlib.ExitStack, tools: Path, scratch: Path) -> int:
    port, home = free_port(), Path(tempfile.mkdtemp(prefix="school-aws-"))
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    environment = {
        **CREDENTIALS,
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": str(home),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "LAMBDA_EXECUTOR": "local",
        "MINISTACK_REGION": REGION,
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
    }
    child = Child([tools / "ministack"], environment=environment, log=scratch / "emulator.log", port=port, folder=home)
    stack.callback(child.end)
    child.wait()
    return port


def _stripe(stack: contextlib.ExitStack, cluster: Cluster) -> int:
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", "--verbosity", "0", f"127.0.0.1:{port}"]
    environment = laptop(address_of(cluster, STRIPE)) | {"DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    child = Child(command, environment=environment, log=cluster.scratch / "stripe.log", port=port, folder=ROOT)
    stack.callback(child.end)
    child.wait()
    return port


def _prepared(account: Account, cluster: Cluster, site: str) -> Deployment:
    """Make what a deployment finds, and the settings of the functions."""
    settings = json.loads((ROOT / "zappa_settings.json").read_text())
    account.settings |= settings
    queues = account.found()
    secret = account.keep(
        SECRET_KEY=secrets.token_urlsafe(50),
        DATABASE_URL=address_of(cluster),
        STRIPE_SECRET_KEY="sk_test_sandbox",  # noqa: S106 -- the sandbox's own, worth nothing
        STRIPE_WEBHOOK_SECRETS="whsec_sandbox",
    )
    mails = cluster.scratch / "mails"
    environments = {
        f"{level}_{role}": environment_of(level=level, site=site, topic=queues.topic, mails=mails, secret=secret)
        for level in LEVELS
        for role in ("web", "worker", "release")
    }
    account.write_settings(settings, environments)
    return Deployment(site, address_of(cluster), account, queues, LEVEL)


def _deploy(account: Account, path: Path, *stages: str) -> None:
    source = account.upload(path, stages[0])
    for stage in stages:
        account.zappa("deploy", stage, "--zip", source)


def _update(account: Account, path: Path) -> str:
    """Deploy the same code with one file more, as a release does, and return how the function's code changed."""
    copy = account.scratch / "next.zip"
    shutil.copyfile(path, copy)
    with zipfile.ZipFile(copy, "a") as archive:
        archive.writestr("RELEASE", "2")
    before = account.digest(f"{LEVEL}_web")
    source = account.upload(copy, f"{LEVEL}_web")
    for stage in (f"{LEVEL}_web", f"{LEVEL}_worker"):
        account.zappa("update", stage, "--zip", source)
    after = account.digest(f"{LEVEL}_web")
    if before == after:
        raise FailedError("The function's code is what it was before the update.")
    return f"{before[:8]} became {after[:8]}"


@contextlib.contextmanager
def _step(name: str) -> Iterator[list[str]]:
    """Say a step, what it says itself, and how long it took."""
    began, said = time.monotonic(), list[str]()
    yield said
    detail = f": {said[0]}" if said else ""
    sys.stdout.write(f"deploy: {name}{detail} ({time.monotonic() - began:.1f} s)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
