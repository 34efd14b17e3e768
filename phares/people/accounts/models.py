from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from phares.kernel.actor import ROLE_LABELS, Role
from phares.kernel.tongue import FRENCH, LANGUAGES
from phares.people.accounts.rules.links import Purpose
from phares.people.directory.models import Organisation, Person

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in with an e-mail address."""

    email = models.EmailField("courriel", unique=True)
    name = models.CharField("nom affiché", max_length=200)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="user", verbose_name="personne"
    )
    is_active = models.BooleanField("ouvert", default=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    session_round = models.PositiveIntegerField("sessions fermées partout", default=0)
    language = models.CharField("langue", max_length=8, blank=True, choices=list(LANGUAGES.items()))
    erased_on = models.DateField("effacé le", null=True, blank=True, editable=False)

    keyring: list[Key] | None = None
    """Every key, when they were read with the account."""

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "compte"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def speaks(self) -> str:
        """The language of its letters; French until another is chosen."""
        return self.language or FRENCH

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What a session must hold: another once the password changes or all sessions are ended."""
        usual = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{usual}.{self.session_round}" if self.session_round else str(usual)


class Key(models.Model):
    """A role that a user holds from a day to another, for one organisation where it needs one."""

    user = models.ForeignKey(User, models.CASCADE, related_name="keys")
    role = models.CharField("rôle", max_length=20, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="keys"
    )
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu’au, exclu", null=True, blank=True)

    class Meta:
        verbose_name = "clé"
        ordering = ["user_id", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="key_ends_after_start",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gt=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="key_of_a_member_names_it",
                condition=~models.Q(
                    role__in=[
                        Role.MEMBER_CONTACT.value,
                        Role.MEMBER_STAFF.value,
                        Role.FUNDER.value,
                    ],
                    organisation__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="key_of_the_pole_names_nobody",
                condition=models.Q(
                    role__in=[
                        Role.MEMBER_CONTACT.value,
                        Role.MEMBER_STAFF.value,
                        Role.FUNDER.value,
                    ]
                )
                | models.Q(organisation__isnull=True),
            ),
            models.UniqueConstraint(
                name="key_of_the_pole_held_once",
                fields=["user", "role"],
                condition=models.Q(ends_on__isnull=True, organisation__isnull=True),
            ),
            models.UniqueConstraint(
                name="key_of_an_organisation_held_once",
                fields=["user", "role", "organisation"],
                condition=models.Q(ends_on__isnull=True, organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {ROLE_LABELS[Role(self.role)]}"


class OneTimeLink(models.Model):
    """A link written to somebody, that opens one thing once. Only its fingerprint is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="links")
    purpose = models.CharField("ce qu’il ouvre", max_length=12, choices=Purpose.choices())
    digest = models.CharField("empreinte", max_length=64, unique=True)
    address = models.EmailField("adresse")
    made_at = models.DateTimeField("fait le")
    made_by_name = models.CharField("fait par", max_length=200)
    expires_at = models.DateTimeField("vaut jusqu’au")
    used_at = models.DateTimeField("a servi le", null=True)
    withdrawn_at = models.DateTimeField("retiré le", null=True)

    class Meta:
        verbose_name = "lien à usage unique"
        verbose_name_plural = "liens à usage unique"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_link_at_a_time",
                fields=["user", "purpose"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="link_used_or_withdrawn",
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="link_expires_after_it_is_made",
                condition=models.Q(expires_at__gt=models.F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{Purpose(self.purpose).label}, {self.user}"

    @property
    def over(self) -> bool:
        return self.used_at is not None or self.withdrawn_at is not None


class Attempts(models.Model):
    """Wrong passwords in a row for one address from one place, by its fingerprint, for a while."""

    fingerprint = models.CharField("empreinte", max_length=64, primary_key=True)
    count = models.PositiveIntegerField("essais", default=0)
    until = models.DateTimeField("oublié le", db_index=True)

    class Meta:
        verbose_name = "essais manqués"
        verbose_name_plural = "essais manqués"

    def __str__(self) -> str:
        return f"{self.count}, {self.until:%d/%m/%Y %H:%M}"


class OpenSession(models.Model):
    """Where somebody is signed in: since when, with which browser."""

    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField("session", max_length=40, unique=True)
    opened_at = models.DateTimeField("ouverte le")
    browser = models.CharField("navigateur", max_length=80, blank=True)

    class Meta:
        verbose_name = "session ouverte"
        verbose_name_plural = "sessions ouvertes"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.browser}"
