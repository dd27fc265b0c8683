import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class QuestionPool(models.Model):
    """The questions that a course's quizzes and exams draw from."""

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="question_pools")
    key = models.CharField(max_length=200, editable=False, help_text=_("The pool's name in the source it was imported from."))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("question pool")
        verbose_name_plural = _("question pools")
        ordering = ("title", "id")
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_pool_per_key")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Give a pool that was not imported a key of its own."""
        self.key = self.key or uuid.uuid4().hex
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came


class Question(models.Model):
    """A question with one or several right options."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(QuestionPool, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=200, editable=False, help_text=_("The question's name in its source."))
    position = models.PositiveIntegerField(_("position"))
    stem = models.TextField(_("question"), help_text=_("Markdown."))
    stem_html = models.TextField(editable=False)
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Markdown."))
    explanation_html = models.TextField(editable=False, blank=True)
    task_statement = models.ForeignKey(
        "courses.TaskStatement",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("task statement"),
    )
    lesson = models.ForeignKey(
        "courses.Lesson",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lesson that teaches it"),
    )
    lesson_second = models.PositiveIntegerField(_("second of the lesson"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("pool", "position")
        constraints = [
            models.UniqueConstraint(fields=["pool", "key"], name="one_question_per_key"),
            models.UniqueConstraint(
                fields=["pool", "position"], name="one_question_per_position", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.stem[:80]

    def save(self, *args: object, **kwargs: object) -> None:
        """Give a question that was not imported a key of its own."""
        self.key = self.key or uuid.uuid4().hex
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came


class Option(models.Model):
    """One of the answers offered, and why it is right or wrong."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"), help_text=_("Markdown."))
    text_html = models.TextField(editable=False)
    is_correct = models.BooleanField(_("correct"), default=False)
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Markdown."))
    explanation_html = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ("question", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "position"], name="one_option_per_position", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
