"""What spreadsheets bring into posts and their shares, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.activities.jobsharing.actions import assign, create_post
from phares.activities.jobsharing.models import Assignment, Post
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, number
from phares.people.directory.models import Organisation, Person
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
    named,
    our_pole,
    people,
)

NONE = ("", "")


class _Posts(Incoming):
    columns = (
        Column("title", "Intitulé", ("Animation du pôle", "Accueil"), cells.fits(Post, "title"),
               True, ("Poste",)),
        Column("employer", "Employeur", ("La Coopérative", "Halage"), required=True),
        Column("duties", "Missions", NONE, cells.fits(Post, "duties")),
        Column("rank", "Rang", NONE, count),
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("title", "employer")

    def finding(self) -> Mapping[str, Finder]:
        return {"employer": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in Post.objects.filter(pole__is_home=True).order_by("pk"):
            yield {
                "title": row.title,
                "employer": houses.label(row.employer_id),
                "duties": row.duties,
                "rank": row.rank,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        post = create_post(
            pole=our_pole(),
            title=values["title"],
            employer=Organisation.objects.get(pk=found["employer"]),
            duties=values["duties"] or "",
            rank=values["rank"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [post]


def _posts() -> Named:
    rows = Post.objects.filter(pole__is_home=True).order_by("pk").values_list("pk", "title")
    return Named("le poste", rows)


# fmt: off
class _Shares(Incoming):
    columns = (
        Column("post", "Poste", ("Animation du pôle", "Accueil"), required=True),
        Column("person", "Personne", ("Inès Kerboul", "")),
        Column("quota", "Quotité", ("0,8", "0,5"), number, True, ("ETP",),
               "Part d’un temps plein : 0,8"),
        SINCE,
        UNTIL,
        Column("borne_by", "Coût porté par", NONE, hint="Vide : l’employeur"),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("post", "person", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"post": _posts(), "person": people(), "borne_by": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        posts, persons, houses = _posts(), people(), Houses()
        for row in Assignment.objects.filter(post__pole__is_home=True).order_by("pk"):
            yield {
                "post": posts.label(row.post_id),
                "person": persons.label(row.person_id) if row.person_id else None,
                "quota": row.quota,
                "since": row.beginning,
                "until": row.ending,
                "borne_by": houses.label(row.borne_by_id),
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        share = assign(
            post=Post.objects.get(pk=found["post"]),
            person=named(Person, found, "person"),
            quota=values["quota"],
            since=values["since"],
            until=values["until"],
            borne_by=named(Organisation, found, "borne_by"),
            by=self.by,
            **cells.evidence_given(values),
        )
        return [share]


SETS = (
    listing(_Posts, "posts", "Postes", "Les postes du pôle, et qui emploie."),
    listing(
        _Shares, "assignments", "Affectations",
        "La part de chaque poste donnée au pôle : qui la tient, de quand à quand.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
