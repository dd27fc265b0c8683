import json

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor

from acg.releasing import migrating
from acg.releasing.steps import run_step

pytestmark = pytest.mark.django_db


class Pending:
    """A migration that is missing until it is run."""

    def __init__(self, *operations):
        self.migration = migrations.Migration("9999_next", "courses")
        self.migration.operations = list(operations)
        self.is_applied = False


@pytest.fixture
def pending(monkeypatch):
    """Let one more migration wait, whose running is noted."""
    waiting = Pending()

    def plan(self, targets):
        return [] if waiting.is_applied else [(waiting.migration, False)]

    def run(*command, **options):
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            waiting.timeout = cursor.fetchone()[0]
        waiting.is_applied = True

    monkeypatch.setattr(MigrationExecutor, "migration_plan", plan)
    monkeypatch.setattr(migrating, "call_command", run)
    return waiting


def test_where_nothing_is_missing_nothing_is_done():
    result = migrating.migrate_locked()
    assert (result.ok, result.applied, result.refused, result.takes_away) == (True, [], "", [])


def test_what_is_missing_is_applied_and_named_and_busy_tables_are_not_waited_for(pending):
    result = migrating.migrate_locked()
    assert (result.ok, result.applied) == (True, ["courses.9999_next"])
    assert pending.timeout == "5s"
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize(
    ("operation", "described"),
    [
        (migrations.RemoveField("course", "title"), "Remove field title from course"),
        (migrations.RenameField("course", "title", "name"), "Rename field title on course to name"),
        (migrations.DeleteModel("Course"), "Delete model Course"),
    ],
)
def test_what_old_code_may_need_is_taken_away_only_when_it_is_said(pending, operation, described):
    pending.migration.operations = [operation]
    refused = migrating.migrate_locked()
    assert (refused.ok, refused.applied, pending.is_applied) == (False, [], False)
    assert refused.takes_away == [f"courses.9999_next: {described}"]
    assert run_step("contract") | {"seconds": 0} == {
        "release": "contract",
        "ok": True,
        "applied": ["courses.9999_next"],
        "refused": "",
        "takes_away": [f"courses.9999_next: {described}"],
        "seconds": 0,
    }


def test_what_only_adds_needs_no_word(pending):
    pending.migration.operations = [migrations.AddField("course", "x", models.IntegerField(null=True))]
    assert migrating.migrate_locked().ok


def test_a_failure_is_told_and_the_lock_is_free_again(pending, monkeypatch):
    def fail(*command, **options):
        raise ValueError("no such column")

    monkeypatch.setattr(migrating, "call_command", fail)
    result = migrating.migrate_locked()
    assert (result.ok, result.applied, result.refused) == (False, [], "ValueError: no such column")
    assert locks() == 0


def test_two_releases_never_migrate_at_once(pending):
    with another_session() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [migrating.ADVISORY_LOCK])
        result = run_step("migrate")
        other.execute("SELECT pg_advisory_unlock(%s)", [migrating.ADVISORY_LOCK])
    assert (result["ok"], result["refused"], pending.is_applied) == (False, "Another release is migrating.", False)
    assert migrating.migrate_locked().ok


def test_the_command_prints_json_and_fails_with_the_reason(pending, capsys):
    call_command("migrate_locked")
    assert json.loads(capsys.readouterr().out)["applied"] == ["courses.9999_next"]
    pending.is_applied, pending.migration.operations = False, [migrations.DeleteModel("Course")]
    with pytest.raises(CommandError, match=r"^Code that still runs may need what this takes away\.$"):
        call_command("migrate_locked")
    call_command("migrate_locked", contract=True)
    assert pending.is_applied


def another_session():
    facts = connection.get_connection_params()
    return psycopg.connect(**{name: facts[name] for name in ("dbname", "user", "host", "port") if name in facts}, autocommit=True)


def locks():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [migrating.ADVISORY_LOCK])
        return cursor.fetchone()[0]
