from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from phares.kernel.actor import ROLE_LABELS, Role
from phares.kernel.tongue import FRENCH, LANGUAGES, french
from phares.people.accounts.models.requests import KeyRequest
from phares.people.accounts.models.tokens import ApiToken
from phares.people.accounts.rules.factors import FactorKind
from phares.people.accounts.rules.links import Purpose
from phares.people.directory.models import Organisation, Person

__all__ = [
    "ROLE_CHOICES",
    "ApiToken",
    "Attempts",
    "Factor",
    "Key",
    "KeyRequest",
    "OneTimeLink",
    "OpenSession",
    "Opened",
    "OutsideAccount",
    "RecoveryCode",
    "User",
    "UserManager",
    "Viewing",
]

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
    factor_due_on = models.DateField(
        "connexion en deux étapes exigée le", null=True, blank=True, editable=False
    )

    keyring: list[Key] | None = None
    """Every key, when they were read with the account."""
    has_factor: bool | None = None
    """Whether there is a second step, when it was read with the account."""

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "compte"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_one_address",
                violation_error_message=french("Un compte a déjà cette adresse."),
            )
        ]

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

    @property
    def left_on(self) -> date | None:
        """From when its holder has no function there any more, when it was read with it."""
        return getattr(self, "departure", None)


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


class Viewing(models.Model):
    """An administrator sees the house as another account, and may only look."""

    viewer = models.ForeignKey(User, models.CASCADE, related_name="viewings")
    seen = models.ForeignKey(User, models.CASCADE, related_name="viewings_of")
    reason = models.CharField("pourquoi", max_length=300)
    started_at = models.DateTimeField("depuis")
    until = models.DateTimeField("au plus tard")
    ended_at = models.DateTimeField("terminé le", null=True)

    class Meta:
        verbose_name = "vue à la place de quelqu’un"
        verbose_name_plural = "vues à la place de quelqu’un"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_viewing_at_a_time",
                fields=["viewer"],
                condition=models.Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="viewing_of_somebody_else", condition=~models.Q(viewer=models.F("seen"))
            ),
            models.CheckConstraint(name="viewing_has_a_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="viewing_ends_after_it_starts",
                condition=models.Q(until__gt=models.F("started_at"))
                & (
                    models.Q(ended_at__isnull=True)
                    | models.Q(
                        ended_at__gte=models.F("started_at"), ended_at__lte=models.F("until")
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.viewer}, comme {self.seen}"


class OutsideAccount(models.Model):
    """An account at a provider from elsewhere, that opens one of ours."""

    user = models.ForeignKey(User, models.CASCADE, related_name="outside_accounts")
    issuer = models.CharField("fournisseur", max_length=200)
    subject = models.CharField("numéro chez lui", max_length=255)
    name = models.CharField("comment il se dit", max_length=200)
    joined_at = models.DateTimeField("relié le")

    class Meta:
        verbose_name = "compte d’ailleurs"
        verbose_name_plural = "comptes d’ailleurs"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="outsider_of_one", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="one_outsider_a_provider", fields=["user", "issuer"]),
        ]

    def __str__(self) -> str:
        return self.name


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


class Factor(models.Model):
    """What proves, beside the password, who signs in: an application of codes, or a passkey."""

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.CharField("moyen", max_length=10, choices=FactorKind.choices())
    name = models.CharField("nom", max_length=80)
    added_at = models.DateTimeField("ajouté le")
    used_at = models.DateTimeField("a servi le", null=True)
    sealed_secret = models.TextField("secret scellé", blank=True)
    last_step = models.BigIntegerField("dernier code accepté", null=True)
    credential_id = models.TextField("clé d’accès", null=True, unique=True)
    public_key = models.TextField("clé publique", blank=True)
    sign_count = models.BigIntegerField("usages dits par la clé", default=0)

    class Meta:
        verbose_name = "moyen de connexion"
        verbose_name_plural = "moyens de connexion"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="factor_holds_what_its_kind_needs",
                condition=models.Q(
                    kind=FactorKind.TOTP.value, credential_id__isnull=True, public_key=""
                )
                & ~models.Q(sealed_secret="")
                | models.Q(
                    kind=FactorKind.PASSKEY.value, credential_id__isnull=False, sealed_secret=""
                )
                & ~models.Q(public_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """For the day when the telephone is lost: only its fingerprint is kept, and it serves once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    mark = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("fait le")
    used_at = models.DateTimeField("a servi le", null=True)

    class Meta:
        verbose_name = "code de secours"
        verbose_name_plural = "codes de secours"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"code de secours, {self.user}"


class Opened(models.Model):
    """What somebody opened last: where to find it again, never what it is called."""

    user = models.ForeignKey(User, models.CASCADE, related_name="opened")
    subject = models.CharField("fiche", max_length=80)
    """The name of its page and its number: « directory:organisation:12 »."""
    at = models.DateTimeField("ouverte le")

    class Meta:
        verbose_name = "fiche ouverte"
        verbose_name_plural = "fiches ouvertes"
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "-at"], name="opened_lately")]
        constraints = [
            models.UniqueConstraint(name="opened_once", fields=["user", "subject"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.subject}"
