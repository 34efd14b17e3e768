from __future__ import annotations

from django.urls import path

from phares.common.health import views

app_name = "health"
urlpatterns = [
    path("sante/", views.health, name="health"),
    path("horloge/", views.clock, name="clock"),
]
