"""The log of what people did to money and rights, which only grows."""

import django.utils.timezone
from django.db import migrations, models

GROWS = """
CREATE FUNCTION events_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'log entries are never changed or removed (%)', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER log_is_never_changed BEFORE UPDATE OR DELETE ON events_logentry
    FOR EACH ROW EXECUTE FUNCTION events_log_only_grows();
"""

MAY_SHRINK = """
DROP TRIGGER log_is_never_changed ON events_logentry;
DROP FUNCTION events_log_only_grows();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(help_text='What it was done to, such as order:<public id>.', max_length=100, verbose_name='subject')),
                ('action', models.CharField(max_length=60, verbose_name='action')),
                ('by', models.UUIDField(blank=True, null=True, verbose_name='by')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='details')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
            ],
            options={
                'verbose_name': 'log entry',
                'verbose_name_plural': 'log entries',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['subject', 'id'], name='log_of_a_subject')],
            },
        ),
        migrations.RunSQL(GROWS, MAY_SHRINK),
    ]
