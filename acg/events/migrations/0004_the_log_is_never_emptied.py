from django.db import migrations

GUARD = """
CREATE TRIGGER log_is_never_truncated BEFORE TRUNCATE ON events_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION events_log_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0003_facts_of_a_subject")]

    operations = [migrations.RunSQL(GUARD, "DROP TRIGGER log_is_never_truncated ON events_logentry")]
