from __future__ import annotations

from django.urls import path

from phares.steering.suitcases import views

app_name = "suitcases"
urlpatterns = [
    path("importer-exporter/", views.home, name="home"),
    path("importer-exporter/<slug:code>/importer/", views.receive, name="receive"),
    path("importer-exporter/<slug:code>/modele.<slug:suffix>", views.model, name="model"),
    path("importer-exporter/<slug:code>/tout.<slug:suffix>", views.take, name="take"),
    path("imports/<int:pk>/", views.show, name="show"),
    path("imports/<int:pk>/colonnes/", views.columns, name="columns"),
    path("imports/<int:pk>/valeurs/", views.meanings, name="meanings"),
    path("imports/<int:pk>/refusees.<slug:suffix>", views.refused, name="refused"),
    path("imports/<int:pk>/importer/", views.carry, name="carry"),
    path("imports/<int:pk>/defaire/", views.undo, name="undo"),
    path("imports/<int:pk>/retirer/", views.drop, name="drop"),
]
