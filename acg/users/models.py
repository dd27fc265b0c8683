import uuid
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does at the school; each role may enter the admin but students."""

    STUDENT = "student", _("Student")
    INSTRUCTOR = "instructor", _("Instructor")
    EDITOR = "editor", _("Editor")
    STAFF = "staff", _("Staff")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; without a password the account is entered by login code, which also proves the address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            EmailAddress.objects.create(user=user, email=user.email, primary=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a member of staff who may do everything."""
        return self.create_user(email, password, is_superuser=True, role=Role.STAFF, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of an e-mail address, however its letters are cased."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The login is the e-mail address, stored in lower case."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.STUDENT)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_staff(self) -> bool:
        """Whether the admin's door opens; what stands behind it depends on the role."""
        return self.role != Role.STUDENT or self.is_superuser

    @property
    def display_name(self) -> str:
        """The name, or for want of one the part of the address before the @."""
        return self.name or self.email.partition("@")[0]


class ExternalIdentity(models.Model):
    """That an outside issuer's name for somebody is an account of ours. It is this, not an address, that tokens are known by."""

    user = models.ForeignKey(User, models.CASCADE, related_name="external_identities", verbose_name=_("user"))
    issuer = models.CharField(_("issuer"), max_length=200)
    subject = models.CharField(_("subject"), max_length=255)
    linked_at = models.DateTimeField(_("linked"), auto_now_add=True)

    class Meta:
        verbose_name = _("outside identity")
        verbose_name_plural = _("outside identities")
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_outside_identity")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.issuer})"


class Session(AbstractBaseSession):
    """A browser or an app that is known, with whoever is signed in there."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name=_("user"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
