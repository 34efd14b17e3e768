from __future__ import annotations

from django.urls import path

from phares.common.journal import views

app_name = "audit"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/retires/", views.removed, name="removed"),
    path("journal/retires/<int:pk>/remettre/", views.put_back, name="put_back"),
]
