"""Who can sign in to the demo school."""

PASSWORD = "cloud-school-demo"  # noqa: S105 -- printed by `make run`; the demo is refused outside a laptop

LOGINS = {
    "student@example.com": "a student half way through a course",
    "instructor@example.com": "an instructor with courses of her own (/admin/)",
    "editor@example.com": "an editor of all courses (/admin/)",
    "staff@example.com": "staff: money and people too (/admin/)",
}
