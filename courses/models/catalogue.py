import uuid

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from acg.users.models import Role, User
from courses.models.certifications import Provider


class Kind(models.TextChoices):
    """A course is bought and finished; a series is free, episodic, dated and has a feed."""

    COURSE = "course", _("Course")
    SERIES = "series", _("Series")


class Level(models.TextChoices):
    """How much a course presumes."""

    FOUNDATIONAL = "foundational", _("Foundational")
    ASSOCIATE = "associate", _("Associate")
    PROFESSIONAL = "professional", _("Professional")


class LessonKind(models.TextChoices):
    """How a lesson teaches."""

    VIDEO = "video", _("Video")
    ARTICLE = "article", _("Article")
    QUIZ = "quiz", _("Quiz")
    EXAM = "exam", _("Practice exam")


class Instructor(models.Model):
    """A person who teaches, as the catalogue shows them; with an account they author."""

    user = models.OneToOneField(
        "users.User", models.SET_NULL, null=True, blank=True, related_name="instructor", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("slug"), unique=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    bio = models.TextField(_("about"), blank=True, help_text=_("Markdown."))
    bio_html = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A subject that courses share: "networking", "security"."""

    name = models.CharField(_("name"), max_length=50, unique=True)
    slug = models.SlugField(_("slug"), unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(models.QuerySet["Course"]):
    """Which courses."""

    def published(self) -> "CourseQuerySet":
        """Those that everyone may see."""
        return self.filter(published_at__isnull=False)

    def authored_by(self, user: "User | AnonymousUser") -> "CourseQuerySet":
        """Those that a user may change: an instructor's own, all for editors and staff, none for everyone else."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.role in {Role.EDITOR, Role.STAFF}:
            return self.all()
        return self.filter(instructor__user=user) if user.role == Role.INSTRUCTOR else self.none()

    def visible_to(self, user: "User | AnonymousUser") -> "CourseQuerySet":
        """Those that a user may look at: the published ones, and drafts that are theirs to change."""
        authored = self.authored_by(user)
        return self.published() if authored.query.is_empty() else self.published() | authored


def cover_path(course: "Course", filename: str) -> str:
    """Return where an uploaded cover is kept."""
    return f"covers/{course.public_id}/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()[:5]}"


class Course(models.Model):
    """What the school teaches and sells: sections of lessons under a title.

    The counters and the rating repeat what the rows below say, for the catalogue's sake; `courses.services.recount_course` is the
    only writer. `list_prices` repeats checkout's prices ({"USD": 4900}, minor units) and is written through the wiring only.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.COURSE)
    slug = models.SlugField(_("slug"), unique=True, max_length=100)
    source_key = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    description_html = models.TextField(editable=False, blank=True)
    outcomes = models.JSONField(
        _("outcomes"), default=list, blank=True, help_text=_("What a student can do afterwards, a line each.")
    )
    requirements = models.JSONField(_("requirements"), default=list, blank=True, help_text=_("What a student needs, a line each."))
    faq = models.JSONField(_("questions and answers"), default=list, blank=True)
    provider = models.CharField(_("provider"), max_length=16, choices=Provider, default=Provider.OTHER)
    level = models.CharField(_("level"), max_length=16, choices=Level, default=Level.FOUNDATIONAL)
    language = models.CharField(_("language"), max_length=12, default="en")
    exam_version = models.ForeignKey(
        "courses.ExamVersion", models.PROTECT, null=True, blank=True, related_name="courses", verbose_name=_("exam")
    )
    instructor = models.ForeignKey(Instructor, models.PROTECT, related_name="courses", verbose_name=_("instructor"))
    tags = models.ManyToManyField(Tag, blank=True, related_name="courses", verbose_name=_("tags"))
    cover = models.ImageField(_("cover"), upload_to=cover_path, blank=True)
    trailer = models.ForeignKey("videos.Video", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("trailer"))
    is_free = models.BooleanField(_("free"), default=False, help_text=_("Open to everyone who signs in."))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    content_updated_at = models.DateTimeField(_("content updated"), auto_now_add=True)
    created_at = models.DateTimeField(auto_now_add=True)

    list_prices = models.JSONField(default=dict, editable=False)
    lesson_count = models.PositiveIntegerField(default=0, editable=False)
    duration_seconds = models.PositiveIntegerField(default=0, editable=False)
    rating_count = models.PositiveIntegerField(default=0, editable=False)
    rating_average = models.DecimalField(max_digits=3, decimal_places=2, default=0, editable=False)
    learner_count = models.PositiveIntegerField(default=0, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("description", weight="C", config="english")
        + SearchVector(Cast("outcomes", models.TextField()), weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    history = HistoricalRecords(
        excluded_fields=[
            "search",
            "list_prices",
            "lesson_count",
            "duration_seconds",
            "rating_count",
            "rating_average",
            "learner_count",
        ]
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ("-learner_count", "-id")
        indexes = [
            GinIndex(fields=["search"], name="course_search"),
            models.Index(fields=["-learner_count", "-id"], name="course_popular", condition=models.Q(published_at__isnull=False)),
            models.Index(
                fields=["provider", "level", "-learner_count", "-id"],
                name="course_popular_of_level",
                condition=models.Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["exam_version", "-learner_count", "-id"],
                name="course_popular_of_exam",
                condition=models.Q(published_at__isnull=False),
            ),
            models.Index(fields=["-published_at", "-id"], name="course_newest", condition=models.Q(published_at__isnull=False)),
            models.Index(fields=["-rating_average", "-id"], name="course_best", condition=models.Q(published_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind="series") | models.Q(is_free=True), name="a_series_is_free"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether everyone may see the course."""
        return self.published_at is not None


def image_path(image: "CourseImage", filename: str) -> str:
    """Return where a picture of a course's text is kept."""
    return f"course-images/{image.course.public_id}/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()[:5]}"


class CourseImage(models.Model):
    """A picture inside the text of a course's lessons, known by the name the source gives it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="images")
    key = models.CharField(max_length=300)
    file = models.FileField(upload_to=image_path)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_image_per_key")]

    def __str__(self) -> str:
        return self.key


class Section(models.Model):
    """A chapter: lessons under a heading."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=200, editable=False, help_text=_("The section's name in its source."))
    position = models.PositiveIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("course", "position")
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="one_section_per_key"),
            models.UniqueConstraint(
                fields=["course", "position"], name="one_section_per_position", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Give a section that was not imported a key of its own."""
        self.key = self.key or uuid.uuid4().hex
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came


class Lesson(models.Model):
    """A step of a course.

    The row is the lesson's lasting identity (`public_id`): progress and attempts point at it, so that later versions of its content
    can come and go under it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    section = models.ForeignKey(Section, models.CASCADE, related_name="lessons")
    key = models.CharField(max_length=200, editable=False, help_text=_("The lesson's name in its source."))
    slug = models.SlugField(_("slug"), max_length=100)
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=8, choices=LessonKind, default=LessonKind.ARTICLE)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    body_html = models.TextField(editable=False, blank=True)
    duration_seconds = models.PositiveIntegerField(_("duration in seconds"), default=0)
    is_free_preview = models.BooleanField(_("free preview"), default=False)
    video = models.ForeignKey("videos.Video", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("video"))
    pool = models.ForeignKey(
        "courses.QuestionPool",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("question pool"),
    )
    question_count = models.PositiveSmallIntegerField(
        _("questions asked"), null=True, blank=True, help_text=_("Empty: all of the pool.")
    )
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    pass_mark_percent = models.PositiveSmallIntegerField(_("pass mark in per cent"), default=70)
    task_statements = models.ManyToManyField(
        "courses.TaskStatement", blank=True, related_name="lessons", verbose_name=_("task statements")
    )
    published_at = models.DateTimeField(_("episode date"), null=True, blank=True, help_text=_("For the episodes of a series."))
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english") + SearchVector("body", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    history = HistoricalRecords(excluded_fields=["search"], m2m_fields=["task_statements"])

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("section", "position")
        indexes = [GinIndex(fields=["search"], name="lesson_search")]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="one_lesson_per_slug"),
            models.UniqueConstraint(fields=["course", "key"], name="one_lesson_per_key"),
            models.UniqueConstraint(
                fields=["section", "position"], name="one_lesson_per_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(pass_mark_percent__gte=1, pass_mark_percent__lte=100), name="pass_mark_is_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Give a lesson that was not imported a key of its own."""
        self.key = self.key or uuid.uuid4().hex
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came

    @property
    def is_assessed(self) -> bool:
        """Whether the lesson asks questions."""
        return self.kind in {LessonKind.QUIZ, LessonKind.EXAM}


def resource_path(resource: "LessonResource", filename: str) -> str:
    """Return where a lesson's file is kept."""
    return f"resources/{resource.lesson.public_id}/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()[:5]}"


class LessonResource(models.Model):
    """Something to take along from a lesson: a file or a link."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="resources")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to=resource_path, blank=True)

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(condition=models.Q(url="") ^ models.Q(file=""), name="a_resource_is_a_file_or_a_link"),
        ]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """What a learner thinks of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="reviews")
    author = models.ForeignKey("users.User", models.CASCADE, related_name="+")
    stars = models.PositiveSmallIntegerField(_("stars"))
    text = models.TextField(_("text"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["course", "author"], name="one_review_per_author"),
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} {self.course}"


class LearningPath(models.Model):
    """Courses in the order to take them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    is_published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class LearningPathStep(models.Model):
    """A course's place on a path."""

    path = models.ForeignKey(LearningPath, models.CASCADE, related_name="steps")
    course = models.ForeignKey(Course, models.CASCADE, related_name="path_steps")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("path", "position")
        constraints = [
            models.UniqueConstraint(fields=["path", "course"], name="a_course_once_per_path"),
            models.UniqueConstraint(
                fields=["path", "position"], name="one_step_per_position", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.course}"
