"""Addresses of the bodies. The composition says which years are frozen."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.urls import URLPattern, path

from phares.cooperative.governance import views

app_name = "governance"


def urlpatterns_with(frozen: Callable[[], Collection[int]]) -> list[URLPattern]:
    """Every address; what was noted in error is not taken away from these years."""
    return [
        path("mandats/<int:pk>/retirer/", views.remove, {"frozen": frozen}, name="remove"),
        *PLAIN,
    ]


PLAIN = [
    path("instances/", views.bodies, name="bodies"),
    path("instances/creer/", views.create, name="create"),
    path("instances/<int:pk>/modifier/", views.reword, name="reword"),
    path("instances/<int:pk>/mandats/donner/", views.give, name="give"),
    path("mandats/<int:pk>/corriger/", views.correct, name="correct"),
    path("mandats/<int:pk>/terminer/", views.end, name="end"),
]
