"""Links between structures, what they and the pole say of themselves, what others counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, dated, one_of
from phares.people.directory.actions import (
    cite_claim,
    cite_context,
    link_organisations,
    record_fact,
    state_text,
)
from phares.people.directory.models import (
    Claim,
    ContextFigure,
    DatedFact,
    Link,
    Organisation,
    Statement,
)
from phares.people.directory.rules.kinds import FactKind, LinkKind, StatementKey
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    listing,
    named,
    our_pole,
)

NONE = ("", "")


class _Links(Incoming):
    columns = (
        Column("subject", "Structure", ("Réseau Textile", "Mode Estime"), required=True),
        Column("kind", "Lien", ("est la tête de réseau de", "adhère à"), one_of(LinkKind), True),
        Column("target", "De", ("Mode Estime", "La Fédération"), required=True, also=("Autre",)),
        *cells.EVIDENCE,
    )
    key = ("subject", "kind", "target")

    def finding(self) -> Mapping[str, Finder]:
        houses = Houses()
        return {"subject": houses, "target": houses}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in Link.objects.order_by("pk"):
            yield {
                "subject": houses.label(row.subject_id),
                "kind": LinkKind(row.kind),
                "target": houses.label(row.target_id),
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        link = link_organisations(
            subject=Organisation.objects.get(pk=found["subject"]),
            kind=values["kind"],
            target=Organisation.objects.get(pk=found["target"]),
            by=self.by,
            **cells.evidence_given(values),
        )
        return [link]


class _Claims(Incoming):
    columns = (
        Column("organisation", "Structure", ("Halage", "Halage"), required=True),
        Column("label", "Intitulé", ("associations", "arbres plantés"), cells.fits(Claim, "label"),
               True),
        Column("value", "Valeur", ("73", "1 200"), cells.fits(Claim, "value"), True),
        Column("as_of", "En date de", ("2015", "mars 2016"), dated, True),
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("organisation", "label", "as_of")

    def finding(self) -> Mapping[str, Finder]:
        return {"organisation": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in Claim.objects.order_by("pk"):
            yield {
                "organisation": houses.label(row.organisation_id),
                "label": row.label,
                "value": row.value,
                "as_of": row.dated,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        claim = cite_claim(
            organisation=Organisation.objects.get(pk=found["organisation"]),
            label=values["label"],
            value=values["value"],
            as_of=values["as_of"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [claim]


class _Texts(Incoming):
    columns = (
        Column("key", "Rubrique", (StatementKey("mission").label,) * 2, one_of(StatementKey), True),
        Column("text", "Texte", ("Faire vivre l’entraide.", "Former."), required=True),
        Column("rank", "Rang", NONE, count),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )
    key = ("key", "text", "since")

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Statement.objects.filter(pole__is_home=True).order_by("pk"):
            yield {
                "key": StatementKey(row.key),
                "text": row.text,
                "rank": row.rank,
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        statement = state_text(
            pole=our_pole(),
            key=values["key"],
            text=values["text"],
            rank=values["rank"],
            since=values["since"],
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [statement]


# fmt: off
class _Facts(Incoming):
    columns = (
        Column("kind", "Nature", (next(iter(FactKind)).label,) * 2, one_of(FactKind), True),
        Column("text", "Fait", ("Le pôle ouvre ses portes.", "Premier conseil."),
               cells.fits(DatedFact, "text"), True),
        Column("since", "Date", ("12/03/2012", "été 2013"), dated, True, ("Depuis",)),
        UNTIL,
        Column("about", "À propos de", NONE),
        Column("given_by", "Par qui", NONE, cells.fits(DatedFact, "given_by")),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("kind", "text", "since", "about")

    def finding(self) -> Mapping[str, Finder]:
        return {"about": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in DatedFact.objects.filter(pole__is_home=True).order_by("pk"):
            yield {
                "kind": FactKind(row.kind),
                "text": row.text,
                "since": row.beginning,
                "until": row.ending,
                "about": houses.label(row.about_id) if row.about_id else None,
                "given_by": row.given_by,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        fact = record_fact(
            pole=our_pole(),
            kind=values["kind"],
            text=values["text"],
            when=values["since"],
            until=values["until"],
            about=named(Organisation, found, "about"),
            given_by=values["given_by"] or "",
            by=self.by,
            **cells.evidence_given(values),
        )
        return [fact]


class _Context(Incoming):
    columns = (
        Column("label", "Intitulé", ("Taux de chômage", "Habitants"),
               cells.fits(ContextFigure, "label"), True),
        Column("value", "Valeur", ("21,4 %", "7 200"), cells.fits(ContextFigure, "value"), True),
        Column("area", "Territoire", ("Plaine Commune", "L’Île-Saint-Denis"),
               cells.fits(ContextFigure, "area"), True),
        Column("year", "Année", ("2014", "2013"), count, True),
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("label", "area", "year")

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in ContextFigure.objects.order_by("pk"):
            told = {key: getattr(row, key) for key in ("label", "value", "area", "year")}
            yield {**told, **cells.evidence_of(row)}

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        told = {key: values[key] for key in ("label", "value", "area", "year")}
        return [cite_context(by=self.by, **told, **cells.evidence_given(values))]


LINKS = listing(_Links, "links", "Liens entre structures", "Têtes de réseau, contrats, essaimages.")
CLAIMS = listing(
    _Claims, "claims", "Chiffres que les structures donnent d’elles-mêmes",
    "Cités avec leur date et leur source ; jamais additionnés.",
    told_under=("organisation", "organisation.claim"),
)  # fmt: skip
TEXTS = listing(_Texts, "texts", "Textes du pôle", "Mission, buts, valeurs : de quand à quand.")
FACTS = listing(_Facts, "facts", "Histoire du pôle", "Ce qui est arrivé, et qui le dit.")
CONTEXT = listing(
    _Context, "context", "Chiffres du territoire",
    "Ceux que d’autres ont comptés, avec leur source.",
)  # fmt: skip
