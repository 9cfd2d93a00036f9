"""Who you are: you sign in with your e-mail address."""

import datetime
import zoneinfo
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Units(models.TextChoices):
    KM = "km", _("Kilometres")
    MI = "mi", _("Miles")


class WeekStart(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    SUNDAY = 6, _("Sunday")


class Language(models.TextChoices):
    """Each in its own words, whoever reads the list."""

    BROWSER = "", _("As my browser says")
    ENGLISH = "en-gb", "English"
    FRENCH = "fr", "Français"


class Theme(models.TextChoices):
    SYSTEM = "system", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """UTC where there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (
        zoneinfo.ZoneInfoNotFoundError,
        ValueError,
        OSError,
    ):  # OSError: a folder of the database, "Europe"
        return zoneinfo.ZoneInfo("UTC")


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: a runner, perhaps a teacher or staff as well."""

    email = models.EmailField(_("e-mail address"))
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("staff: may open the admin"), default=False)
    is_teacher = models.BooleanField(_("teacher: may publish classes"), default=False)
    teaches_as = models.CharField(
        _("your name as a teacher"),
        max_length=60,
        blank=True,
        help_text=_("Everybody sees it beside your classes. Without one they stand there without a name."),
    )
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.BROWSER, blank=True
    )
    units = models.CharField(_("units"), max_length=2, choices=Units, default=Units.KM)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    week_start = models.PositiveSmallIntegerField(
        _("week starts on"), choices=WeekStart, default=WeekStart.MONDAY
    )
    theme = models.CharField(_("theme"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    welcomed_at = models.DateTimeField(_("answered the first questions"), null=True, blank=True)
    # Beside the consents, so that each page knows without a query whether to ask.
    agreed_to = models.CharField(_("version of the terms agreed to"), max_length=20, blank=True)
    delete_at = models.DateTimeField(_("to be deleted"), null=True, blank=True, db_index=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_an_address",
                violation_error_message=_("There is an account with this e-mail address."),
            ),
        ]
        # Asked for as it is written: reading all rows would tell by its time that an address has no account.
        indexes = [models.Index(fields=["email"], name="account_by_address")]

    def __str__(self):
        return self.email

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The runner's zone; UTC where the stored name has left the time zone database."""
        return zone_of(self.time_zone)

    def local_date(self, instant: datetime.datetime) -> datetime.date:
        return instant.astimezone(self.zone).date()
