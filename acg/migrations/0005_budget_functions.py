from django.db import migrations

# The statements of `acg/graphql/budget.py`. As functions they are parsed and planned once for each connection; statements that the driver
# prepares would be too, but a proxy of connections pins a client to one that has prepared something.
TAKE = """
CREATE FUNCTION acg_take(whose text, its_depth float8, its_rate float8, everyone text, all_depth float8, all_rate float8, points float8)
RETURNS TABLE (taken_from text, left_over float8) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    INSERT INTO acg_budget AS b (key, depth, rate, level, filled_at)
    VALUES (whose, its_depth, its_rate, its_depth - points, clock_timestamp()),
           (everyone, all_depth, all_rate, all_depth - points, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET
        level = LEAST(excluded.depth, b.level + b.rate * EXTRACT(EPOCH FROM clock_timestamp() - b.filled_at)) - points,
        depth = excluded.depth, rate = excluded.rate, filled_at = clock_timestamp()
    WHERE LEAST(excluded.depth, b.level + b.rate * EXTRACT(EPOCH FROM clock_timestamp() - b.filled_at)) >= points
    RETURNING b.key::text, b.level;
END $$
"""
# The note is written first: whoever waits for it, while the minute's timer collects the notes, then holds no lock of the budget, which
# everybody needs. The budget's locks are taken in the order of the function above: two that wait for each other would be a deadlock.
SETTLE = """
CREATE FUNCTION acg_settle(whose text, everyone text, back float8, actual int, the_client text, the_version text, the_operation text,
    the_name text, the_fields text[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE acg_recentuse SET count = count + 1, points = points + actual, last_at = now()
    WHERE client = the_client AND version = the_version AND operation = the_operation AND used_on = CURRENT_DATE;
    IF NOT FOUND THEN
        INSERT INTO acg_recentuse AS u (client, version, operation, used_on, name, fields, count, points, last_at)
        VALUES (the_client, the_version, the_operation, CURRENT_DATE, the_name, the_fields, 1, actual, now())
        ON CONFLICT (client, version, operation, used_on)
        DO UPDATE SET count = u.count + 1, points = u.points + excluded.points, last_at = excluded.last_at;
    END IF;
    UPDATE acg_budget SET level = LEAST(depth, level + back) WHERE key = whose;
    UPDATE acg_budget SET level = LEAST(depth, level + back) WHERE key = everyone;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("acg", "0004_usage_names")]

    operations = [
        # Rows that are written with each answer stay in their page, with room for the next version of them, only where no index changes.
        migrations.RemoveIndex(model_name="budget", name="budgets_by_age"),
        migrations.RunSQL(
            "ALTER TABLE acg_budget SET (fillfactor = 50); ALTER TABLE acg_recentuse SET (fillfactor = 50)",
            "ALTER TABLE acg_budget RESET (fillfactor); ALTER TABLE acg_recentuse RESET (fillfactor)",
        ),
        migrations.RunSQL(TAKE, "DROP FUNCTION acg_take"),
        migrations.RunSQL(SETTLE, "DROP FUNCTION acg_settle"),
    ]
