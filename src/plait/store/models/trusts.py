"""Trusts, the people who sign in, and who may enter which trust as what."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes users; allauth asks for it."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this e-mail address, capitals aside."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # allauth's own models carry no types
    """Someone who signs in. What they may do hangs on their accesses, never on the user."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_one_address"),)

    def __str__(self) -> str:
        """The name people read."""
        return self.name


class Trust(models.Model):
    """One NHS trust: its code in the address, its name, its settings, and the revision of its record."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)
    team_least = models.PositiveSmallIntegerField(default=5)
    team_most = models.PositiveSmallIntegerField(default=9)
    team_sizes_reason = models.CharField(max_length=500, blank=True, default="")
    revision = models.BigIntegerField(default=0)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(team_least__lte=models.F("team_most")), name="trust_team_sizes"),
        )

    def __str__(self) -> str:
        """The trust's name."""
        return self.name


class Access(models.Model):
    """One user's right to enter one trust in one role, for a time (half-open)."""

    trust = models.ForeignKey(Trust, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE)
    role = models.CharField(max_length=8)
    employment = models.ForeignKey("store.Employment", models.SET_NULL, null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)
