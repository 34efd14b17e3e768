from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.actor import Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.portal.navigation import bottom, rail
from phares.portal.rules.horizon import horizon
from phares.portal.rules.maps import WIDTH, Place, draw
from tests.parties import acting

TODAY = date(2016, 1, 4)


def due(day: date | None, fact: str = "Convention de Terragram : fin le 31 janvier") -> Alert:
    return Alert(Urgency.SURVEILLE, fact, "", "Voir", "/x/", due=day)


def test_what_one_may_act_on_comes_before_what_is_more_urgent_for_others() -> None:
    animation = "l’animation du pôle"
    theirs = Alert(Urgency.BLOQUE, "theirs", "", "Voir", "/x/", TODAY, decide=False, who=animation)
    known = Alert(Urgency.COURS, "known", "", "Voir", "/x/", decide=False)
    mine = Alert(Urgency.COURS, "mine", "", "Voir", "/x/")
    sooner = Alert(Urgency.SURVEILLE, "sooner", "", "Voir", "/x/", due=date(2016, 2, 1))
    later = Alert(Urgency.SURVEILLE, "later", "", "Voir", "/x/", due=date(2016, 3, 1))
    found = sorted([theirs, known, mine, later, sooner], key=lambda alert: alert.rank)
    assert [alert.fact for alert in found] == ["sooner", "later", "mine", "known", "theirs"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2016, 1, 3), False),
        (date(2016, 1, 4), True),
        (date(2016, 12, 31), True),
        (date(2017, 1, 1), False),
        (None, False),
    ],
)
def test_the_horizon_holds_twelve_months_from_today(day: date | None, shown: bool) -> None:
    assert bool(horizon([due(day)], today=TODAY).marks) is shown


def test_marks_come_soonest_first_with_title_and_detail() -> None:
    found = horizon([due(date(2016, 12, 1), "Fonds : 1er décembre"), due(TODAY)], today=TODAY)
    first, last = found.marks
    assert (first.title, first.detail) == ("Convention de Terragram", "fin le 31 janvier")
    assert (first.when, last.when) == ("4\u00a0janv.", "1er\u00a0déc.")
    assert (first.at, first.flip, last.flip) == ("0.000%", False, True)
    assert [tick.label for tick in found.ticks][:2] == ["février", "mars"]


def test_a_flag_is_cut_where_the_list_is_whole() -> None:
    whole = "Convention d’European Roma Rights Centre"
    [mark] = horizon([due(TODAY, f"{whole} : fin")], today=TODAY).marks
    assert mark.title == whole
    assert mark.flag == ("Convention d’European Roma Rights…", "fin")


def test_flags_never_lie_on_each_other() -> None:
    same = [due(date(2016, 3, day), f"Convention n° {day} : fin") for day in range(1, 9)]
    marks = horizon(same, today=TODAY).marks
    assert len(marks) == 3
    assert len({mark.top for mark in marks}) == 3


def test_the_new_year_is_named_on_the_horizon() -> None:
    labels = [tick.label for tick in horizon([], today=date(2016, 3, 10)).ticks]
    assert "janvier 2017" in labels


SQUARE = {
    "features": [
        {
            "properties": {"kind": "area", "name": "Île"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.0]]],
            },
        },
        {
            "properties": {"name": "La Seine"},
            "geometry": {"type": "Point", "coordinates": [2.05, 48.05]},
        },
    ]
}


def test_a_map_keeps_everything_in_its_frame_north_up() -> None:
    drawing = draw(SQUARE, [Place("Nord", 48.09, 2.05), Place("Sud", 48.01, 2.05)])
    assert drawing is not None
    [shape] = drawing.shapes
    assert shape.path.startswith("M")
    assert shape.path.endswith("z")
    seine, north, south = drawing.spots
    assert (seine.kind, north.y < south.y) == ("water", True)
    for spot in drawing.spots:
        assert 0 <= spot.x <= WIDTH
        assert 0 <= spot.y <= drawing.height


def test_a_single_place_still_makes_a_map_and_nothing_makes_none() -> None:
    assert draw(None, []) is None
    drawing = draw(None, [Place("Ici", 48.0, 2.0, "home")])
    assert drawing is not None
    assert drawing.spots[0].kind == "home"


def test_names_that_would_lie_on_each_other_leave_their_dots() -> None:
    close = [Place(f"Structure {n}", 48.05, 2.05) for n in range(3)]
    drawing = draw(SQUARE, [Place("Le pôle", 48.05, 2.05, "home"), *close])
    assert drawing is not None
    named = {spot.name for spot in drawing.spots if spot.named}
    assert "Le pôle" in named
    assert not named & {"Structure 1", "Structure 2"}
    assert len(drawing.spots) == 5


def test_shapes_of_several_rings_and_lines_are_drawn() -> None:
    several = {
        "features": [
            {
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[[[0, 0], [1, 0], [1, 1]]], [[[2, 2], [3, 2], [3, 3]]]],
                }
            },
            {"geometry": {"type": "LineString", "coordinates": [[0, 0], [3, 3]]}},
        ]
    }
    drawing = draw(several, [])
    assert drawing is not None
    rings, line = drawing.shapes
    assert rings.path.count("M") == 2
    assert not line.path.endswith("z")


OTHERS = {
    "associes": "Associés", "postes": "Postes", "subventions": "Subventions", "tarifs": "Tarifs",
    "instances": "Instances", "actions": "Actions", "paroles": "Paroles", "journal": "Journal",
}  # fmt: skip
"""Pages that have no tab of their own on a phone."""


@pytest.mark.parametrize(
    ("path", "in_the_rail", "at_the_bottom"),
    [
        ("/bilan/2015/preparer/", ["Bilan annuel"], ["Bilan"]),
        ("/chiffres/2015/", ["Chiffres"], ["Bilan"]),
        ("/personnes/4/", ["Personnes"], ["Habitants"]),
        ("/categories/", ["Structures"], ["Habitants"]),
        ("/conventions/signer/", ["Conventions"], ["Salles"]),
        ("/partenaires/", ["Actions"], ["Tout"]),
        *((f"/{path}/", [label], ["Tout"]) for path, label in OTHERS.items()),
        ("/mon-compte/", [], []),
        ("/tout/", [], ["Tout"]),
    ],
)
def test_the_lamp_stands_where_one_is(
    path: str, in_the_rail: list[str], at_the_bottom: list[str]
) -> None:
    actor = Actor(1, "Inès", frozenset({(Role.ANIMATOR, None)}))
    groups = rail(actor, path=path, year=2015)
    assert [link.label for group in groups for link in group.links if link.current] == in_the_rail
    assert [link.label for link in bottom(actor, path=path, year=2015) if link.current] == (
        at_the_bottom
    )


@pytest.mark.parametrize(
    ("role", "path", "folded", "here"),
    [
        (Role.ADMINISTRATOR, "/aujourdhui/", ["Réglages"], False),
        (Role.ADMINISTRATOR, "/journal/", ["Réglages"], True),
        (Role.TECHNICIAN, "/aujourdhui/", [], False),
    ],
)
def test_many_settings_unfold_where_one_is(
    role: Role, path: str, folded: list[str], here: bool
) -> None:
    groups = rail(acting(role), path=path, year=2015)
    assert [group.title for group in groups if group.folded] == folded
    assert any(group.here for group in groups if group.folded) is here
