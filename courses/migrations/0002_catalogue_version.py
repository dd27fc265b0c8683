from django.db import migrations

# A number that grows whenever something changes that the catalogue or a course's page shows, whoever changes it. Counters of learners and
# ratings are left out: they change all day, and what is kept for a minute may be a minute behind.
SHOWN = (
    "kind, slug, title, summary, description, description_html, outcomes, requirements, faq, provider, level, language, exam_version_id,"
    " instructor_id, cover, trailer_id, is_free, published_at, list_prices"
)
TABLES = (
    "certification", "examversion", "domain", "taskstatement", "instructor", "tag", "course_tags", "section", "lesson", "lessonresource",
    "learningpath", "learningpathstep",
)
BEGIN = """
CREATE SEQUENCE courses_version;
CREATE FUNCTION courses_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('courses_version');
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER courses_changed AFTER INSERT OR DELETE OR UPDATE {columns} ON courses_{table}
FOR EACH STATEMENT EXECUTE FUNCTION courses_note_change();
"""
END = "DROP FUNCTION courses_note_change CASCADE; DROP SEQUENCE courses_version"


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        migrations.RunSQL(
            BEGIN
            + TRIGGER.format(columns=f"OF {SHOWN}", table="course")
            + "".join(TRIGGER.format(columns="", table=table) for table in TABLES),
            END,
        )
    ]
