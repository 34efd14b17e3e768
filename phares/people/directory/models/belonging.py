"""Ties: to the pole, in the premises, between organisations, of persons to organisations."""

from __future__ import annotations

from django.db import models

from phares.common.constraints import Never, NoOverlap
from phares.common.facts import Sourced, Span
from phares.kernel.tongue import french
from phares.people.directory.models.parties import Organisation, Party, Person, Territory
from phares.people.directory.rules.kinds import (
    FEMININE,
    HOUSED,
    BelongingRole,
    FunctionKind,
    LinkKind,
)

_OUT_OF_IT = (
    "({there}.starts_on < {belongs}.starts_on OR "
    "{belongs}.ends_on < COALESCE({there}.ends_on, '9999-12-31'))"
)


class Belonging(Span, Sourced):
    """A party belongs to the pole in one role for a while; what became of it after.

    Source and mark speak of the arrival: the end is noted by who saw it.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="belongings")
    pole = models.ForeignKey("directory.Pole", models.PROTECT, related_name="belongings")
    role = models.CharField("lien", max_length=20, choices=BelongingRole.choices())
    founder = models.BooleanField("a fondé le pôle", default=False)
    area = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="partie du territoire",
    )  # fmt: skip
    exit_reason = models.CharField("raison du départ", max_length=200, blank=True)
    outcome = models.CharField("ce qu’elle est devenue", max_length=200, blank=True)

    class Meta(Span.Meta):
        verbose_name = "appartenance"
        ordering = ["starts_on", "pk"]
        indexes = [
            # Whole: who belongs on a day is counted without reading the rows.
            models.Index(
                fields=["pole", "role", "starts_on", "ends_on", "party"], name="belonging_on_day"
            )
        ]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="belonging_once_at_a_time",
                group=["party", "pole", "role"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Cette appartenance est déjà notée à ces dates."),
            ),
            NoOverlap(
                name="housed_in_one_role_at_a_time",
                group=["party", "pole"],
                start="starts_on",
                end="ends_on",
                days=True,
                status_field="role",
                active=[role.value for role in HOUSED],
                violation_error_message=french("Elle est déjà habitante ou hébergée à ces dates."),
            ),
            Never(
                name="belonging_shorter_than_presence",
                events=["UPDATE"],
                when='EXISTS (SELECT 1 FROM "directory_presence" p WHERE p.belonging_id = NEW.id '
                f"AND {_OUT_OF_IT.format(there='p', belongs='NEW')})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {FEMININE[BelongingRole(self.role)]}"


class Presence(Span, Sourced):
    """The months a member is physically in the premises, apart from its belonging."""

    belonging = models.ForeignKey(Belonging, models.CASCADE, related_name="presences")

    class Meta(Span.Meta):
        verbose_name = "présence dans les locaux"
        verbose_name_plural = "présences dans les locaux"
        ordering = ["starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="presence_once_at_a_time",
                group=["belonging"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
            Never(
                name="presence_out_of_belonging",
                parent="belonging",
                when='EXISTS (SELECT 1 FROM "directory_belonging" b WHERE b.id = NEW.belonging_id '
                f"AND {_OUT_OF_IT.format(there='NEW', belongs='b')})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.belonging.party} dans les locaux"


class Link(Sourced):
    """One organisation stands to another: network head, contract, spin-off."""

    kind = models.CharField("nature", max_length=20, choices=LinkKind.choices())
    subject = models.ForeignKey(Organisation, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Organisation, models.PROTECT, related_name="links_in")

    class Meta:
        verbose_name = "lien entre organisations"
        verbose_name_plural = "liens entre organisations"
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "target"], name="link_once"),
            models.CheckConstraint(
                name="link_to_another", condition=~models.Q(subject=models.F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {LinkKind(self.kind).label} {self.target}"


class Function(Span, Sourced):
    """What a person does in an organisation, and whether it may be shown outside."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="functions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="functions")
    kind = models.CharField("nature", max_length=20, choices=FunctionKind.choices())
    title = models.CharField("fonction", max_length=120)
    public = models.BooleanField("montrée au public", default=False)
    public_reach = models.BooleanField("courriel et téléphone montrés au public", default=False)

    class Meta(Span.Meta):
        verbose_name = "fonction"
        ordering = ["organisation_id", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="function_reach_goes_with_the_name",
                condition=models.Q(public_reach=False) | models.Q(public=True),
            ),
            NoOverlap(
                name="function_once_at_a_time",
                group=["person", "organisation", "title"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"

    @property
    def shown_reach(self) -> tuple[str, ...]:
        """Telephone, then e-mail, of a person who agreed that everybody may see them."""
        if not self.public_reach:
            return ()
        return tuple(filter(None, (self.person.phone, self.person.email)))
