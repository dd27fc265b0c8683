from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from acg.users.models import Role, User


class RoleBackend(BaseBackend):
    """Answers permission questions from the role: staff may do everything; the admin's ownership mixin decides the rest."""

    def has_perm(self, user_obj: AbstractBaseUser | AnonymousUser, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Return whether the user is active staff."""
        return isinstance(user_obj, User) and user_obj.is_active and user_obj.role == Role.STAFF

    def has_module_perms(self, user_obj: AbstractBaseUser | AnonymousUser, app_label: str) -> bool:
        """Return whether the user is active staff."""
        return self.has_perm(user_obj, app_label)

    def get_user(self, user_id: Any) -> User | None:
        """Leave loading to the backend that logged the user in."""
        return User.objects.filter(pk=user_id).first()
