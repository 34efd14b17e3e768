"""Persons and what they do in structures: one line a function, or one for who has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, DataSet, Differs, Values
from phares.kernel.reading import count, dated, one_of, unreadable
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.actions import give_function, register_person
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.rules.kinds import FunctionKind
from phares.people.directory.rules.names import normalise
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.cells import fits, phone, yes_or_blank
from phares.people.directory.suitcase.houses import Houses

USUAL = dict.fromkeys(("salarié", "salariée", "salarié·e", "employé"), FunctionKind.EMPLOYEE)
"""What spreadsheets usually call a kind of function."""
# fmt: off
WHO = (
    Column("given_name", "Prénom", ("Inès", "Omar"), fits(Person, "given_name"), True),
    Column("family_name", "Nom de famille", ("Kerboul", "Vidal"), fits(Person, "family_name"),
           True, ("Nom",)),
    Column("homonym", "Homonyme", ("", ""), count, hint="« 2 » pour une deuxième du même nom"),
    Column("email", "Courriel", ("ines@halage.example", ""), cells.email,
           also=("E-mail", "Email", "Mail")),
    Column("phone", "Téléphone", ("", ""), phone, also=("Tél", "Portable")),
)
WHAT = (
    Column("title", "Fonction", ("Directrice", ""), fits(Function, "title"), also=("Poste",)),
    Column("kind", "Dans", ("direction", ""), one_of(FunctionKind, usual=USUAL), also=("Nature",)),
    Column("since", "Depuis", ("mars 2015", ""), dated),
    Column("until", "Jusqu’à", ("", ""), dated),
    Column("public", "Montrée au public", ("", ""), yes_or_blank),
    Column("public_reach", "Courriel et téléphone montrés au public", ("", ""), yes_or_blank),
)
# fmt: on
HOUSE = Column("organisation", "Structure", ("Halage", ""), also=("Organisation",))
NEEDED = ("organisation", "title", "kind", "since")


def _who(person: Person, place: int) -> Values:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "homonym": place if place > 1 else None,
        "email": person.email,
        "phone": person.phone,
    }


def _what(row: Function) -> Values:
    return {
        "title": row.title,
        "kind": FunctionKind(row.kind),
        "since": row.beginning,
        "until": row.ending,
        "public": row.public or None,
        "public_reach": row.public_reach or None,
        **cells.evidence_of(row),
    }


def _rows() -> Iterator[Values]:
    houses, namesakes = Houses(), _Namesakes()
    found = Person.objects.prefetch_related("functions").order_by("pk")
    for person in found.iterator(chunk_size=500):
        who = _who(person, namesakes.place(person))
        functions = sorted(person.functions.all(), key=lambda one: one.pk)
        for row in functions:
            yield {**who, "organisation": houses.label(row.organisation_id), **_what(row)}
        if not functions:
            yield {**who, **cells.evidence_of(person)}


class _Namesakes:
    """Who bears each name, the first noted first."""

    def __init__(self) -> None:
        self.known: dict[str, list[int]] = {}
        for pk, name in Person.objects.order_by("pk").values_list("pk", "name"):
            self.note(pk, name)

    def note(self, pk: int, name: str) -> None:
        self.known.setdefault(normalise(name), []).append(pk)

    def place(self, person: Person) -> int:
        return self.known[normalise(person.name)].index(person.pk) + 1

    def find(self, name: str, place: int) -> int | None:
        bearers = self.known.get(normalise(name), [])
        return bearers[place - 1] if 0 < place <= len(bearers) else None


class _Coming:
    """A file of persons under way."""

    def __init__(self, by: Actor, today: date) -> None:
        self.by, self.houses, self.namesakes = by, Houses(), _Namesakes()

    def bring(self, values: Values) -> Sequence[Any]:
        held = [key for key in NEEDED if values[key]]
        if held and len(held) < len(NEEDED):
            raise unreadable(
                say("« Structure », « Fonction », « Dans » et « Depuis » vont ensemble")
            )
        person, made = self._person(values, alone=not held)
        return [*made, *self._function(person, values)] if held else made

    def _person(self, values: Values, *, alone: bool) -> tuple[Person, list[Any]]:
        name = f"{values['given_name']} {values['family_name']}"
        pk = self.namesakes.find(name, values["homonym"] or 1)
        if pk is not None:
            person = Person.objects.get(pk=pk)
            self._insist_same(person, values)
            return person, []
        person = register_person(
            given_name=values["given_name"],
            family_name=values["family_name"],
            email=values["email"] or "",
            phone=values["phone"] or "",
            by=self.by,
            **(cells.evidence_given(values) if alone else {}),
        )
        self.namesakes.note(person.pk, person.name)
        return person, [person]

    def _insist_same(self, person: Person, values: Values) -> None:
        given = {key: values[key] for key in ("email", "phone")}
        if apart := cells.told_apart(given, _who(person, 1), WHO):
            raise Differs(
                say(
                    "« {name} » est déjà dans l’annuaire, autrement : {apart}. Corrigez sa fiche ; "
                    "si c’est quelqu’un d’autre, écrivez « 2 » sous « Homonyme »",
                    name=person.name,
                    apart=listed(apart),
                ),
                apart,
            )

    def _function(self, person: Person, values: Values) -> list[Any]:
        house = self.houses.find(values["organisation"])
        same = Function.objects.filter(
            person=person, organisation_id=house, title__iexact=values["title"]
        )
        for row in same:
            if row.beginning == values["since"]:
                if apart := cells.told_apart(values, _what(row), WHAT):
                    raise Differs(
                        say("cette fonction est déjà notée : {apart}", apart=listed(apart)), apart
                    )
                return []
        return [
            give_function(
                person=person,
                organisation=Organisation.objects.get(pk=house),
                title=values["title"],
                kind=values["kind"],
                since=values["since"],
                until=values["until"],
                public=bool(values["public"]),
                public_reach=bool(values["public_reach"]),
                by=self.by,
                **cells.evidence_given(values),
            )
        ]


PERSONS = DataSet(
    "persons",
    "Personnes et fonctions",
    "Une ligne par fonction d’une personne dans une structure ; la même personne peut en avoir "
    "plusieurs, ou aucune.",
    (*WHO, HOUSE, *WHAT, *cells.EVIDENCE),
    lambda by, today: _Coming(by, today).bring,
    _rows,
)
