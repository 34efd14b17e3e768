from __future__ import annotations

from django.urls import path

from phares.common.journal import views

app_name = "audit"
urlpatterns = [path("journal/", views.journal, name="journal")]
