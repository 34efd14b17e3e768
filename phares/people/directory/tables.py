"""The tables of the directory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.actor import Actor
from phares.kernel.tongue import capital
from phares.people.directory.extras import ExtraChoice, ExtraColumn, extra_columns
from phares.people.directory.models import Organisation, Person
from phares.people.directory.queries.organisations import (
    HEADING,
    belonging_on,
    found_by,
    heading_of,
    housed_elsewhere,
    left_within_a_year,
    names_near,
    present_on,
)
from phares.people.directory.queries.pages import Answered, PoleOnDay, person_found
from phares.people.directory.queries.ties import presence_on, there_since, ties_of, told_on
from phares.people.directory.rules.declarations import answers_given
from phares.people.directory.rules.kinds import (
    FEMININE,
    HOUSED,
    MEMBER_ROLES,
    SOCIAL_ECONOMY,
    BelongingRole,
    Declared,
)
from phares.people.directory.rules.names import needles, normalise
from phares.people.directory.rules.permissions import (
    may_edit,
    may_keep,
    may_read_all_declarations,
    may_see_address,
)
from phares.people.directory.rules.presence import Presence

MEMBERS_CHOICE, ALL_CHOICE = "membres", "fiches"
PARTNER, FUNDER = BelongingRole.PARTNER, BelongingRole.FUNDER


@dataclass(frozen=True, slots=True)
class Tie:
    """How a structure belongs that day, or last belonged."""

    words: tuple[str, ...]
    first: str = ""

    def __str__(self) -> str:
        words = [self.first, *self.words] if self.first else self.words
        return ", ".join(map(str, words)).capitalize()


def tie_of(day: date, joined: list[Column]) -> Callable[[Any], Tie]:
    def tie(row: Any) -> Tie:
        roles = [FEMININE[one.role] for one in told_on(row, day)]
        words = dict.fromkeys(roles)
        first = ", ".join(str(value) for one in joined if (value := one.value(row)))
        return Tie(tuple(words), first)

    return tie


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """In the premises and since when, out of them, or gone."""

    words: str
    there: bool = False

    def __str__(self) -> str:
        return self.words


def presence_of(day: date) -> Callable[[Any], Whereabouts | None]:
    """A partner or a funder is nowhere; who is to come is said to come."""

    def presence(row: Any) -> Whereabouts | None:
        told = told_on(row, day)
        if told and told[0].span.starts_on > day:
            first = min(one.span.beginning for one in ties_of(row) if one.span.starts_on > day)
            return Whereabouts(_("à venir, %(when)s") % {"when": first.to_come})
        if told and not told[0].holds(day):
            return Whereabouts(_("partie : %(when)s") % {"when": told[0].span.ending})
        where = presence_on(row, day)
        if where is Presence.YES:
            return Whereabouts(there_since(row, day).onwards, there=True)
        if where is Presence.UNKNOWN:
            return Whereabouts(_("présence incertaine"))
        housed = any(one.role in HOUSED for one in told)
        return Whereabouts(_("hors les murs")) if housed else None

    return presence


def since(day: date) -> Callable[[Any], object]:
    def begun(row: Any) -> object:
        told = told_on(row, day)
        return min((one.span.beginning for one in told), default=None)

    return begun


def organisation_table(
    day: date,
    actor: Actor,
    known: PoleOnDay,
    columns: tuple[ExtraColumn, ...] = (),
    choices: tuple[ExtraChoice, ...] = (),
) -> TableSpec:
    """Structures seen from a day, with what other floors know of them."""
    lent = extra_columns(columns, day, actor)
    joined = [column for extra, column in lent if extra.joins == "lien"]
    alone = tuple(column for extra, column in lent if not extra.joins)
    return TableSpec(
        name="habitants",
        caption=_("Structures"),
        noun=("structure", "structures"),
        columns=(*_columns(day, known, joined, actor), *alone),
        search=found_by,
        near=names_near,
        search_hint=_("Nom, sigle, numéro, ville"),
        choices=_choices(day, known, choices),
        all_label="",
        group=heading_of,
        group_sort=HEADING,
        default_sort="structure",
        empty=_nobody(may_keep(actor)),
        same=("habitants", day, known, may_read_all_declarations(actor)),
    )


def _columns(day: date, known: PoleOnDay, joined: list[Column], actor: Actor) -> tuple[Column, ...]:
    """The team is what a structure declares: a column for those who read all declarations."""
    team = Column(
        key="equipe",
        label=_("Équipe"),
        value=lambda row: row.team,
        sort=("team",),
        numeric=True,
        shown=not known.houses,
    )
    return (
        Column(key="structure", label=_("Structure"), value=lambda row: row.name,
               sort=("search", "name"), template="directory/cells/organisation.html"),
        Column(key="lien", label=_("Lien"), value=tie_of(day, joined),
               template="directory/cells/tie.html"),
        Column(key="presence", label=_("Présence"), value=presence_of(day), shown=known.houses,
               template="directory/cells/presence.html", css="etat"),
        Column(key="depuis", label=_("Depuis"), value=since(day), shown=not known.houses),
        *((team,) if may_read_all_declarations(actor) else ()),
        Column(key="commune", label=_("Commune"), value=lambda row: row.city, sort=("city",),
               shown=not known.houses, css="detail"),
        Column(key="ess", label=_("Économie sociale et solidaire"),
               value=lambda row: SOCIAL_ECONOMY[row.is_ess], shown=False),
        Column(key="siret", label=_("SIRET"), value=lambda row: row.siret, shown=False),
        Column(key="presentation", label=_("Présentation"), value=lambda row: row.description,
               theirs=True, shown=False),
    )  # fmt: skip


def _choices(day: date, known: PoleOnDay, extra: tuple[ExtraChoice, ...]) -> tuple[Choice, ...]:
    member, adherent = belonging_on(day, *MEMBER_ROLES), belonging_on(day, BelongingRole.ADHERENT)
    partner, funder = belonging_on(day, PARTNER), belonging_on(day, FUNDER)
    left = left_within_a_year(day)
    walls = (
        Choice("presentes", _("Présentes"), present_on(day)),
        Choice("hors-les-murs", _("Hors les murs"), housed_elsewhere(day)),
    )
    adherents = (Choice("adherentes", _("Adhérentes"), adherent),)
    return (
        Choice(MEMBERS_CHOICE, _("Toutes"), member),
        *(walls if known.houses else ()),
        *(one.choice(day) for one in extra),
        *(adherents if known.adherents and known.houses else ()),
        Choice("parties", _("Parties dans l’année"), left),
        Choice("partenaires", _("Partenaires"), partner),
        Choice("financeurs", _("Financeurs"), funder),
        Choice(ALL_CHOICE, _("Toutes les fiches"), Q()),
    )


def _nobody(keeps: bool) -> Empty:
    return Empty(
        title=_("Aucune structure encore"),
        sentence=_(
            "Les structures du pôle paraîtront ici, avec leur lien, leur présence et leurs espaces."
        ),
        url=reverse("directory:welcome") if keeps else "",
        action=_("Accueillir une structure"),
    )


def people_table(actor: Actor, day: date) -> TableSpec:
    """Persons of the house; how to write to them, for those who may."""
    return TableSpec(
        name="personnes",
        caption=_("Personnes"),
        noun=("personne", "personnes"),
        columns=(
            Column(key="nom", label=_("Personne"), value=lambda row: row.name,
                   sort=("family_name", "given_name"), template="directory/cells/person.html"),
            Column(key="fonctions", label=_("Fonctions"), value=_functions,
                   template="directory/cells/functions.html"),
            Column(key="courriel", label=_("Courriel"), value=_reach(actor, "email"),
                   template="directory/cells/email.html"),
            Column(key="telephone", label=_("Téléphone"), value=_reach(actor, "phone")),
        ),
        search=person_found,
        search_hint=_("Nom, structure"),
        default_sort="nom",
        empty=Empty(
            _("Personne n’est encore présenté"),
            _("Les équipes se présentent depuis la fiche de leur structure."),
            reverse("directory:organisations"),
            _("Voir les structures"),
        ),
    )  # fmt: skip


def _functions(row: Any) -> str:
    """What one does, then what one will do, from when."""
    return " ; ".join(f"{one.title}, {one.organisation.name}{_to_come(one)}" for one in row.held)


def _to_come(one: Any) -> str:
    said = _(" (à venir, %(since)s)") % {"since": one.beginning.to_come}
    return said if one.coming else ""


def _reach(actor: Actor, key: str) -> Callable[[Person], str]:
    def reach(row: Any) -> str:
        houses = frozenset(one.organisation_id for one in row.held if not one.coming)
        return getattr(row, key) if may_see_address(actor, houses) else ""

    return reach


def declaration_table(year: int, answers: list[Answered], actor: Actor) -> TableSpec:
    """Who answered what for a year; and, for those who may write it, the form of each."""
    return TableSpec(
        name="declarations",
        caption=_("Déclarations %(year)s") % {"year": year},
        noun=("structure", "structures"),
        invented=lambda row: row.illustrative,
        columns=(
            Column(key="structure", label=_("Structure"),
                   value=lambda row: row.organisation.name, sort=("name",),
                   template="directory/cells/answered.html"),
            Column(key="reponse", label=_("Réponse"), value=_answer, sort=("answer",),
                   template="directory/cells/answer.html", css="etat"),
            *(_kind_column(kind, answers) for kind in Declared),
            Column(key="par", label=_("Déclaré par"), value=lambda row: row.said_by,
                   css="detail", shown=False),
            Column(key="le", label=_("Déclaré le"), value=lambda row: row.said_on, shown=False),
            _form_column(year, answers, actor),
        ),
        search=_answers_found,
        search_hint=_("Nom de la structure"),
        choices=(
            Choice("repondu", _("Ont répondu"), lambda row: row.answered),
            Choice("silence", _("N’ont pas répondu"), lambda row: row.silent),
        ),
        all_label=_("Toutes"),
        empty=_unasked(may_keep(actor)),
    )  # fmt: skip


def _unasked(keeps: bool) -> Empty:
    return Empty(
        title=_("Aucune structure n’est interrogée"),
        sentence=_(
            "Les structures membres au 31 décembre paraîtront ici, avec ce qu’elles déclarent."
        ),
        url=reverse("directory:welcome") if keeps else "",
        action=_("Accueillir une structure"),
    )


def _form_column(year: int, answers: list[Answered], actor: Actor) -> Column:
    """The form of each structure, for those who may fill it."""

    def form_of(row: Any) -> str:
        asks = (row.asked or row.perhaps) and may_edit(actor, row.pk)
        return reverse("directory:declare", args=[row.pk, year]) if asks else ""

    return Column(
        key="acte",
        label=_("Saisie"),
        value=form_of,
        export=False,
        css="etat",
        shown=any(map(form_of, answers)),
        template="directory/cells/declare.html",
    )


def _kind_column(kind: Declared, answers: list[Answered]) -> Column:
    """Shown when somebody answered it."""
    return Column(
        key=kind.value,
        label=capital(kind.label),
        value=lambda row: row.value(kind),
        sort=(kind.value,),
        numeric=True,
        shown=any(one.value(kind) is not None for one in answers),
    )


def _answer(row: Answered) -> str:
    if row.perhaps:
        return _("membre au 31 décembre ? on ne sait pas")
    if not row.asked:
        return _("plus membre au 31 décembre")
    if row.answered:
        return answers_given(len(row.figures)) if row.partial else _("a répondu")
    return _("pas encore") if row.running else _("n’a pas répondu")


def _answers_found(rows: list[Answered], query: str) -> list[Answered]:
    words = needles(query)
    names = ((row, normalise(row.organisation.name)) for row in rows)
    return [row for row, name in names if all(word in name for word in words)]


def _category(row: Organisation) -> str:
    return row.main_category.name if row.main_category else _("Autres structures")


PUBLIC_TABLE = TableSpec(
    name="annuaire",
    caption=gettext_lazy("Structures du pôle"),
    noun=("structure", "structures"),
    columns=(
        Column(key="structure", label=gettext_lazy("Structure"), value=lambda row: row.name,
               sort=("search", "name"), template="directory/cells/public.html"),
        Column(key="presentation", label=gettext_lazy("Ce qu’elle fait"),
               value=lambda row: row.description, theirs=True),
        Column(key="commune", label=gettext_lazy("Commune"), value=lambda row: row.city,
               sort=("city",), css="detail"),
    ),
    search=found_by,
    near=names_near,
    search_hint=gettext_lazy("Nom, sigle, ville"),
    group=_category,
    group_sort=("main_category__rank", "main_category__name"),
    default_sort="structure",
    empty=Empty(
        gettext_lazy("Aucune structure à montrer"),
        gettext_lazy("Les structures qui acceptent de paraître ici seront présentées."),
    ),
)  # fmt: skip
