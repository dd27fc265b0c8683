from django.db import models
from django.utils.translation import gettext_lazy as _


class Provider(models.TextChoices):
    """Whose cloud it is; covers take their colours from it."""

    AWS = "aws", "AWS"
    AZURE = "azure", "Azure"
    GOOGLE = "google", "Google Cloud"
    KUBERNETES = "kubernetes", "Kubernetes"
    LINUX = "linux", "Linux"
    OTHER = "other", _("Other")


class Certification(models.Model):
    """What a provider certifies: "AWS Certified Cloud Practitioner"."""

    provider = models.CharField(_("provider"), max_length=16, choices=Provider)
    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), unique=True)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ExamVersion(models.Model):
    """An edition of a certification's exam: "CLF-C02"."""

    certification = models.ForeignKey(Certification, models.CASCADE, related_name="exam_versions")
    code = models.CharField(_("exam code"), max_length=32, unique=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    question_count = models.PositiveSmallIntegerField(_("questions"), default=65)
    pass_mark = models.PositiveSmallIntegerField(_("scaled pass mark"), default=700)

    class Meta:
        verbose_name = _("exam version")
        verbose_name_plural = _("exam versions")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Domain(models.Model):
    """A part of an exam and how much it counts."""

    exam_version = models.ForeignKey(ExamVersion, models.CASCADE, related_name="domains")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    weight_percent = models.PositiveSmallIntegerField(_("weight in per cent"))

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ("exam_version", "position")
        constraints = [
            models.UniqueConstraint(fields=["exam_version", "position"], name="one_domain_per_position"),
            models.CheckConstraint(
                condition=models.Q(weight_percent__gte=1, weight_percent__lte=100), name="domain_weight_is_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaskStatement(models.Model):
    """What a candidate must be able to do: "1.1 Define the benefits of the cloud"."""

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="task_statements")
    code = models.CharField(_("number"), max_length=16)
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        verbose_name = _("task statement")
        verbose_name_plural = _("task statements")
        ordering = ("domain", "code")
        constraints = [models.UniqueConstraint(fields=["domain", "code"], name="one_task_statement_per_number")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
