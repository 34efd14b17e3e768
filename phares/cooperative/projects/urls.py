"""Addresses of the actions. The composition says which years are frozen."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.urls import URLPattern, path

from phares.cooperative.projects.views import axes, one, partners, years

app_name = "projects"


def urlpatterns_with(frozen: Callable[[], Collection[int]]) -> list[URLPattern]:
    """Every address; what was noted in error is not taken away from these years."""
    return [
        path(
            "partenaires/<int:pk>/retirer/",
            partners.remove,
            {"frozen": frozen},
            name="remove_partnership",
        ),
        *PLAIN,
    ]


PLAIN = [
    path("actions/", years.actions_of_year, name="actions"),
    path("actions/raconter/", years.tell, name="tell"),
    path("actions/reprendre/", years.carry_on, name="carry_on"),
    path("actions/<int:pk>/", one.reword, name="reword"),
    path("actions/<int:pk>/ranger/", one.place, name="place"),
    path("actions/<int:pk>/monter/", one.move_up, name="move_up"),
    path("actions/<int:pk>/descendre/", one.move_down, name="move_down"),
    path("actions/<int:pk>/retirer/", one.remove, name="remove"),
    path("actions/<int:pk>/structures/ajouter/", one.take_part, name="take_part"),
    path("participations/<int:pk>/retirer/", one.withdraw_part, name="withdraw_part"),
    path("axes/ajouter/", axes.add, name="add_axis"),
    path("axes/<int:pk>/", axes.reword, name="reword_axis"),
    path("axes/<int:pk>/retirer/", axes.remove, name="remove_axis"),
    path("partenaires/", partners.partners, name="partners"),
    path("partenaires/noter/", partners.note, name="note_partnership"),
    path("partenaires/<int:pk>/corriger/", partners.correct, name="correct_partnership"),
    path("partenaires/<int:pk>/terminer/", partners.end, name="end_partnership"),
]
