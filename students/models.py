import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# An answer that was given in time may arrive a little late.
GRACE = dt.timedelta(seconds=5)


class Cause(models.TextChoices):
    """Why someone may learn."""

    ORDER = "order", _("Purchase")
    MEMBERSHIP = "membership", _("Membership")
    SEAT = "seat", _("Seat")
    GIFT = "gift", _("Gift")
    STAFF = "staff", _("Staff")
    MIGRATION = "migration", _("Migration")


class GrantQuerySet(models.QuerySet["Grant"]):
    """Which rights."""

    def live(self) -> "GrantQuerySet":
        """Those that hold now."""
        now = timezone.now()
        return self.filter(Q(until_at__isnull=True) | Q(until_at__gt=now), from_at__lte=now, revoked_at__isnull=True)


class Grant(models.Model):
    """A right to learn, with its cause. Access is any live grant; what was learned never hangs on it.

    Without a course it is a right to all courses.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("users.User", models.CASCADE, related_name="grants", verbose_name=_("student"))
    course = models.ForeignKey(
        "courses.Course", models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("course")
    )
    cause = models.CharField(_("cause"), max_length=16, choices=Cause)
    cause_id = models.CharField(
        _("cause's number"), max_length=64, blank=True, help_text=_("The public id of the order, seat or gift.")
    )
    from_at = models.DateTimeField(_("from"), default=timezone.now)
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["cause_id"], name="rights_of_a_cause")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course", "cause", "cause_id"],
                condition=~Q(cause_id=""),
                name="one_grant_per_cause",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.course or '*'} ({self.cause})"


class Enrollment(models.Model):
    """A student taking part in a course. It carries progress, never the right."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("users.User", models.CASCADE, related_name="enrollments", verbose_name=_("student"))
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="enrollments", verbose_name=_("course"))
    last_lesson = models.ForeignKey("courses.Lesson", models.SET_NULL, null=True, blank=True, related_name="+")
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    extra_time_percent = models.PositiveSmallIntegerField(
        _("extra time in per cent"),
        default=0,
        help_text=_("Added to the time of every practice exam of this student in this course."),
    )
    completed_lesson_count = models.PositiveIntegerField(default=0, help_text=_("Kept by the progress services."))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ("-last_seen_at", "-id")
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="one_enrollment_per_course")]
        indexes = [models.Index(fields=["user", "-last_seen_at", "-id"], name="enrollment_continue")]

    def __str__(self) -> str:
        return f"{self.user}: {self.course}"


class CourseCopy(models.Model):
    """What learning knows of a course without asking the catalogue: kept by the facts about it, as of a moment.

    The catalogue is right; a nightly comparison says so where they differ. There is no foreign key: the copy would stay where the
    catalogue moved away. A course that is gone leaves its row, so that an older fact that comes late does not bring it back.
    """

    course_id = models.BigIntegerField(_("course's key"), primary_key=True)
    public_id = models.UUIDField(_("course"), unique=True)
    slug = models.CharField(_("slug"), max_length=100)
    title = models.CharField(_("title"), max_length=200)
    provider = models.CharField(_("provider"), max_length=16)
    exam_code = models.CharField(_("exam"), max_length=50, blank=True)
    lesson_count = models.PositiveIntegerField(_("lessons"), default=0)
    duration_seconds = models.PositiveIntegerField(_("seconds"), default=0)
    is_published = models.BooleanField(_("published"), default=False)
    is_gone = models.BooleanField(_("gone"), default=False)
    sequence = models.BigIntegerField(
        _("sequence"), help_text=_("Of the fact that it was written by; an older one changes nothing.")
    )
    as_of = models.DateTimeField(_("as of"))

    class Meta:
        verbose_name = _("course's copy")
        verbose_name_plural = _("courses' copies")
        ordering = ("course_id",)

    def __str__(self) -> str:
        return self.title


class LessonProgress(models.Model):
    """How far a student is in a lesson; nothing in it ever shrinks but the position.

    `watched` is the union of the watched intervals: sorted, disjoint pairs of seconds, [[0, 95], [120, 180]].
    """

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="progress")
    lesson = models.ForeignKey("courses.Lesson", models.PROTECT, related_name="+")
    position_seconds = models.PositiveIntegerField(default=0)
    watched = models.JSONField(default=list)
    watched_seconds = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    last_beat_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a player last told how far it is, from any device.")
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [models.UniqueConstraint(fields=["enrollment", "lesson"], name="one_progress_per_lesson")]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.lesson}"


class PlaybackSession(models.Model):
    """One open player: its heartbeats are counted, so that repeated or invented ones add nothing."""

    key = models.UUIDField(help_text=_("Made by the player when it opens."))
    progress = models.ForeignKey(LessonProgress, models.CASCADE, related_name="sessions")
    last_seq = models.PositiveIntegerField(default=0)
    last_beat_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("playback session")
        verbose_name_plural = _("playback sessions")
        constraints = [models.UniqueConstraint(fields=["progress", "key"], name="one_playback_session_per_key")]

    def __str__(self) -> str:
        return str(self.key)


class Attempt(models.Model):
    """A sitting of a quiz or practice exam, its form fixed at the start.

    `form` lists the questions in the order shown, by primary key: [{"question": 7, "options": [3, 1, 2], "choose": 1}, ...]. It says how
    many options to choose, and never which. Each question has its `Answer` row from the start.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey("courses.Lesson", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("attempt"))
    form = models.JSONField()
    is_missed_only = models.BooleanField(default=False)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    question_count = models.PositiveIntegerField()
    correct_count = models.PositiveIntegerField(null=True, blank=True)
    scaled_score = models.PositiveIntegerField(null=True, blank=True, help_text=_("100 to 1000, as the providers scale."))
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["enrollment", "lesson"],
                condition=Q(submitted_at__isnull=True),
                name="one_open_attempt_per_lesson",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson} #{self.number}"

    def is_over(self, now: dt.datetime) -> bool:
        """Return whether the time is over, and that of answers on their way too."""
        return self.deadline_at is not None and now > self.deadline_at + GRACE


class Answer(models.Model):
    """What was chosen, saved at every change; whether it was right is written at submission."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question = models.ForeignKey("courses.Question", models.PROTECT, related_name="+")
    option_ids = models.JSONField(default=list)
    is_flagged = models.BooleanField(default=False)
    seq = models.PositiveBigIntegerField(default=0, help_text=_("The client's counter: an older save never replaces a newer one."))
    saved_at = models.DateTimeField(auto_now=True)
    is_correct = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.question_id}"
