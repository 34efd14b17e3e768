from __future__ import annotations

from django.urls import path

from phares.steering.agenda import views

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
]
