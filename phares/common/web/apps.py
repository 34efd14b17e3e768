"""The web floor: no tables of its own."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "phares.common.web"
    label = "web"
