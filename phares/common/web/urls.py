"""Included at the root: the component page, the theme switch, and what the browser keeps."""

from __future__ import annotations

from django.urls import path

from phares.common.web import views

app_name = "web"

urlpatterns = [
    path("interface/", views.interface, name="interface"),
    path("interface/theme/", views.theme, name="theme"),
    path("interface/erreurs/<int:status>/", views.error, name="error"),
    path("hors-ligne/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
]
